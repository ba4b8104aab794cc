import type {TableMetrics} from '../../model/evidence/evidence.ts'
import {minuteFloor, minuteMs} from '../../text/minutes.ts'
import {arrivals, writesAt, writesNow} from '../lag/arrivals.ts'

/** The records that arrive in a stream, per minute (any unit). */
export interface Writes {
  /** In the minute that holds this instant; null where it is not known. */
  at: (atMs: number) => number | null
  /** The rate that goes on where nothing is known; null when that is not known either. */
  now: number | null
}

/** The known writes of a table; nothing without its metrics. */
export function writesOf(metrics: TableMetrics | undefined, nowMs: number): Writes {
  if (!metrics) return {at: () => null, now: null}
  const arriving = arrivals(metrics)
  return {at: atMs => writesAt(arriving, atMs), now: writesNow(arriving, nowMs)}
}

const perMinuteAt = (atMs: number, {at, now}: Writes): number => at(atMs) ?? now ?? 0

/** The past or future writes between two instants; negative where the second is the earlier one. */
export function written(fromMs: number, toMs: number, writes: Writes): number {
  if (toMs < fromMs) return -written(toMs, fromMs, writes)
  let sum = 0
  for (let atMs = fromMs; atMs < toMs; ) {
    const endMs = Math.min(toMs, minuteFloor(atMs) + minuteMs)
    sum += (perMinuteAt(atMs, writes) * (endMs - atMs)) / minuteMs
    atMs = endMs
  }
  return sum
}

/** How far behind this instant, `untilMs` at most, so much was written: where a reader is that reads so much from there on. */
export function passed(fromMs: number, amount: number, untilMs: number, writes: Writes): number {
  let left = amount
  let positionMs = fromMs
  while (left > 0 && positionMs < untilMs) {
    const endMs = minuteFloor(positionMs) + minuteMs
    const perMinute = perMinuteAt(positionMs, writes)
    const here = (perMinute * (endMs - positionMs)) / minuteMs
    if (here > left) return Math.min(untilMs, positionMs + (left / perMinute) * minuteMs)
    left -= here
    positionMs = endMs
  }
  return Math.min(positionMs, untilMs)
}
