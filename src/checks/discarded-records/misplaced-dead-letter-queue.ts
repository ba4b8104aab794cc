import {destinationChoice} from '../../advice/failed-batches.ts'
import {destinationPlaceholder} from '../../advice/mapping-settings.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const misplacedDeadLetterQueue = defineCheck({
  id: 'misplaced-dead-letter-queue',
  severity: 'low',
  needs: ['function', 'mapping'],
  run: ({function: target, mapping}) =>
    target?.deadLetterTarget && mapping.onFailureDestination === null
      ? [
          fail(
            {deadLetterTarget: target.deadLetterTarget, onFailureDestination: null},
            {
              change: {DestinationConfig: target.deadLetterTarget.endsWith('.fifo') ? destinationPlaceholder : target.deadLetterTarget},
            },
          ),
        ]
      : [],
  text: {
    title: "The function's dead-letter queue does not help a stream",
    why: 'DeadLetterConfig is for asynchronous invocations: it receives no discarded batch of a stream.',
    found: ({deadLetterTarget}) =>
      `The function has the dead-letter queue ${deadLetterTarget}, which gets nothing from a stream. The mapping has no on-failure destination.`,
    fix: () =>
      `Give the mapping its own on-failure destination. The same standard queue will do, if the execution role may write to it. ${destinationChoice}`,
  },
})
