import {defineCheck, fail} from '../model/check.ts'
import {destinationChoice} from '../model/failed-batches.ts'
import {isEndless} from '../model/limits.ts'
import {destinationPlaceholder} from '../model/mapping-change.ts'

export const missingFailureDestination = defineCheck({
  id: 'missing-failure-destination',
  title: 'Failed records go nowhere',
  severity: 'high',
  why: "A batch that Lambda gives up on is gone without a trace; the function's own dead-letter queue is for asynchronous calls and does not help a stream.",
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.onFailureDestination
      ? []
      : [
          fail(
            {
              onFailureDestination: null,
              retriesBounded: mapping.maximumRetryAttempts === null ? null : !isEndless(mapping.maximumRetryAttempts),
            },
            {
              summary: `Give the mapping an on-failure destination that the execution role may write to: a standard SQS queue or SNS topic, or an S3 bucket. ${destinationChoice}`,
              change: {DestinationConfig: destinationPlaceholder},
            },
          ),
        ],
  say: facts =>
    `The mapping has no on-failure destination: records ${facts.retriesBounded ? 'that fail to the end are dropped' : 'that expire are lost'} without a trace.`,
})
