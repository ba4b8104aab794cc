import {destinationChoice} from '../../advice/failed-batches.ts'
import {destinationPlaceholder} from '../../advice/mapping-settings.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const fifoDestination = defineCheck({
  id: 'fifo-destination',
  severity: 'high',
  needs: ['mapping'],
  run: ({mapping: {onFailureDestination}}) =>
    onFailureDestination?.endsWith('.fifo')
      ? [
          fail(
            {onFailureDestination},
            {
              change: {DestinationConfig: destinationPlaceholder},
            },
          ),
        ]
      : [],
  text: {
    title: 'The on-failure destination is FIFO',
    why: 'Lambda does not deliver failed batches to FIFO queues and topics: they are lost as if there were no destination.',
    found: ({onFailureDestination}) => `The on-failure destination ${onFailureDestination} is FIFO: Lambda delivers no failed batch to it.`,
    fix: () =>
      `Name a standard queue or topic, or a bucket, that the execution role may write to. ${destinationChoice} The records of failed batches stay in the stream until 24 hours after they were written.`,
  },
})
