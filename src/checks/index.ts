import type {AnyCheck} from '../model/check.ts'
import {errorRate} from './error-rate.ts'
import {iteratorAge} from './iterator-age.ts'
import {mappingNotEnabled} from './mapping-not-enabled.ts'
import {missingFailureDestination} from './missing-failure-destination.ts'
import {noBisect} from './no-bisect.ts'
import {processingProblem} from './processing-problem.ts'
import {reservedConcurrencyTooLow} from './reserved-concurrency-too-low.ts'
import {staleStream} from './stale-stream.ts'
import {throttledInvocations} from './throttled-invocations.ts'
import {unboundedRetries} from './unbounded-retries.ts'

/** Every check of the guide, in the order of the report. */
export const checks: readonly AnyCheck[] = [
  iteratorAge,
  errorRate,
  throttledInvocations,
  mappingNotEnabled,
  processingProblem,
  staleStream,
  unboundedRetries,
  missingFailureDestination,
  noBisect,
  reservedConcurrencyTooLow,
]
