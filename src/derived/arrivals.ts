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

/**
 * Write units per minute of now, or null: the mean of the newest twenty published minutes, without odd ones, or the median of the newest
 * five where these differ from the ones before by more than their noise.
 */
export function writesNow(metrics: TableMetrics, nowMs: number): number | null {
  const newest = between(metrics['ConsumedWriteCapacityUnits.Sum'], 0, nowMs - publicationMs + 60_000)
    .slice(-20)
    .map(p => p.value)
  if (newest.length === 0) return null
  const [before, now] = [newest.slice(0, -5), median(newest.slice(-5))]
  if (before.length < 5) return now
  const usual = median(before)
  const noise = 1.4826 * median(before.map(value => Math.abs(value - usual)))
  if (Math.abs(now - usual) > Math.max(noise, 0.05 * usual)) return now
  const usually = newest.filter(value => Math.abs(value - usual) <= Math.max(3 * noise, 0.1 * usual))
  return usually.reduce((sum, value) => sum + value, 0) / usually.length
}

/** What GetRecords returned from the stream in [fromMs, toMs), by whichever reader; null when there is no datapoint. */
export function recordsRead(metrics: TableMetrics, fromMs: number, toMs: number): number | null {
  const list = between(metrics['ReturnedRecordsCount.Sum'], fromMs, toMs)
  return list.length ? total(list) : null
}
