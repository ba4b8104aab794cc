import type {AnyCause} from '../model/cause.ts'
import {failingFunction} from './failing-function.ts'
import {filterDropsAll} from './filter-drops-all.ts'
import {functionTimeout} from './function-timeout.ts'
import {functionUnavailable} from './function-unavailable.ts'
import {hotPartition} from './hot-partition.ts'
import {insufficientThroughput} from './insufficient-throughput.ts'
import {mappingDisabled} from './mapping-disabled.ts'
import {poisonRecord} from './poison-record.ts'
import {slowHandler} from './slow-handler.ts'
import {staleStream} from './stale-stream.ts'
import {throttledConcurrency} from './throttled-concurrency.ts'
import {writeBurst} from './write-burst.ts'

/** Every cause, in the order of harm: what stops all records first. */
export const causes: readonly AnyCause[] = [
  mappingDisabled,
  staleStream,
  functionUnavailable,
  filterDropsAll,
  functionTimeout,
  failingFunction,
  poisonRecord,
  throttledConcurrency,
  slowHandler,
  insufficientThroughput,
  hotPartition,
  writeBurst,
]
