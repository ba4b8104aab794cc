import {destinationChoice} from '../../advice/failed-batches.ts'
import {destinationPlaceholder} from '../../advice/mapping-settings.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const fifoDestination = defineCheck({
  id: 'fifo-destination',
  title: 'The on-failure destination is FIFO',
  severity: 'high',
  why: 'Lambda does not deliver failed batches to FIFO queues and topics: they are lost as if there were no destination.',
  needs: ['mapping'],
  run: ({mapping: {onFailureDestination}}) =>
    onFailureDestination?.endsWith('.fifo')
      ? [
          fail(
            {onFailureDestination},
            {
              summary: `Name a standard queue or topic, or a bucket, that the execution role may write to. ${destinationChoice} Failed batches so far are in the stream until 24 hours after they were written.`,
              change: {DestinationConfig: destinationPlaceholder},
            },
          ),
        ]
      : [],
  say: facts => `Failed batches are configured to go to ${facts.onFailureDestination}, which is FIFO and accepts none.`,
})
