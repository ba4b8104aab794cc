import type {AnyCause} from '../model/cause.ts'
import {accessDenied} from './access-denied.ts'
import {brokenDestination} from './broken-destination.ts'
import {coldStartBurden} from './cold-start-burden.ts'
import {failingFunction} from './failing-function.ts'
import {filterDropsAll} from './filter-drops-all.ts'
import {functionTimeout} from './function-timeout.ts'
import {functionUnavailable} from './function-unavailable.ts'
import {hotPartition} from './hot-partition.ts'
import {insufficientThroughput} from './insufficient-throughput.ts'
import {mappingDisabled} from './mapping-disabled.ts'
import {memoryExhausted} from './memory-exhausted.ts'
import {networkUnreachable} from './network-unreachable.ts'
import {poisonRecord} from './poison-record.ts'
import {readerContention} from './reader-contention.ts'
import {shardRollover} from './shard-rollover.ts'
import {silentLoss} from './silent-loss.ts'
import {slowHandler} from './slow-handler.ts'
import {staleStream} from './stale-stream.ts'
import {throttledConcurrency} from './throttled-concurrency.ts'
import {writeBackLoop} from './write-back-loop.ts'
import {writeBurst} from './write-burst.ts'

/** Every cause, in the order of harm: first those that stop all records, then those that block a shard, then those that lose some or make them late. */
export const causes: readonly AnyCause[] = [
  mappingDisabled,
  staleStream,
  functionUnavailable,
  accessDenied,
  filterDropsAll,
  networkUnreachable,
  memoryExhausted,
  functionTimeout,
  failingFunction,
  poisonRecord,
  brokenDestination,
  silentLoss,
  throttledConcurrency,
  writeBackLoop,
  readerContention,
  slowHandler,
  insufficientThroughput,
  hotPartition,
  coldStartBurden,
  writeBurst,
  shardRollover,
]
