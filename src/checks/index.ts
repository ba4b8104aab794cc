import type {AnyCheck} from '../model/check.ts'
import {accountConcurrencyTooLow} from './account-concurrency-too-low.ts'
import {batchNearTimeout} from './batch-near-timeout.ts'
import {concurrencyNearLimit} from './concurrency-near-limit.ts'
import {destinationDeliveryFailures} from './destination-delivery-failures.ts'
import {droppedRecords} from './dropped-records.ts'
import {duplicateMapping} from './duplicate-mapping.ts'
import {durationRising} from './duration-rising.ts'
import {encryptedFilters} from './encrypted-filters.ts'
import {errorRate} from './error-rate.ts'
import {eventMetricsOff} from './event-metrics-off.ts'
import {fifoDestination} from './fifo-destination.ts'
import {filterNeedsMissingImage} from './filter-needs-missing-image.ts'
import {functionNotActive} from './function-not-active.ts'
import {globalTableReplicas} from './global-table-replicas.ts'
import {hotKey} from './hot-key.ts'
import {iteratorAge} from './iterator-age.ts'
import {keyRangeThrottles} from './key-range-throttles.ts'
import {mappingNotEnabled} from './mapping-not-enabled.ts'
import {memoryOutsideAdvice} from './memory-outside-advice.ts'
import {memoryPressure} from './memory-pressure.ts'
import {misplacedDeadLetterQueue} from './misplaced-dead-letter-queue.ts'
import {missingFailureDestination} from './missing-failure-destination.ts'
import {noBatchingWindow} from './no-batching-window.ts'
import {noBisect} from './no-bisect.ts'
import {noPartialBatchResponse} from './no-partial-batch-response.ts'
import {nonexistentDestination} from './nonexistent-destination.ts'
import {parallelizationTooLow} from './parallelization-too-low.ts'
import {processingProblem} from './processing-problem.ts'
import {recordAgeBeyondRetention} from './record-age-beyond-retention.ts'
import {reservedConcurrencyTooLow} from './reserved-concurrency-too-low.ts'
import {smallBatchSize} from './small-batch-size.ts'
import {staleStream} from './stale-stream.ts'
import {startsAtLatest} from './starts-at-latest.ts'
import {throttledInvocations} from './throttled-invocations.ts'
import {throttledStreamReads} from './throttled-stream-reads.ts'
import {throttledWrites} from './throttled-writes.ts'
import {tooManyReaders} from './too-many-readers.ts'
import {unboundedRecordAge} from './unbounded-record-age.ts'
import {unboundedRetries} from './unbounded-retries.ts'
import {unqualifiedTarget} from './unqualified-target.ts'
import {unsuitedFunction} from './unsuited-function.ts'
import {weightedAlias} from './weighted-alias.ts'

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
  noPartialBatchResponse,
  memoryPressure,
  memoryOutsideAdvice,
  batchNearTimeout,
  reservedConcurrencyTooLow,
  accountConcurrencyTooLow,
  // A hot partition.
  keyRangeThrottles,
  throttledWrites,
  hotKey,
  // Stream processing stops.
  mappingNotEnabled,
  processingProblem,
  staleStream,
  functionNotActive,
  unsuitedFunction,
  // Mapping settings: batches and lanes.
  smallBatchSize,
  noBatchingWindow,
  parallelizationTooLow,
  // Mapping settings: what is given up.
  unboundedRecordAge,
  recordAgeBeyondRetention,
  missingFailureDestination,
  fifoDestination,
  nonexistentDestination,
  misplacedDeadLetterQueue,
  // Mapping settings: what is read, and by whom.
  encryptedFilters,
  filterNeedsMissingImage,
  startsAtLatest,
  eventMetricsOff,
  unqualifiedTarget,
  weightedAlias,
  duplicateMapping,
  tooManyReaders,
  throttledStreamReads,
  globalTableReplicas,
]
