import {changes} from './changes/changes.ts'
import {runtimeUpdate} from './changes/runtime-update.ts'
import {discarding} from './failures/discarding.ts'
import {failures} from './failures/failures.ts'
import {lag} from './lag/lag.ts'
import {newestMinute} from './lag/newest-minute.ts'
import {durationChange} from './load/duration-change.ts'
import {load} from './load/load.ts'
import {skew} from './load/skew.ts'
import {egress} from './network/egress.ts'
import {networkPath} from './network/network-path.ts'
import {filtering} from './stream/filtering.ts'
import {mappedStream} from './stream/mapped-stream.ts'
import {oldStream} from './stream/old-stream.ts'
import {polling} from './stream/polling.ts'
import {readers} from './stream/readers.ts'

/** All values that are computed once from evidence, by their key. */
export const derivedValues = {
  polling,
  mappedStream,
  oldStream,
  filtering,
  lag,
  skew,
  load,
  newestMinute,
  durationChange,
  networkPath,
  egress,
  failures,
  discarding,
  readers,
  changes,
  runtimeUpdate,
}
