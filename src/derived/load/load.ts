import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import {defineDerived, maybe, type Wanted} from '../../model/derived/derived.ts'
import type {LoadWindow} from '../../model/derived/load.ts'
import type {FunctionMetrics, MappingMetrics, TableMetrics} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {between, type Point, points, type Series, total} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteFloor, minuteMs} from '../../text/minutes.ts'
import {arrivals} from '../lag/arrivals.ts'

/** The newest ten minutes speak for now. */
const nowMinutes = 10
/** Fewer minutes show the present writes: a burst that has just ended is not part of them. */
const latelyMinutes = 3
/** A burst that ended in these minutes has only begun to drain. */
const endMinutes = 5
/** Fewer calm minutes are no baseline. */
const baselineMinutes = 10

/** The inputs of the load: metrics, and the limits of the mapping and its stream. */
export interface Sources {
  metrics: FunctionMetrics
  table: TableMetrics | undefined
  mapping: MappingMetrics | undefined
  batchSize: number | null
  lanes: number | null
}

const middle = (list: readonly Point[]): number | null => (list.length ? median(list.map(p => p.value)) : null)

/** The same minutes of another series: metrics are published one by one, so that the newest minute of one may lack in another. */
const sameMinutes = (series: Series, minutes: readonly Point[]): Point[] => {
  const wanted = new Set(minutes.map(p => p.atMs))
  return points(series).filter(p => wanted.has(p.atMs))
}

/**
 * Records per invocation in minutes that have both numbers. InvokedEventCount is the mapping's own; ReturnedRecordsCount counts the records that all
 * readers of the stream got, so it is an upper bound where there are others.
 */
function recordsPerInvocation({metrics, table, mapping}: Sources, invocations: readonly Point[]): number | null {
  const invoked = mapping ? sameMinutes(mapping['InvokedEventCount.Sum'], invocations) : []
  const records = invoked.length ? invoked : table ? sameMinutes(table['ReturnedRecordsCount.Sum'], invocations) : []
  return records.length ? ratio(total(records), total(sameMinutes(metrics['Invocations.Sum'], records))) : null
}

/** The highest mean of five minutes of writes, per minute; null with fewer. */
function busiestWrites(table: TableMetrics, fromMs: number, toMs: number): number | null {
  const list = between(arrivals(table), fromMs, toMs)
  const means = list.slice(4).map((_, i) => total(list.slice(i, i + 5)) / 5)
  return means.length ? Math.max(...means) : null
}

/** The function ran for this share of the time that its lanes have. */
function laneUse(minutes: readonly Point[], {metrics, lanes}: Sources): number | null {
  const durations = sameMinutes(metrics['Duration.Average'], minutes)
  if (!lanes || durations.length === 0) return null
  const invocations = new Map(minutes.map(p => [p.atMs, p.value]))
  const busyMs = durations.reduce((sum, p) => sum + p.value * (invocations.get(p.atMs) ?? 0), 0)
  return busyMs / (durations.length * minuteMs * lanes)
}

export function sourcesOf(metrics: FunctionMetrics, wanted: Wanted<'mapping' | 'stream' | 'tableMetrics' | 'mappingMetrics'>): Sources {
  const mapping = maybe(wanted.mapping)
  const openShards = maybe(wanted.stream)?.shards.filter(shard => shard.open).length
  return {
    metrics,
    table: maybe(wanted.tableMetrics),
    mapping: maybe(wanted.mappingMetrics),
    batchSize: mapping?.batchSize ?? null,
    lanes: openShards === undefined ? null : openShards * (mapping?.parallelizationFactor ?? mappingDefaults.parallelizationFactor),
  }
}

/** The load of the minutes in [fromMs, toMs); null where none has an invocation or a throttle. */
export function windowOf(fromMs: number, toMs: number, sources: Sources): LoadWindow | null {
  const {metrics, table, batchSize} = sources
  const read = (name: keyof FunctionMetrics) => between(metrics[name], fromMs, toMs)
  const invocations = read('Invocations.Sum')
  const invoked = total(invocations)
  const throttles = total(read('Throttles.Sum'))
  if (invocations.length === 0 && throttles === 0) return null
  const busy = invocations.filter(p => p.value > 0)
  const errors = sameMinutes(metrics['Errors.Sum'], busy)
  const records = recordsPerInvocation(sources, busy)
  const durationAverageMs = middle(read('Duration.Average'))
  return {
    fromMs,
    toMs,
    // The minute in which the lag began is half calm.
    invocationsPerMinute: middle(invocations) ?? 0,
    errorShare: ratio(total(errors), total(sameMinutes(metrics['Invocations.Sum'], errors))) ?? 0,
    failingMinutes: ratio(errors.filter(p => p.value > 0).length, errors.length) ?? 0,
    throttleShare: ratio(throttles, throttles + invoked) ?? 0,
    durationAverageMs,
    durationP50Ms: middle(read('Duration.p50')),
    durationP99Ms: middle(read('Duration.p99')),
    durationMaximumMs: middle(read('Duration.Maximum')),
    recordsPerInvocation: records,
    millisecondsPerRecord: ratio(durationAverageMs, records),
    batchFill: ratio(records, batchSize),
    laneUse: laneUse(busy, sources),
    concurrencyMaximum: middle(read('ConcurrentExecutions.Maximum')),
    writesPerMinute: table ? middle(between(arrivals(table), fromMs, toMs)) : null,
  }
}

/**
 * The work of the function now, and before the lag began. A duration alone misleads, because a fuller batch takes longer: compare the
 * time per record. Percentiles and averages are medians over the minutes.
 */
export const load = defineDerived({
  key: 'load',
  needs: ['functionMetrics', 'lag'],
  wants: ['mapping', 'stream', 'tableMetrics', 'mappingMetrics'],
  compute: ({functionMetrics: metrics, lag}, wanted, {nowMs, startMs}) => {
    const sources = sourcesOf(metrics, wanted)
    const {lanes} = sources
    const newestMs = points(metrics['Invocations.Sum']).at(-1)?.atMs ?? nowMs
    const recentMs = newestMs - (nowMinutes - 1) * minuteMs
    const onsetMs = lag.onsetAtMs
    const from = onsetMs === null ? recentMs : Math.max(recentMs, Math.min(onsetMs, newestMs))
    const calm = onsetMs !== null && onsetMs - startMs >= baselineMinutes * minuteMs
    const now = windowOf(minuteFloor(from), nowMs, sources)
    const before = calm ? windowOf(startMs, minuteFloor(onsetMs) - minuteMs, sources) : null
    const lately = sources.table ? middle(between(arrivals(sources.table), startMs, nowMs).slice(-latelyMinutes)) : null
    const newestFive = sources.table
      ? between(arrivals(sources.table), startMs, nowMs)
          .slice(-endMinutes)
          .map(p => p.value)
      : []
    const newest = sources.table ? (between(arrivals(sources.table), startMs, nowMs).at(-1)?.value ?? null) : null
    const positionMs = newestMs - (lag.ageSeconds ?? 0) * 1000
    const peak = sources.table ? busiestWrites(sources.table, Math.min(positionMs, onsetMs ?? positionMs) - 10 * minuteMs, nowMs) : null
    const minutesWith = (name: 'WriteKeyRangeThroughputThrottleEvents.Sum' | 'GetRecords.ThrottledRequests.Sum') =>
      sources.table ? between(sources.table[name], nowMs - 15 * minuteMs, nowMs).filter(p => p.value > 0).length : null
    return {
      lanes,
      now,
      before,
      workRatio:
        ratio(now?.millisecondsPerRecord ?? null, before?.millisecondsPerRecord ?? null) ??
        ratio(now?.durationP50Ms ?? null, before?.durationP50Ms ?? null),
      writeRatio: ratio(lately, before?.writesPerMinute ?? null),
      newestWriteRatio: ratio(newest, before?.writesPerMinute ?? null),
      newestPeakWriteRatio: ratio(newestFive.length > 0 ? Math.max(...newestFive) : null, before?.writesPerMinute ?? null),
      peakWriteRatio: ratio(peak, before?.writesPerMinute ?? null),
      hotWriteMinutes: minutesWith('WriteKeyRangeThroughputThrottleEvents.Sum'),
      refusedReadMinutes: minutesWith('GetRecords.ThrottledRequests.Sum'),
    }
  },
})
