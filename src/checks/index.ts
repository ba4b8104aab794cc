import type {AnyCheck} from '../model/check.ts'
import {batchNearTimeout} from './batch-near-timeout.ts'
import {concurrencyNearLimit} from './concurrency-near-limit.ts'
import {destinationDeliveryFailures} from './destination-delivery-failures.ts'
import {droppedRecords} from './dropped-records.ts'
import {durationRising} from './duration-rising.ts'
import {errorRate} from './error-rate.ts'
import {iteratorAge} from './iterator-age.ts'
import {mappingNotEnabled} from './mapping-not-enabled.ts'
import {memoryOutsideAdvice} from './memory-outside-advice.ts'
import {memoryPressure} from './memory-pressure.ts'
import {missingFailureDestination} from './missing-failure-destination.ts'
import {noBisect} from './no-bisect.ts'
import {processingProblem} from './processing-problem.ts'
import {reservedConcurrencyTooLow} from './reserved-concurrency-too-low.ts'
import {staleStream} from './stale-stream.ts'
import {throttledInvocations} from './throttled-invocations.ts'
import {unboundedRetries} from './unbounded-retries.ts'

/** Every check of the guide, in its order, which is also that of the report. */
export const checks: readonly AnyCheck[] = [
  // Critical metrics.
  iteratorAge,
  errorRate,
  durationRising,
  concurrencyNearLimit,
  throttledInvocations,
  droppedRecords,
  destinationDeliveryFailures,
  // Iterator age is spiking: errors, retries, memory, time, concurrency.
  unboundedRetries,
  noBisect,
  memoryPressure,
  memoryOutsideAdvice,
  batchNearTimeout,
  reservedConcurrencyTooLow,
  // Stream processing stops.
  mappingNotEnabled,
  processingProblem,
  staleStream,
  // Mapping settings: what is given up.
  missingFailureDestination,
]
