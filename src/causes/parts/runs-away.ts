import {precedes} from '../../model/derived/changes.ts'
import type {TableMetrics} from '../../model/evidence/evidence.ts'
import {between, type Point, points} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteMs} from '../../text/minutes.ts'

/** A backfill writes at one pace, and a burst ends: writes that grow in so many minutes, nearly all of them, feed on themselves. */
const leastMinutes = 8
const growingShare = 0.8
/** The newest minute against the usual one. */
const leastTimes = 10
/** The usual value is taken from so many minutes before. */
const usualMinutes = 20
/** The change of a mapping pauses its polling for minutes: a loop takes off after that. */
const takesOffMs = 5 * minuteMs

/** Writes that grow from minute to minute since a change, though the function still keeps up. Units a minute. */
export interface Runaway {
  changedMs: number
  before: number
  now: number
  minutes: number
}

/** The minutes since the writes left their usual height: the longest end of the series in which they are above twice the usual. */
function risingEnd(all: readonly Point[], usual: number): Point[] {
  const last = all.findLastIndex(({value}) => value <= 2 * usual)
  return all.slice(last + 1)
}

/** The writes that run away since one of these changes (epoch milliseconds); null where none do. */
export function runsAway(table: TableMetrics, changes: readonly (number | null | undefined)[], nowMs: number): Runaway | null {
  const all = points(table['ConsumedWriteCapacityUnits.Sum'])
  const newest = all.at(-1)
  if (newest === undefined || nowMs - newest.atMs > 6 * minuteMs) return null
  const changedMs = changes
    .filter(atMs => atMs != null)
    .sort((a, b) => b - a)
    .find(atMs => nowMs - atMs < 60 * minuteMs)
  if (changedMs === undefined) return null
  const before = between(table['ConsumedWriteCapacityUnits.Sum'], changedMs - usualMinutes * minuteMs, changedMs).map(({value}) => value)
  if (before.length < usualMinutes / 2) return null
  const usual = median(before)
  if (usual <= 0) return null
  const since = risingEnd(all, usual)
  const [first] = since
  if (first === undefined || since.length < leastMinutes || !precedes(changedMs, first.atMs, takesOffMs)) return null
  const up = since.slice(1).filter(({value}, i) => value > (since[i] as Point).value).length
  if (up < growingShare * (since.length - 1) || newest.value < leastTimes * usual) return null
  return {changedMs, before: usual, now: newest.value, minutes: since.length}
}
