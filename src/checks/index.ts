import type {AnyCheck} from '../model/check.ts'
import {accountConcurrencyTooLow} from './account-concurrency-too-low.ts'
import {alarmHidesMissingData} from './alarm-hides-missing-data.ts'
import {alarmWithoutAction} from './alarm-without-action.ts'
import {batchNearTimeout} from './batch-near-timeout.ts'
import {blackholeRoute} from './blackhole-route.ts'
import {closedNetworkAcl} from './closed-network-acl.ts'
import {closedSecurityGroup} from './closed-security-group.ts'
import {coldStartShare} from './cold-start-share.ts'
import {concurrencyNearLimit} from './concurrency-near-limit.ts'
import {connectionErrors} from './connection-errors.ts'
import {deniedCalls} from './denied-calls.ts'
import {deprecatedRuntime} from './deprecated-runtime.ts'
import {destinationDeliveryFailures} from './destination-delivery-failures.ts'
import {dnsOff} from './dns-off.ts'
import {droppedRecords} from './dropped-records.ts'
import {duplicateMapping} from './duplicate-mapping.ts'
import {durationRising} from './duration-rising.ts'
import {encryptedFilters} from './encrypted-filters.ts'
import {errorRate} from './error-rate.ts'
import {eventMetricsOff} from './event-metrics-off.ts'
import {fifoDestination} from './fifo-destination.ts'
import {filterCannotMatch} from './filter-cannot-match.ts'
import {filterNeedsMissingImage} from './filter-needs-missing-image.ts'
import {firstRecordOnly} from './first-record-only.ts'
import {functionNotActive} from './function-not-active.ts'
import {globalTableReplicas} from './global-table-replicas.ts'
import {hotKey} from './hot-key.ts'
import {ignoredBatchResponse} from './ignored-batch-response.ts'
import {iteratorAge} from './iterator-age.ts'
import {keyRangeThrottles} from './key-range-throttles.ts'
import {logGroupClass} from './log-group-class.ts'
import {logGroupMissing} from './log-group-missing.ts'
import {mappingNotEnabled} from './mapping-not-enabled.ts'
import {memoryOutsideAdvice} from './memory-outside-advice.ts'
import {memoryPressure} from './memory-pressure.ts'
import {misplacedDeadLetterQueue} from './misplaced-dead-letter-queue.ts'
import {missingDestinationPermission} from './missing-destination-permission.ts'
import {missingErrorAlarm} from './missing-error-alarm.ts'
import {missingFailureDestination} from './missing-failure-destination.ts'
import {missingIteratorAgeAlarm} from './missing-iterator-age-alarm.ts'
import {missingStreamPermission} from './missing-stream-permission.ts'
import {noBatchingWindow} from './no-batching-window.ts'
import {noBisect} from './no-bisect.ts'
import {noDynamodbEndpoint} from './no-dynamodb-endpoint.ts'
import {noPartialBatchResponse} from './no-partial-batch-response.ts'
import {noRouteToAws} from './no-route-to-aws.ts'
import {nonexistentDestination} from './nonexistent-destination.ts'
import {overBroadRole} from './over-broad-role.ts'
import {parallelizationTooLow} from './parallelization-too-low.ts'
import {processingProblem} from './processing-problem.ts'
import {recordAgeBeyondRetention} from './record-age-beyond-retention.ts'
import {recordSizeNearLimit} from './record-size-near-limit.ts'
import {reportLinesOff} from './report-lines-off.ts'
import {reservedConcurrencyTooLow} from './reserved-concurrency-too-low.ts'
import {runtimeUpdated} from './runtime-updated.ts'
import {secretsInEnvironment} from './secrets-in-environment.ts'
import {shardSkew} from './shard-skew.ts'
import {smallBatchSize} from './small-batch-size.ts'
import {snapstartOff} from './snapstart-off.ts'
import {staleStream} from './stale-stream.ts'
import {startsAtLatest} from './starts-at-latest.ts'
import {subnetOutOfAddresses} from './subnet-out-of-addresses.ts'
import {swallowedErrors} from './swallowed-errors.ts'
import {throttledInvocations} from './throttled-invocations.ts'
import {throttledStreamReads} from './throttled-stream-reads.ts'
import {throttledWrites} from './throttled-writes.ts'
import {tooManyReaders} from './too-many-readers.ts'
import {tracingOff} from './tracing-off.ts'
import {ttlFlood} from './ttl-flood.ts'
import {unboundedRecordAge} from './unbounded-record-age.ts'
import {unboundedRetries} from './unbounded-retries.ts'
import {unqualifiedTarget} from './unqualified-target.ts'
import {unreportedFailures} from './unreported-failures.ts'
import {unsuitedFunction} from './unsuited-function.ts'
import {unusableDestinationKey} from './unusable-destination-key.ts'
import {unusableTableKey} from './unusable-table-key.ts'
import {unusedProvisionedConcurrency} from './unused-provisioned-concurrency.ts'
import {unusedSnapstartVersions} from './unused-snapstart-versions.ts'
import {weightedAlias} from './weighted-alias.ts'
import {wrongBatchResponseKey} from './wrong-batch-response-key.ts'
import {wrongItemIdentifier} from './wrong-item-identifier.ts'
import {x86Architecture} from './x86-architecture.ts'

/** A part of the guide. */
interface Topic {
  id: string
  title: string
  checks: readonly AnyCheck[]
}

/** Every check by topic, in the order of the guide. `npm run new check` adds one to the end of a topic. */
export const topics: readonly Topic[] = [
  {
    id: 'critical-metrics',
    title: 'Critical metrics',
    checks: [
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
    title: 'Iterator age rises: errors, retries, memory, timeouts, concurrency',
    checks: [
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
    title: 'Hot partition',
    checks: [keyRangeThrottles, shardSkew, throttledWrites, hotKey],
  },
  {
    id: 'access',
    title: 'Access: permissions, keys and the VPC',
    checks: [
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
    title: 'Stream processing stops',
    checks: [mappingNotEnabled, processingProblem, staleStream, functionNotActive, unsuitedFunction],
  },
  {
    id: 'cold-starts',
    title: 'Cold starts and their cost',
    checks: [coldStartShare, snapstartOff, unusedSnapstartVersions, unusedProvisionedConcurrency],
  },
  {
    id: 'batches',
    title: 'Mapping settings: batches and concurrency',
    checks: [smallBatchSize, noBatchingWindow, parallelizationTooLow],
  },
  {
    id: 'discarded-records',
    title: 'Mapping settings: discarded records',
    checks: [
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
    title: 'Mapping settings: filters, position and readers',
    checks: [
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
    title: 'Records',
    checks: [recordSizeNearLimit, ttlFlood],
  },
  {
    id: 'function',
    title: 'Function, logs and alarms',
    checks: [
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
    title: 'Deployed code, with `--inspect-code` alone',
    checks: [wrongBatchResponseKey, wrongItemIdentifier, ignoredBatchResponse, unreportedFailures, firstRecordOnly],
  },
]

/** Every check in the order of the guide, which is also the order of the report. */
export const checks: readonly AnyCheck[] = topics.flatMap(topic => topic.checks)
