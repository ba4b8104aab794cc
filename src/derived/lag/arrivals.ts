import type {TableMetrics} from '../../model/evidence/evidence.ts'
import {between, type Series, total, valueAt} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteFloor} from '../../text/minutes.ts'

/** The newest minutes of a table's metrics may not be published yet. */
const publicationMs = 4 * 60_000

/** So many minutes in a row may lack their points and be bridged; more are a gap. */
const longestHole = 4

/** A minute whose point is missing lies between the nearest ones that are known. */
const withoutHoles = (values: readonly (number | null)[]): (number | null)[] =>
  values.map((value, i) => {
    if (value !== null) return value
    const before = values.slice(Math.max(0, i - longestHole), i).findLast(one => one !== null)
    const after = values.slice(i + 1, i + 1 + longestHole).find(one => one !== null)
    return before == null || after == null ? null : (before + after) / 2
  })

/**
 * The sources of stream records, per minute: write units, and items that TTL deletes, which use none. A minute without the writes is
 * unknown; one without the deletes has none (DynamoDB Developer Guide, "Time to Live").
 */
export function arrivals(metrics: TableMetrics): Series {
  const written = metrics['ConsumedWriteCapacityUnits.Sum']
  // Both come from one request: the same minutes.
  const expired = withoutHoles(metrics['TimeToLiveDeletedItemCount.Sum'].values)
  return {...written, values: withoutHoles(written.values).map((value, i) => (value === null ? null : value + (expired[i] ?? 0)))}
}

/** Whether anything was written to the table, or deleted by TTL, in [fromMs, toMs): both make stream records. */
export const firstWriteAfter = (metrics: TableMetrics, fromMs: number, toMs: number): number | null =>
  [...between(metrics['ConsumedWriteCapacityUnits.Sum'], fromMs, toMs), ...between(metrics['TimeToLiveDeletedItemCount.Sum'], fromMs, toMs)]
    .filter(p => p.value > 0)
    .map(p => p.atMs)
    .sort((a, b) => a - b)[0] ?? null

/** Arrivals in the minute that starts at or before this instant, or null. */
export const writesAt = (arriving: Series, atMs: number): number | null => valueAt(arriving, minuteFloor(atMs))

/**
 * Arrivals per minute of now, or null: the mean of the newest twenty published minutes, without odd ones, or the median of the newest
 * five where these differ from the ones before by more than their noise.
 */
export function writesNow(arriving: Series, nowMs: number): number | null {
  const newest = between(arriving, 0, nowMs - publicationMs + 60_000)
    .slice(-20)
    .map(p => p.value)
  if (newest.length === 0) return null
  const [before, now] = [newest.slice(0, -5), median(newest.slice(-5))]
  if (before.length < 5) return now
  const usual = median(before)
  // From one minute to the next: a burst that begins or ends among these minutes is no noise.
  const steps = before.slice(1).map((value, i) => Math.abs(value - (before[i] ?? value)))
  const noise = (1.4826 * median(steps)) / Math.SQRT2
  if (Math.abs(now - usual) > Math.max(noise, 0.05 * usual)) return now
  const usually = newest.filter(value => Math.abs(value - usual) <= Math.max(3 * noise, 0.1 * usual))
  return usually.reduce((sum, value) => sum + value, 0) / usually.length
}

/** The records that GetRecords returned from the stream in [fromMs, toMs), by whichever reader; null when there is no datapoint. */
export function recordsRead(metrics: TableMetrics, fromMs: number, toMs: number): number | null {
  const list = between(metrics['ReturnedRecordsCount.Sum'], fromMs, toMs)
  return list.length ? total(list) : null
}
