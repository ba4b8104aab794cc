import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {Failures} from '../../model/derived/failures.ts'
import {expiresOnSomeShards} from '../../model/derived/lag.ts'
import {hasProblem} from '../../signs/last-attempt.ts'
import {
  type Episode,
  episodeOf,
  failingSince,
  leastOfAll,
  type Minute,
  minutesOf,
  openShards,
  othersHadWork,
  scopeOf,
  sum,
} from './failing-minutes.ts'
import {natureOf} from './failure-nature.ts'
import {reportedIn} from './reported-failures.ts'
import {withUnpublished} from './unpublished-failures.ts'

/**
 * The failures that go on now: first which lanes, then which kind. No share of errors tells a bad record from a bad function, because
 * one blocked lane among many makes 0.1 % on a busy table and half on a quiet one; whether anything succeeds does.
 *
 * 1. The minutes that CloudWatch has published. 2. Where failures have just begun, the log of the minutes since. 3. Where both are calm,
 * failures in the response, which no metric of the function counts. 4. Their kind, by durations, the log and the network.
 */
export const failures = defineDerived({
  key: 'failures',
  needs: ['functionMetrics', 'lag', 'load', 'newestMinute'],
  wants: ['mapping', 'mappingMetrics', 'stream', 'function', 'tableMetrics', 'logErrors', 'logReports', 'logMinutes', 'egress'],
  compute: ({functionMetrics: metrics, lag, load, newestMinute}, wanted, moment): Failures => {
    const {nowMs} = moment
    const [mapping, stream] = [maybe(wanted.mapping), maybe(wanted.stream)]
    const width = {lanes: load.lanes, shards: openShards(stream)}
    const othersWork = (since: readonly Minute[]) => othersHadWork(maybe(wanted.tableMetrics), since, width)
    const isBlocked = lag.stuck !== null || expiresOnSomeShards(lag)
    const judge = (minutes: readonly Minute[]): Episode => {
      const since = failingSince(minutes, nowMs)
      return episodeOf(since, (whole, share) => scopeOf(since, share, othersWork(whole), isBlocked))
    }

    const published = minutesOf(metrics['Invocations.Sum'], metrics['Errors.Sum'])
    const shown = withUnpublished(published, judge, wanted.logMinutes, lag, hasProblem(mapping), moment)
    const counts = maybe(wanted.mappingMetrics)
    const reported = shown.isCalm
      ? reportedIn(published, {metrics, mapping, counts, stream, newestMinute, lag, load, nowMs, othersWork})
      : null

    const episode = reported ?? shown.judged
    const {since, whole, invoked, share} = episode
    const isReported = reported !== null
    return {
      hidden: isReported,
      begins: isReported && whole.length < leastOfAll && lag.stuck === null,
      sinceMs: since[0]?.atMs ?? null,
      errors: sum(whole, minute => minute.errors),
      invocations: invoked,
      share,
      failingMinutes: whole.filter(({errors}) => errors > 0).length,
      minutes: whole.length,
      young: shown.young,
      perhapsOne: shown.perhapsOne,
      repeating: shown.repeating,
      fromLog: shown.fromLog,
      ...natureOf(episode, wanted, {metrics, lag, load, moment, isReported, isYoung: shown.young !== null}),
    }
  },
})
