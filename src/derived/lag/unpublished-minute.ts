import type {UnpublishedMinute} from '../../model/derived/newest-minute.ts'
import type {FunctionMetrics, LogMinutes} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {between, type Point, valueAt} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteMs} from '../../text/minutes.ts'

/** Log lines can be read after some seconds (CloudWatch Logs names no limit: our choice). */
const ingestionMs = 10_000
/** Where both know the same minutes, the log has about as many invocations as CloudWatch, and of the same length. */
const asMany = {least: 0.9, most: 1.1}
/** Fewer common minutes show no agreement. */
const leastCommon = 3

interface Usual {
  durations: readonly Point[]
  invocations: readonly Point[]
}

interface Known {
  metrics: FunctionMetrics
  /** Usual minutes of CloudWatch. */
  usual: Usual
  /** The newest minute that CloudWatch shows, epoch milliseconds. */
  newestMs: number
  lanes: number | null
  /** When the mapping was updated last, epoch milliseconds. */
  updatedMs: number | null
}

/** Whether the log has the invocations that CloudWatch counts: its level may leave out successes, and a group may hold the lines of more functions. */
export function agrees(log: LogMinutes, {metrics, newestMs}: Pick<Known, 'metrics' | 'newestMs'>): boolean {
  // The metrics date an invocation by its start and the log by its end: the median passes over minutes in which that matters.
  const common = log.minutes.flatMap(({atMs, invocations, durationSumMs}) => {
    const asOften = ratio(invocations, valueAt(metrics['Invocations.Sum'], atMs))
    const averageMs = durationSumMs === null ? null : ratio(durationSumMs, invocations)
    const asLong = ratio(averageMs, valueAt(metrics['Duration.Average'], atMs))
    return atMs > newestMs || asOften === null || asLong === null ? [] : [{asOften, asLong}]
  })
  if (common.length < leastCommon) return false
  const isAbout = (ratios: readonly number[]) => median(ratios) >= asMany.least && median(ratios) <= asMany.most
  return isAbout(common.map(({asOften}) => asOften)) && isAbout(common.map(({asLong}) => asLong))
}

/** An update pauses polling for some minutes (Lambda Developer Guide, "with-ddb"), and the backlog is read afterwards. */
const catchUpMs = 10 * minuteMs

/** Time of the function in each published minute before this one, in milliseconds. */
const busyTimes = (metrics: FunctionMetrics, beforeMs: number): number[] =>
  between(metrics['Duration.Average'], 0, beforeMs).map(({atMs, value}) => value * (valueAt(metrics['Invocations.Sum'], atMs) ?? 0))

/** Whether the function runs for more time (milliseconds) than in any published minute before: a stream whose load varies has busy minutes without a lag. */
export const isBusiest = (metrics: FunctionMetrics, atMs: number, durationSumMs: number): boolean =>
  durationSumMs > Math.max(0, ...busyTimes(metrics, atMs))

/** The newest whole minute of the log that CloudWatch does not show yet, beside the usual ones; null where there is none, or the log is not believed. */
export function unpublishedMinute(log: LogMinutes, known: Known): UnpublishedMinute | null {
  const {newestMs, usual, lanes, updatedMs} = known
  const newest = log.minutes.findLast(({atMs}) => atMs > newestMs && atMs + minuteMs + ingestionMs <= log.toMs)
  if (!newest || newest.durationSumMs === null || newest.invocations === 0 || !agrees(log, known)) return null
  const {atMs, invocations, durationSumMs, failed} = newest
  const durationAverageMs = durationSumMs / invocations
  const durations = usual.durations.map(p => p.value)
  const durationRatio = ratio(durationAverageMs, median(durations))
  const invocationRatio = ratio(invocations, median(usual.invocations.map(p => p.value)))
  if (durationRatio === null || invocationRatio === null) return null
  return {
    atMs,
    invocations,
    durationAverageMs,
    durationRatio,
    invocationRatio,
    isLongest: durationAverageMs > Math.max(...durations),
    laneUse: lanes ? durationSumMs / (minuteMs * lanes) : null,
    isBusiest: isBusiest(known.metrics, atMs, durationSumMs),
    catchesUp: updatedMs !== null && updatedMs <= atMs + minuteMs && atMs - updatedMs < catchUpMs,
    failedShare: failed / invocations,
  }
}
