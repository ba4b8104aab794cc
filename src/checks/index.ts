// Generated from the files of the topics by `npm run docs`. A new check comes last in its topic: move its line to move it in the report.
import type {AnyCheck} from '../model/check.ts'
import {blackholeRoute} from './access/blackhole-route.ts'
import {closedNetworkAcl} from './access/closed-network-acl.ts'
import {closedSecurityGroup} from './access/closed-security-group.ts'
import {connectionErrors} from './access/connection-errors.ts'
import {deniedCalls} from './access/denied-calls.ts'
import {dnsOff} from './access/dns-off.ts'
import {missingDestinationPermission} from './access/missing-destination-permission.ts'
import {missingStreamPermission} from './access/missing-stream-permission.ts'
import {noDynamodbEndpoint} from './access/no-dynamodb-endpoint.ts'
import {noRouteToAws} from './access/no-route-to-aws.ts'
import {subnetOutOfAddresses} from './access/subnet-out-of-addresses.ts'
import {unusableDestinationKey} from './access/unusable-destination-key.ts'
import {unusableTableKey} from './access/unusable-table-key.ts'
import {noBatchingWindow} from './batches/no-batching-window.ts'
import {parallelizationTooLow} from './batches/parallelization-too-low.ts'
import {smallBatchSize} from './batches/small-batch-size.ts'
import {firstRecordOnly} from './code/first-record-only.ts'
import {ignoredBatchResponse} from './code/ignored-batch-response.ts'
import {unreportedFailures} from './code/unreported-failures.ts'
import {wrongBatchResponseKey} from './code/wrong-batch-response-key.ts'
import {wrongItemIdentifier} from './code/wrong-item-identifier.ts'
import {coldStartShare} from './cold-starts/cold-start-share.ts'
import {snapstartOff} from './cold-starts/snapstart-off.ts'
import {unusedProvisionedConcurrency} from './cold-starts/unused-provisioned-concurrency.ts'
import {unusedSnapstartVersions} from './cold-starts/unused-snapstart-versions.ts'
import {concurrencyNearLimit} from './critical-metrics/concurrency-near-limit.ts'
import {destinationDeliveryFailures} from './critical-metrics/destination-delivery-failures.ts'
import {droppedRecords} from './critical-metrics/dropped-records.ts'
import {durationRising} from './critical-metrics/duration-rising.ts'
import {errorRate} from './critical-metrics/error-rate.ts'
import {iteratorAge} from './critical-metrics/iterator-age.ts'
import {swallowedErrors} from './critical-metrics/swallowed-errors.ts'
import {throttledInvocations} from './critical-metrics/throttled-invocations.ts'
import {fifoDestination} from './discarded-records/fifo-destination.ts'
import {misplacedDeadLetterQueue} from './discarded-records/misplaced-dead-letter-queue.ts'
import {missingFailureDestination} from './discarded-records/missing-failure-destination.ts'
import {nonexistentDestination} from './discarded-records/nonexistent-destination.ts'
import {recordAgeBeyondRetention} from './discarded-records/record-age-beyond-retention.ts'
import {unboundedRecordAge} from './discarded-records/unbounded-record-age.ts'
import {alarmHidesMissingData} from './function/alarm-hides-missing-data.ts'
import {alarmWithoutAction} from './function/alarm-without-action.ts'
import {deprecatedRuntime} from './function/deprecated-runtime.ts'
import {logGroupClass} from './function/log-group-class.ts'
import {logGroupMissing} from './function/log-group-missing.ts'
import {missingErrorAlarm} from './function/missing-error-alarm.ts'
import {missingIteratorAgeAlarm} from './function/missing-iterator-age-alarm.ts'
import {overBroadRole} from './function/over-broad-role.ts'
import {reportLinesOff} from './function/report-lines-off.ts'
import {runtimeUpdated} from './function/runtime-updated.ts'
import {secretsInEnvironment} from './function/secrets-in-environment.ts'
import {tracingOff} from './function/tracing-off.ts'
import {x86Architecture} from './function/x86-architecture.ts'
import {hotKey} from './hot-partition/hot-key.ts'
import {keyRangeThrottles} from './hot-partition/key-range-throttles.ts'
import {shardSkew} from './hot-partition/shard-skew.ts'
import {throttledWrites} from './hot-partition/throttled-writes.ts'
import {duplicateMapping} from './reading/duplicate-mapping.ts'
import {encryptedFilters} from './reading/encrypted-filters.ts'
import {eventMetricsOff} from './reading/event-metrics-off.ts'
import {filterCannotMatch} from './reading/filter-cannot-match.ts'
import {filterNeedsMissingImage} from './reading/filter-needs-missing-image.ts'
import {globalTableReplicas} from './reading/global-table-replicas.ts'
import {startsAtLatest} from './reading/starts-at-latest.ts'
import {throttledStreamReads} from './reading/throttled-stream-reads.ts'
import {tooManyReaders} from './reading/too-many-readers.ts'
import {unqualifiedTarget} from './reading/unqualified-target.ts'
import {weightedAlias} from './reading/weighted-alias.ts'
import {recordSizeNearLimit} from './records/record-size-near-limit.ts'
import {ttlFlood} from './records/ttl-flood.ts'
import {accountConcurrencyTooLow} from './rising-age/account-concurrency-too-low.ts'
import {batchNearTimeout} from './rising-age/batch-near-timeout.ts'
import {memoryOutsideAdvice} from './rising-age/memory-outside-advice.ts'
import {memoryPressure} from './rising-age/memory-pressure.ts'
import {noBisect} from './rising-age/no-bisect.ts'
import {noPartialBatchResponse} from './rising-age/no-partial-batch-response.ts'
import {reservedConcurrencyTooLow} from './rising-age/reserved-concurrency-too-low.ts'
import {unboundedRetries} from './rising-age/unbounded-retries.ts'
import {functionNotActive} from './stopped-stream/function-not-active.ts'
import {mappingNotEnabled} from './stopped-stream/mapping-not-enabled.ts'
import {processingProblem} from './stopped-stream/processing-problem.ts'
import {staleStream} from './stopped-stream/stale-stream.ts'
import {unsuitedFunction} from './stopped-stream/unsuited-function.ts'
import {type TopicId, topicTitles} from './topics.ts'

/** A part of the guide. */
interface Topic {
  id: TopicId
  title: string
  checks: readonly AnyCheck[]
}

/** Every check by topic, in the order of the guide. */
export const topics: readonly Topic[] = [
  {
    id: 'critical-metrics',
    title: topicTitles['critical-metrics'],
    checks: [
      // src/checks/critical-metrics
      iteratorAge,
      errorRate,
      durationRising,
      concurrencyNearLimit,
      throttledInvocations,
      droppedRecords,
      destinationDeliveryFailures,
      swallowedErrors,
    ],
  },
  {
    id: 'rising-age',
    title: topicTitles['rising-age'],
    checks: [
      // src/checks/rising-age
      unboundedRetries,
      noBisect,
      noPartialBatchResponse,
      memoryPressure,
      memoryOutsideAdvice,
      batchNearTimeout,
      reservedConcurrencyTooLow,
      accountConcurrencyTooLow,
    ],
  },
  {
    id: 'hot-partition',
    title: topicTitles['hot-partition'],
    checks: [
      // src/checks/hot-partition
      keyRangeThrottles,
      shardSkew,
      throttledWrites,
      hotKey,
    ],
  },
  {
    id: 'access',
    title: topicTitles.access,
    checks: [
      // src/checks/access
      missingStreamPermission,
      unusableTableKey,
      missingDestinationPermission,
      unusableDestinationKey,
      deniedCalls,
      connectionErrors,
      subnetOutOfAddresses,
      noRouteToAws,
      blackholeRoute,
      closedSecurityGroup,
      closedNetworkAcl,
      dnsOff,
      noDynamodbEndpoint,
    ],
  },
  {
    id: 'stopped-stream',
    title: topicTitles['stopped-stream'],
    checks: [
      // src/checks/stopped-stream
      mappingNotEnabled,
      processingProblem,
      staleStream,
      functionNotActive,
      unsuitedFunction,
    ],
  },
  {
    id: 'cold-starts',
    title: topicTitles['cold-starts'],
    checks: [
      // src/checks/cold-starts
      coldStartShare,
      snapstartOff,
      unusedSnapstartVersions,
      unusedProvisionedConcurrency,
    ],
  },
  {
    id: 'batches',
    title: topicTitles.batches,
    checks: [
      // src/checks/batches
      smallBatchSize,
      noBatchingWindow,
      parallelizationTooLow,
    ],
  },
  {
    id: 'discarded-records',
    title: topicTitles['discarded-records'],
    checks: [
      // src/checks/discarded-records
      unboundedRecordAge,
      recordAgeBeyondRetention,
      missingFailureDestination,
      fifoDestination,
      nonexistentDestination,
      misplacedDeadLetterQueue,
    ],
  },
  {
    id: 'reading',
    title: topicTitles.reading,
    checks: [
      // src/checks/reading
      encryptedFilters,
      filterCannotMatch,
      filterNeedsMissingImage,
      startsAtLatest,
      eventMetricsOff,
      unqualifiedTarget,
      weightedAlias,
      duplicateMapping,
      tooManyReaders,
      throttledStreamReads,
      globalTableReplicas,
    ],
  },
  {
    id: 'records',
    title: topicTitles.records,
    checks: [
      // src/checks/records
      recordSizeNearLimit,
      ttlFlood,
    ],
  },
  {
    id: 'function',
    title: topicTitles.function,
    checks: [
      // src/checks/function
      deprecatedRuntime,
      runtimeUpdated,
      x86Architecture,
      tracingOff,
      logGroupMissing,
      logGroupClass,
      reportLinesOff,
      missingIteratorAgeAlarm,
      missingErrorAlarm,
      alarmHidesMissingData,
      alarmWithoutAction,
      overBroadRole,
      secretsInEnvironment,
    ],
  },
  {
    id: 'code',
    title: topicTitles.code,
    checks: [
      // src/checks/code
      wrongBatchResponseKey,
      wrongItemIdentifier,
      ignoredBatchResponse,
      unreportedFailures,
      firstRecordOnly,
    ],
  },
]

/** Every check in the order of the guide, which is also the order of the report. */
export const checks: readonly AnyCheck[] = topics.flatMap(topic => topic.checks)
