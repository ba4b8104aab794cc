import type {FunctionMetrics, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, type Point, points, type Series} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'

const minuteMs = 60_000
/** Minutes before and after a release that are compared. */
const aroundMs = 20 * minuteMs
/** Writes rose at the release by this much, and the function works through more than before. */
const more = 1.5
const moreRead = 1.2
/** As much as this share of the minutes before is usual: a table that is written to in waves rises by itself. */
const usualShare = 0.95
/** A loop goes on until the function is changed again: the newest minutes show it as well. */
const stillMs = 8 * minuteMs
/** The first minutes of a loop are on the way up. */
const settleMs = minuteMs

const rankAt = (list: readonly Point[], share: number): number | null => {
  const sorted = list.map(p => p.value).sort((a, b) => a - b)
  return sorted[Math.floor(share * sorted.length)] ?? null
}

const middle = (list: readonly Point[]): number | null => (list.length === 0 ? null : median(list.map(({value}) => value)))

/** Writes of a table that rose when a function was released, in units a minute. */
export interface Rise {
  before: number
  after: number
  /** It began between these instants: a minute's sum does not tell when in it. */
  fromMs: number
  untilMs: number
}

/** The level of a series before an instant and since; null when it is not there on both sides. */
function levelsAt(series: Series, atMs: number): {before: number; after: number} | null {
  const before = middle(between(series, atMs - aroundMs, atMs - minuteMs))
  const after = middle(between(series, atMs + settleMs, atMs + settleMs + aroundMs))
  return before === null || after === null || before <= 0 ? null : {before, after}
}

const mean = (list: readonly Point[]): number => list.reduce((sum, p) => sum + p.value, 0) / Math.max(1, list.length)
const squares = (list: readonly Point[]): number => list.reduce((sum, p) => sum + (p.value - mean(list)) ** 2, 0)

/** The first minute of the new level: where two levels fit the minutes best. */
function stepIn(list: readonly Point[]): {fromMs: number; untilMs: number} | null {
  const fits = list.slice(1).map((point, i) => ({
    fromMs: (list[i] as Point).atMs,
    untilMs: point.atMs + minuteMs,
    off: squares(list.slice(0, i + 1)) + squares(list.slice(i + 1)),
  }))
  return fits.sort((a, b) => a.off - b.off)[0] ?? null
}

/** Whether the table is written to more than it ever is for long, up to now: neither a wave like those before nor a burst that ended. */
function isNew(written: Series, {before, after}: {before: number; after: number}, sinceMs: number): boolean {
  const newestMs = points(written).at(-1)?.atMs ?? 0
  const lately = middle(between(written, Math.max(sinceMs, newestMs - stillMs), Number.POSITIVE_INFINITY)) ?? 0
  const usual = rankAt(between(written, Number.NEGATIVE_INFINITY, sinceMs - minuteMs), usualShare) ?? 0
  return after > usual && lately >= more * before
}

/** Whether more is written than at the start of the window, for whatever reason. */
export function hasRisen(table: TableMetrics, nowMs: number, startMs: number): boolean {
  const written = table['ConsumedWriteCapacityUnits.Sum']
  const first = middle(between(written, startMs, startMs + aroundMs))
  const last = middle(between(written, nowMs - aroundMs, nowMs))
  return first === null || last === null || last >= more * first
}

/** Writes and work that rose together around a release, and stayed; null when they did not. */
export function riseAround(metrics: FunctionMetrics, table: TableMetrics, releasedMs: number): Rise | null {
  const series = table['ConsumedWriteCapacityUnits.Sum']
  const written = levelsAt(series, releasedMs)
  const read = levelsAt(table['ReturnedRecordsCount.Sum'], releasedMs) ?? levelsAt(metrics['Invocations.Sum'], releasedMs)
  if (!written || !read || written.after < more * written.before || read.after < moreRead * read.before) return null
  const step = stepIn(between(series, releasedMs - aroundMs, releasedMs + aroundMs))
  return step && isNew(series, written, releasedMs) ? {...written, fromMs: step.fromMs, untilMs: step.untilMs} : null
}

/** Fewer minutes tell nothing usual. */
const leastUsual = 10

/** The newest published minute since an instant against the twenty minutes before it, and the first minute that was so much higher; null where too few are known, or it was not. */
export function newestRise(written: Series, sinceMs: number): {ratio: number; atMs: number} | null {
  const usual = between(written, sinceMs - aroundMs, sinceMs - minuteMs)
  const since = between(written, sinceMs - minuteMs, Number.POSITIVE_INFINITY)
  const before = middle(usual)
  const newest = since.at(-1)
  if (usual.length < leastUsual || !before || !newest || newest.value <= Math.max(...usual.map(p => p.value))) return null
  const first = since.find(p => p.value >= more * before)
  return first === undefined ? null : {ratio: newest.value / before, atMs: first.atMs}
}
