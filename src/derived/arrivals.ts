import type {TableMetrics} from '../model/evidence.ts'
import {between, total, valueAt} from '../model/series.ts'
import {median} from './statistics.ts'

/** The newest minutes of a table's metrics may not be published yet. */
const publicationMs = 4 * 60_000

/** Whether anything was written to the table, or deleted by TTL, in [fromMs, toMs): both make stream records. */
export const firstWriteAfter = (metrics: TableMetrics, fromMs: number, toMs: number): number | null =>
  [...between(metrics['ConsumedWriteCapacityUnits.Sum'], fromMs, toMs), ...between(metrics['TimeToLiveDeletedItemCount.Sum'], fromMs, toMs)]
    .filter(p => p.value > 0)
    .map(p => p.atMs)
    .sort((a, b) => a - b)[0] ?? null

/** Write units in the minute that starts at or before this instant, or null. */
export const writesAt = (metrics: TableMetrics, atMs: number): number | null =>
  valueAt(metrics['ConsumedWriteCapacityUnits.Sum'], Math.floor(atMs / 60_000) * 60_000)

/** Write units per minute of now: the median of the newest five published minutes, or null. */
export function writesNow(metrics: TableMetrics, nowMs: number): number | null {
  const newest = between(metrics['ConsumedWriteCapacityUnits.Sum'], 0, nowMs - publicationMs + 60_000).slice(-5)
  return newest.length ? median(newest.map(p => p.value)) : null
}

/** What GetRecords returned from the stream in [fromMs, toMs), by whichever reader; null when there is no datapoint. */
export function recordsRead(metrics: TableMetrics, fromMs: number, toMs: number): number | null {
  const list = between(metrics['ReturnedRecordsCount.Sum'], fromMs, toMs)
  return list.length ? total(list) : null
}
