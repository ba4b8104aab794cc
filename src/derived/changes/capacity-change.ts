import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {CapacityChange, Change, FormerSetting} from '../../model/derived/changes.ts'
import type {Lag, LagPoint} from '../../model/derived/lag.ts'
import type {FunctionMetrics, LogMinutes, Mapping} from '../../model/evidence/evidence.ts'
import {between, points, valueAt} from '../../model/evidence/series.ts'
import {theilSen} from '../../signs/statistics.ts'
import {minuteCeil, minuteFloor, minuteMs} from '../../text/minutes.ts'
import {count, number} from '../../text/units.ts'
import {agrees} from '../lag/unpublished-minute.ts'
import {type Sources, windowOf} from '../load/load.ts'

/** Minutes before a change that are compared. */
const beforeMs = 20 * minuteMs
/** An update of a mapping stops and starts its polling; the minutes of that are no load. */
const settleMs = 2 * minuteMs
/** The compared minutes since the change: the newest ten, as for the present load. */
const afterMs = 10 * minuteMs
/** Fewer ages tell no growth. */
const leastAges = 4
/** Records per invocation above the present batch size by this much came from larger batches: readers share the count of a minute. */
const clearlyMore = 1.15
/** The highest factor that AWS takes. */
const highestFactor = 10

function growth(series: readonly LagPoint[], fromMs: number, toMs: number): number | null {
  const ages = series.flatMap(({atMs, max}) => (max !== null && atMs >= fromMs && atMs < toMs ? [{x: atMs / 1000, y: max}] : []))
  return ages.length < leastAges ? null : theilSen(ages).slope
}

/** The most records per invocation in a minute of [fromMs, toMs). */
function mostPerInvocation({metrics, table, mapping}: Sources, fromMs: number, toMs: number): number {
  const counted = mapping && points(mapping['InvokedEventCount.Sum']).length > 0 ? mapping['InvokedEventCount.Sum'] : null
  const records = counted ?? table?.['ReturnedRecordsCount.Sum']
  const each = between(metrics['Invocations.Sum'], fromMs, toMs).flatMap(({atMs, value}) => {
    const read = records ? valueAt(records, atMs) : null
    return read === null || value === 0 ? [] : [read / value]
  })
  return Math.max(0, ...each)
}

/** A mean of full batches is about their size, since the reads of a minute are not those of its invocations; people choose sizes in fives. */
const likelySize = (mean: number): number => (mean <= 10 ? Math.ceil(mean * 0.97) : Math.ceil((mean * 0.97) / 5) * 5)

function formerBatchSize(sources: Sources, fromMs: number, toMs: number): FormerSetting | null {
  const most = mostPerInvocation(sources, fromMs, toMs)
  if (sources.batchSize === null || most < clearlyMore * sources.batchSize) return null
  return {value: likelySize(most), source: `inferred from batches of up to ${count(most, 'record')} on average before the change`}
}

function formerFactor(
  metrics: FunctionMetrics,
  {parallelizationFactor}: Mapping,
  openShards: number,
  fromMs: number,
  toMs: number,
): FormerSetting | null {
  const most = Math.max(0, ...between(metrics['ConcurrentExecutions.Maximum'], fromMs, toMs).map(p => p.value))
  const value = Math.min(highestFactor, Math.ceil(most / openShards))
  if (value <= (parallelizationFactor ?? mappingDefaults.parallelizationFactor)) return null
  return {value, source: `inferred from ${number(most)} concurrent executions on ${number(openShards)} open shards before the change`}
}

/** The journal's value of a setting that was lowered. */
function journaled({settings}: Change, name: string): FormerSetting | null {
  const found = settings.find(one => one.name === name)
  return typeof found?.before === 'number' && typeof found.after === 'number' && found.before > found.after
    ? {value: found.before, source: "from ddbstream's journal"}
    : null
}

/** So many invocations show how long one takes. */
const leastInvocations = 20

/** The average duration (milliseconds) in the minutes that began after a change: those of the log, which are sooner, or the published ones. */
function durationSince(metrics: FunctionMetrics, log: LogMinutes | null, atMs: number): number | null {
  const newestMs = points(metrics['Duration.Average']).at(-1)?.atMs ?? 0
  const believed = log !== null && agrees(log, {metrics, newestMs}) ? log.minutes : []
  const logged = believed.flatMap(one => (one.atMs >= atMs && one.durationSumMs !== null ? [{...one, sumMs: one.durationSumMs}] : []))
  const published = between(metrics['Duration.Average'], minuteCeil(atMs), Number.POSITIVE_INFINITY).map(({atMs: minute, value}) => {
    const invocations = valueAt(metrics['Invocations.Sum'], minute) ?? 0
    return {invocations, sumMs: value * invocations}
  })
  const minutes = logged.length > 0 ? logged : published
  const invocations = minutes.reduce((sum, one) => sum + one.invocations, 0)
  return invocations < leastInvocations ? null : minutes.reduce((sum, one) => sum + one.sumMs, 0) / invocations
}

interface Around {
  mapping: Mapping
  log: LogMinutes | null
  /** Null where the stream could not be read, or other mappings run the function as well. */
  openShards: number | null
  sources: Sources
  lag: Lag
  startMs: number
  nowMs: number
}

/** The load before and since the last change of the mapping, and the settings that were higher before it. */
export function capacityAround(change: Change, {mapping, log, openShards, sources, lag, startMs, nowMs}: Around): CapacityChange {
  const {atMs} = change
  const untilMs = minuteFloor(atMs)
  const sinceMs = minuteCeil(atMs) + settleMs
  const recentMs = (points(sources.metrics['Invocations.Sum']).at(-1)?.atMs ?? nowMs) - afterMs + minuteMs
  return {
    atMs,
    before: windowOf(untilMs - beforeMs, untilMs, sources),
    after: windowOf(Math.max(sinceMs, recentMs), nowMs, sources),
    growthBefore: growth(lag.series, untilMs - beforeMs, untilMs),
    growthAfter: growth(lag.series, sinceMs, nowMs) ?? lag.slope,
    durationSinceMs: durationSince(sources.metrics, log, atMs),
    former: {
      BatchSize: journaled(change, 'BatchSize') ?? formerBatchSize(sources, startMs, untilMs),
      ParallelizationFactor:
        journaled(change, 'ParallelizationFactor') ??
        (openShards === null ? null : formerFactor(sources.metrics, mapping, openShards, startMs, untilMs)),
    },
  }
}
