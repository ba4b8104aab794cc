import {destinationChoice} from '../../advice/failed-batches.ts'
import {destinationPlaceholder} from '../../advice/mapping-settings.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const misplacedDeadLetterQueue = defineCheck({
  id: 'misplaced-dead-letter-queue',
  title: "The function's dead-letter queue does not help a stream",
  severity: 'low',
  why: 'DeadLetterConfig is for asynchronous calls. A stream consumer that has it looks safe and loses its discarded batches.',
  needs: ['function', 'mapping'],
  run: ({function: target, mapping}) =>
    target?.deadLetterTarget && mapping.onFailureDestination === null
      ? [
          fail(
            {deadLetterTarget: target.deadLetterTarget, onFailureDestination: null},
            {
              summary: `Give the mapping its own on-failure destination. The same standard queue works, if the execution role may write to it. ${destinationChoice}`,
              change: {DestinationConfig: target.deadLetterTarget.endsWith('.fifo') ? destinationPlaceholder : target.deadLetterTarget},
            },
          ),
        ]
      : [],
  say: facts =>
    `The function has the dead-letter queue ${facts.deadLetterTarget}, which receives no record of a stream; the mapping has no on-failure destination.`,
})
