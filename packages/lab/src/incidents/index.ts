import {accessDenied} from './access-denied.ts'
import {batchSizeLowered} from './batch-size-lowered.ts'
import {brokenDestination} from './broken-destination.ts'
import {carelessAlarms} from './careless-alarms.ts'
import {carelessFunction} from './careless-function.ts'
import {carelessMapping} from './careless-mapping.ts'
import {carelessTable} from './careless-table.ts'
import {coldStartBurden} from './cold-start-burden.ts'
import {failingFunction} from './failing-function.ts'
import {filterDropsAll} from './filter-drops-all.ts'
import {functionTimeout} from './function-timeout.ts'
import {functionUnavailable} from './function-unavailable.ts'
import {healthy} from './healthy.ts'
import {healthyBursty} from './healthy-bursty.ts'
import {healthyNoisyLog} from './healthy-noisy-log.ts'
import {healthyRelease} from './healthy-release.ts'
import {hotPartition} from './hot-partition.ts'
import {hotPartitionThrottledConcurrency} from './hot-partition-throttled-concurrency.ts'
import {idle} from './idle.ts'
import type {Incident, Truth} from './incident.ts'
import {insufficientThroughput} from './insufficient-throughput.ts'
import {mappingDisabled} from './mapping-disabled.ts'
import {memoryExhausted} from './memory-exhausted.ts'
import {networkUnreachable} from './network-unreachable.ts'
import {parallelizationLowered} from './parallelization-lowered.ts'
import {poisonRecord} from './poison-record.ts'
import {poisonRecordWriteBurst} from './poison-record-write-burst.ts'
import {readerContention} from './reader-contention.ts'
import {recovering} from './recovering.ts'
import {releasedIntoBurst} from './released-into-burst.ts'
import {releasedUnderLoad} from './released-under-load.ts'
import {reportedFailures} from './reported-failures.ts'
import {runtimeUpdated} from './runtime-updated.ts'
import {shardRollover} from './shard-rollover.ts'
import {silentLoss} from './silent-loss.ts'
import {slowHandler} from './slow-handler.ts'
import {staleStream} from './stale-stream.ts'
import {throttledConcurrency} from './throttled-concurrency.ts'
import {unheardFailures} from './unheard-failures.ts'
import {updatedIntoSlow} from './updated-into-slow.ts'
import {writeBackLoop} from './write-back-loop.ts'
import {writeBurst} from './write-burst.ts'

export type {Incident, Truth} from './incident.ts'
export {functionName, tableName} from './plan.ts'

/** All incidents of the lab. */
export const incidents: readonly Incident[] = [
  accessDenied,
  batchSizeLowered,
  brokenDestination,
  carelessAlarms,
  carelessFunction,
  carelessMapping,
  carelessTable,
  coldStartBurden,
  failingFunction,
  filterDropsAll,
  functionTimeout,
  functionUnavailable,
  healthy,
  healthyBursty,
  healthyNoisyLog,
  healthyRelease,
  hotPartition,
  hotPartitionThrottledConcurrency,
  idle,
  insufficientThroughput,
  mappingDisabled,
  memoryExhausted,
  networkUnreachable,
  parallelizationLowered,
  poisonRecord,
  poisonRecordWriteBurst,
  readerContention,
  recovering,
  releasedIntoBurst,
  releasedUnderLoad,
  reportedFailures,
  runtimeUpdated,
  shardRollover,
  silentLoss,
  slowHandler,
  staleStream,
  throttledConcurrency,
  unheardFailures,
  updatedIntoSlow,
  writeBackLoop,
  writeBurst,
]

export const findIncident = (id: string): Incident | undefined => incidents.find(incident => incident.id === id)

/** The output of `lab describe`. */
export interface Description {
  incident: string
  story: string
  truth: Truth
  fix: string
}

/** The ground truth of an incident for this seed; undefined when there is no such incident. */
export function describeIncident(id: string, seed: number): Description | undefined {
  const incident = findIncident(id)
  if (incident === undefined) return undefined
  return {incident: id, story: incident.story, truth: incident.truth(seed), fix: incident.fix}
}
