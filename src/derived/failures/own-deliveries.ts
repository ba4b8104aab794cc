import type {FunctionMetrics, MappingMetrics, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, type Point, points, total} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'
import {arrivals} from '../lag/arrivals.ts'

/** Fewer minutes in which all mappings were current do not tell how many records a write makes. */
const leastCalm = 10
/** Fewer late minutes hold no backlog that stands out. */
const leastLate = 5
/** The backlog of a late shard is missing in the count of delivered records; less than this share of it is none. */
const missingShare = 0.5
/** Of a normal distribution, all but one in forty. */
const sigmas = 2

export interface Counted {
  metrics: FunctionMetrics
  counts: MappingMetrics | undefined
  table: TableMetrics | undefined
  openShards: number | undefined
  /** Above this age (seconds) a minute is late. */
  lateSeconds: number
}

interface Both {
  handed: number
  written: number
}

/** Minutes in which both are counted: records handed over or left out by a filter, and the writes. */
function bothOf(minutes: readonly Point[], counts: MappingMetrics, table: TableMetrics): Both[] {
  const at = (list: readonly Point[]) => new Map(list.map(p => [p.atMs, p.value]))
  const invoked = at(points(counts['InvokedEventCount.Sum']))
  const filtered = at(points(counts['FilteredOutEventCount.Sum']))
  const written = at(points(arrivals(table)))
  return minutes.flatMap(({atMs}) => {
    const [handed, arrived] = [invoked.get(atMs), written.get(atMs)]
    return handed === undefined || arrived === undefined ? [] : [{handed: handed + (filtered.get(atMs) ?? 0), written: arrived}]
  })
}

const sum = (list: readonly Both[], of: (both: Both) => number): number => list.reduce((all, both) => all + of(both), 0)

/**
 * Law 8. Whether the mapping's own counts show that it hands over all that is written, so that the late ages of its function are those of another
 * mapping. A shard that is as late as they say would have its records of so many seconds missing in the count since. False where that is
 * not so, or not known: without a calm before, with failed records or throttles, or where the counts vary too much.
 */
export function deliversAll({metrics, counts, table, openShards, lateSeconds}: Counted): boolean {
  if (!counts || !table || !openShards) return false
  const ages = points(metrics['IteratorAge.Maximum']).map(p => ({atMs: p.atMs, value: p.value / 1000}))
  const onset = ages.findLastIndex(p => p.value <= lateSeconds) + 1
  const [calm, late] = [bothOf(ages.slice(0, onset), counts, table), bothOf(ages.slice(onset), counts, table)]
  const fromMs = ages[onset]?.atMs ?? Number.POSITIVE_INFINITY
  if (calm.length < leastCalm || late.length < leastLate || isHindered(metrics, counts, fromMs)) return false
  const perWrite = sum(calm, both => both.handed) / sum(calm, both => both.written)
  if (!Number.isFinite(perWrite) || perWrite === 0) return false
  const misses = calm.map(({handed, written}) => (handed - perWrite * written) ** 2)
  const noise = Math.sqrt((misses.reduce((all, square) => all + square, 0) / calm.length) * late.length)
  const expected = sum(late, both => perWrite * both.written)
  const missing = expected - sum(late, both => both.handed)
  const backlog = ((ages.at(-1)?.value ?? 0) / (minuteMs / 1000)) * (expected / late.length / openShards)
  return missing + sigmas * noise < missingShare * backlog
}

/** A record that fails or is refused is handed over again, and counted again. */
const isHindered = (metrics: FunctionMetrics, counts: MappingMetrics, fromMs: number): boolean =>
  total(between(counts['FailedInvokeEventCount.Sum'], fromMs, Number.POSITIVE_INFINITY)) > 0 ||
  total(between(metrics['Throttles.Sum'], fromMs, Number.POSITIVE_INFINITY)) > 0
