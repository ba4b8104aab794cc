import {defineCheck, fail} from '../model/check.ts'
import {destinationChoice} from '../model/failed-batches.ts'
import {destinationPlaceholder} from '../model/mapping-change.ts'

export const nonexistentDestination = defineCheck({
  id: 'nonexistent-destination',
  title: 'The on-failure destination does not exist',
  severity: 'high',
  why: 'What Lambda gives up is sent to a place that is gone, and is lost.',
  needs: ['destination'],
  run: ({destination}) =>
    destination === null || destination.exists
      ? []
      : [
          fail(
            {onFailureDestination: destination.arn},
            {
              summary: `Make it again, or name another that the execution role may write to. ${destinationChoice} Failed batches since then are in the stream until 24 hours after they were written.`,
              change: {DestinationConfig: destinationPlaceholder},
            },
          ),
        ],
  say: facts => `AWS knows no ${facts.onFailureDestination}, which failed batches are sent to.`,
})
