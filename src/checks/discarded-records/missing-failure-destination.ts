import {destinationChoice} from '../../advice/failed-batches.ts'
import {destinationPlaceholder} from '../../advice/mapping-settings.ts'
import {isEndless} from '../../aws-facts/limits.ts'
import {defineCheck, fail} from '../../model/check.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'

/** Whether Lambda discards records before the stream does; true where AWS does not give the limits. */
const discards = ({maximumRetryAttempts: retries, maximumRecordAgeSeconds: age}: Mapping): boolean =>
  retries === null || !isEndless(retries) || (age !== null && age >= 0)

export const missingFailureDestination = defineCheck({
  id: 'missing-failure-destination',
  severity: 'medium',
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
              change: {DestinationConfig: destinationPlaceholder},
            },
            discards(mapping) ? undefined : 'low',
          ),
        ],
  text: {
    title: 'Failed records have no destination',
    why: "A discarded batch leaves no trace. The function's own dead-letter queue is for asynchronous invocations and does not apply to a stream.",
    found: ({retriesBounded}) =>
      retriesBounded
        ? 'The mapping has no on-failure destination: records that fail at their last retry are dropped without a trace.'
        : 'The mapping has no on-failure destination: records that expire are lost without a trace.',
    fix: () =>
      `Give the mapping an on-failure destination that the execution role may write to: a standard SQS queue or SNS topic, or an S3 bucket. ${destinationChoice}`,
  },
})
