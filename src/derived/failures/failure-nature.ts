import {type Moment, maybe, type Wanted} from '../../model/derived/derived.ts'
import type {Failures} from '../../model/derived/failures.ts'
import {type Lag, someAreCurrent} from '../../model/derived/lag.ts'
import type {Load} from '../../model/derived/load.ts'
import type {FunctionMetrics} from '../../model/evidence/evidence.ts'
import {minuteMs} from '../../text/minutes.ts'
import {fullBatchSeconds} from '../load/full-batch.ts'
import type {Episode} from './failing-minutes.ts'
import {atTimeout, isExhausted, isOneKind, isOutside, kindOf, loggedMost, startsSince, throttledSince} from './failure-kind.ts'
import {goodRecords, splitsOf} from './good-records-fail.ts'

/** A lag without an onset in the window is explained by the log of the last half hour. */
const latelyMs = 30 * minuteMs

export type NatureWants = 'mapping' | 'function' | 'logErrors' | 'logReports' | 'egress'

interface Around {
  metrics: FunctionMetrics
  lag: Lag
  load: Load
  moment: Moment
  /** The failures are reported in the response. */
  isReported: boolean
  /** CloudWatch shows too little of them yet. */
  isYoung: boolean
}

type Nature = Pick<
  Failures,
  'scope' | 'kind' | 'fullBatchSeconds' | 'logged' | 'startFails' | 'throttled' | 'goodRecordsFail' | 'halvingKeepsThem'
>

/** Of which kind the failures of an episode are, and whether good records fail with them: by durations, the log and the network. */
export function natureOf(
  {since, whole, share, scope: seen}: Episode,
  wanted: Wanted<NatureWants>,
  {metrics, lag, load, moment, isReported, isYoung}: Around,
): Nature {
  const [mapping, logErrors] = [maybe(wanted.mapping), maybe(wanted.logErrors)]
  const sinceMs = since[0]?.atMs
  const logged = sinceMs === undefined ? null : loggedMost(logErrors, sinceMs)
  const failingMs = new Set(whole.filter(({errors}) => errors > 0).map(({atMs}) => atMs))
  const timesOut = atTimeout(metrics, failingMs, share, maybe(wanted.function))
  const kind = kindOf({logged, timesOut, reports: maybe(wanted.logReports), egress: maybe(wanted.egress)})
  // A fault outside of the function fails all records: where no shard is current, no single record is to blame.
  const scope = seen === 'one-lane' && !someAreCurrent(lag) && isOutside(kind) ? 'passing' : seen
  const tooLong = fullBatchSeconds({scope, kind}, load, mapping, maybe(wanted.function))
  const throttled = throttledSince(logErrors, sinceMs ?? lag.onsetAtMs ?? moment.nowMs - latelyMs)
  const [isHalved, splits] = [mapping?.bisectBatchOnFunctionError === true, splitsOf(mapping?.batchSize ?? null)]
  const failing = {
    isTooLarge: tooLong !== null,
    scope,
    share,
    kind,
    isThrottled: throttled !== null,
    isExhausted: isExhausted(logged),
    isSole: sinceMs !== undefined && isOneKind(logErrors, sinceMs),
    isYoung,
    isStopped: lag.state === 'stopped' && mapping?.state === 'Enabled',
    tries: 1 + moment.thresholds.retryAttempts + (isHalved ? splits : 0),
  }
  return {
    scope,
    kind,
    fullBatchSeconds: tooLong,
    logged,
    startFails: sinceMs === undefined ? null : startsSince(logErrors, sinceMs),
    throttled,
    ...goodRecords(failing, {isReported, splits: isHalved ? 0 : splits}),
  }
}
