import {changes} from './changes.ts'
import {durationChange} from './duration-change.ts'
import {egress} from './egress.ts'
import {failures} from './failures.ts'
import {filtering} from './filtering.ts'
import {lag} from './lag.ts'
import {load} from './load.ts'
import {mappedStream} from './mapped-stream.ts'
import {networkPath} from './network-path.ts'
import {newestMinute} from './newest-minute.ts'
import {oldStream} from './old-stream.ts'
import {polling} from './polling.ts'
import {readers} from './readers.ts'
import {runtimeUpdate} from './runtime-update.ts'
import {skew} from './skew.ts'

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
  readers,
  changes,
  runtimeUpdate,
}
