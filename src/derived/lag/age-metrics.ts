import {longestTimeoutSeconds} from '../../aws-facts/limits.ts'
import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {FunctionMetrics, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, type Point, points, type Series, total} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteMs} from '../../text/minutes.ts'
import type {Attempts, WrittenAt} from '../failures/attempts.ts'
import {arrivals} from './arrivals.ts'
import type {Surroundings} from './not-delivered.ts'

/** The inputs of the lag while batches are delivered. Ages in seconds, oldest minute first. */
export interface AgeMetrics extends Attempts {
  /** Maximum, p50 and Minimum of IteratorAge. */
  oldest: readonly Point[]
  middle: readonly Point[]
  youngest: readonly Point[]
  /** The writes between these instants (epoch milliseconds). */
  writtenAt: (fromMs: number, toMs: number) => WrittenAt | null
}

const publicationMs = 3 * minuteMs

/** How long an invocation may still run unseen: twice as long as those before, and a minute; the function's timeout at most. */
function longestRunSeconds(durations: readonly Point[], timeoutSeconds: number): number {
  const longest = Math.max(0, ...durations.map(p => p.value))
  return Math.min(timeoutSeconds, 2 * longest + 60)
}

/** The writes in the minutes of a position, and the usual number in so many. */
function writtenAt(table: TableMetrics | undefined): AgeMetrics['writtenAt'] {
  if (!table) return () => null
  const arriving = arrivals(table)
  const perMinute = points(arriving).map(p => p.value)
  const usual = perMinute.length > 0 ? median(perMinute) : 0
  return (fromMs, toMs): WrittenAt | null => {
    const list = between(arriving, fromMs - minuteMs + 1, toMs + 1)
    return list.length > 0 ? {records: total(list), usual: usual * list.length} : null
  }
}

/** The ages of a pipeline, and the known facts of the batches that have them. Minutes that CloudWatch dates after now are left out. */
export function ageMetrics(metrics: FunctionMetrics, around: Surroundings, nowMs: number): AgeMetrics {
  const {mapping, function: target, stream, mappingMetrics} = around
  const until = (series: Series): Point[] => points(series).filter(p => p.atMs < nowMs)
  const inSeconds = (name: keyof FunctionMetrics): Point[] => until(metrics[name]).map(p => ({atMs: p.atMs, value: p.value / 1000}))
  const openShards = stream?.shards.filter(shard => shard.open).length
  const durations = inSeconds('Duration.p99')
  return {
    oldest: inSeconds('IteratorAge.Maximum'),
    middle: inSeconds('IteratorAge.p50'),
    youngest: inSeconds('IteratorAge.Minimum'),
    sent: until(metrics['IteratorAge.SampleCount']),
    errors: until(metrics['Errors.Sum']),
    failedRecords: mappingMetrics ? until(mappingMetrics['FailedInvokeEventCount.Sum']) : [],
    durations,
    // Without the mapping it is not known whether failures are reported in the response.
    failuresHidden: mapping?.functionResponseTypes.includes('ReportBatchItemFailures') ?? true,
    settledMs: nowMs - publicationMs - longestRunSeconds(durations, target?.timeoutSeconds ?? longestTimeoutSeconds(target)) * 1000,
    lanes: openShards === undefined ? null : openShards * (mapping?.parallelizationFactor ?? mappingDefaults.parallelizationFactor),
    writtenAt: writtenAt(around.tableMetrics),
  }
}
