import {destinationChoice} from '../../advice/failed-batches.ts'
import {destinationPlaceholder} from '../../advice/mapping-settings.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const nonexistentDestination = defineCheck({
  id: 'nonexistent-destination',
  severity: 'high',
  needs: ['destination'],
  run: ({destination}) =>
    destination === null || destination.exists
      ? []
      : [
          fail(
            {onFailureDestination: destination.arn},
            {
              change: {DestinationConfig: destinationPlaceholder},
            },
          ),
        ],
  text: {
    title: 'The on-failure destination does not exist',
    why: 'Lambda cannot deliver discarded batches, and their records are lost.',
    found: ({onFailureDestination}) => `The on-failure destination ${onFailureDestination} does not exist.`,
    fix: () =>
      `Create it again, or name another that the execution role may write to. ${destinationChoice} The records of failed batches stay in the stream until 24 hours after they were written.`,
  },
})
