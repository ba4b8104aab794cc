import {destinationChoice} from '../../advice/failed-batches.ts'
import {destinationPlaceholder} from '../../advice/mapping-settings.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const nonexistentDestination = defineCheck({
  id: 'nonexistent-destination',
  title: 'The on-failure destination does not exist',
  severity: 'high',
  why: 'Discarded batches are sent to a destination that does not exist, and are lost.',
  needs: ['destination'],
  run: ({destination}) =>
    destination === null || destination.exists
      ? []
      : [
          fail(
            {onFailureDestination: destination.arn},
            {
              summary: `Create it again, or name another one that the execution role may write to. ${destinationChoice} Failed batches since then are in the stream until 24 hours after they were written.`,
              change: {DestinationConfig: destinationPlaceholder},
            },
          ),
        ],
  say: facts => `AWS has no ${facts.onFailureDestination}, the on-failure destination.`,
})
