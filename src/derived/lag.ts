import {defineDerived, maybe} from '../model/derived.ts'
import type {FunctionMetrics, Mapping, Stream, TableMetrics} from '../model/evidence.ts'
import type {Item} from '../model/item.ts'
import type {Lag, LagPoint, LagScope} from '../model/lag.ts'
import {maximumTimeoutSeconds, retentionSeconds} from '../model/limits.ts'
import {type Point, points} from '../model/series.ts'
import {count} from '../model/units.ts'
import {floorSeconds} from './floor.ts'
import {judgeLag} from './lag-state.ts'
import {notDelivered, type Surroundings} from './not-delivered.ts'
import {findStuckLine} from './stuck-line.ts'
import {trendOf} from './trend.ts'

const publicationMs = 3 * 60_000

const seconds = (list: Point[]): Point[] => list.map(p => ({atMs: p.atMs, value: p.value / 1000}))

/** IteratorAge has no shard dimension: a young minimum beside an old maximum means that some lanes are current. */
function scopeOf(metrics: FunctionMetrics, state: Lag['state'], stream: Stream | null | undefined, floor: number): LagScope {
  if (!['stalled', 'slow', 'behind', 'losing', 'recovering'].includes(state)) return 'unknown'
  const open = stream?.shards.filter(shard => shard.open).length
  // The calm before the lag says nothing about who lags, nor does the minute in which it began.
  const oldest = seconds(points(metrics['IteratorAge.Maximum']))
  const onset = oldest.findLastIndex(p => p.value <= floor) + 1
  const late = new Set(oldest.slice(oldest.length - onset >= 2 ? onset + 1 : onset).map(p => p.atMs))
  const since = (name: 'IteratorAge.Minimum' | 'IteratorAge.p50') =>
    seconds(points(metrics[name]))
      .filter(p => late.size === 0 || late.has(p.atMs))
      .slice(-8)
  const youngest = since('IteratorAge.Minimum')
  const middle = since('IteratorAge.p50')
  if (open === 1 || youngest.length === 0) return 'unknown'
  const fresh = (list: Point[]) => list.filter(p => p.value <= floor).length / list.length
  if (fresh(youngest) < 0.5) return open === undefined ? 'unknown' : 'all'
  return fresh(middle) >= 0.5 ? 'one-shard' : 'some'
}

function seriesOf(metrics: FunctionMetrics): LagPoint[] {
  const max = metrics['IteratorAge.Maximum']
  const inSeconds = (value: number | null | undefined) => (value === null || value === undefined ? null : value / 1000)
  return max.values.map((value, i) => ({
    atMs: max.startMs + i * max.periodSeconds * 1000,
    max: inSeconds(value),
    p50: inSeconds(metrics['IteratorAge.p50'].values[i]),
    min: inSeconds(metrics['IteratorAge.Minimum'].values[i]),
  }))
}

/** What takes records first, and at which age (seconds). Without the mapping the limit is not known; the retention comes at the latest. */
function lossLimit(mapping: Mapping | undefined): {limitSeconds: number; lossBy: Lag['lossBy']} {
  if (!mapping) return {limitSeconds: retentionSeconds, lossBy: null}
  const age = mapping.maximumRecordAgeSeconds ?? -1
  return age > 0 && age < retentionSeconds
    ? {limitSeconds: age, lossBy: 'age-limit'}
    : {limitSeconds: retentionSeconds, lossBy: 'retention'}
}

/** CloudWatch counts zeros on an idle table: no datapoint at all means that nothing is known of its writes. */
function withWrites(item: Item<TableMetrics>): TableMetrics | undefined {
  const metrics = maybe(item)
  return metrics && points(metrics['ConsumedWriteCapacityUnits.Sum']).length > 0 ? metrics : undefined
}

/** Mappings whose batches are in the same metrics: IteratorAge has no mapping dimension, and the unqualified one counts all names. */
const sharing = (mapping: Mapping | undefined, siblings: readonly Mapping[] | undefined): number =>
  (siblings ?? []).filter(
    other =>
      mapping !== undefined &&
      other.functionName === mapping.functionName &&
      (mapping.qualifier === null || other.qualifier === mapping.qualifier) &&
      other.state !== 'Disabled',
  ).length

/**
 * The lag of the pipeline: first what is not delivered at all, then the stuck line, then the trend of the ages. See docs/architecture.md
 * ("Lag") for the rules and their reasons. IteratorAge is the age of the last record of a batch when it is handed over, per function.
 */
export const lag = defineDerived({
  key: 'lag',
  needs: ['functionMetrics'],
  wants: ['mapping', 'siblings', 'polling', 'mappedStream', 'filtering', 'function', 'stream', 'tableMetrics', 'mappingMetrics'],
  compute: ({functionMetrics: metrics}, wanted, {nowMs, startMs, thresholds}): Lag => {
    const mapping = maybe(wanted.mapping)
    const around: Surroundings = {
      mapping,
      polling: maybe(wanted.polling),
      mappedStream: maybe(wanted.mappedStream),
      filtering: maybe(wanted.filtering),
      function: maybe(wanted.function),
      stream: maybe(wanted.stream),
      tableMetrics: withWrites(wanted.tableMetrics),
      mappingMetrics: maybe(wanted.mappingMetrics),
      otherReaders: maybe(wanted.siblings)?.filter(other => other.eventSourceArn === mapping?.eventSourceArn).length,
    }
    const floor = floorSeconds(mapping?.maximumBatchingWindowSeconds ?? 0, mapping?.tumblingWindowSeconds ?? 0, metrics['Duration.p99'])
    const ages = seconds(points(metrics['IteratorAge.Maximum']))
    const youngest = seconds(points(metrics['IteratorAge.Minimum']))
    // Without the mapping it is not known whether failures are reported in the response.
    const failuresHidden = mapping?.functionResponseTypes.includes('ReportBatchItemFailures') ?? true
    const seen = {oldest: ages, youngest, errors: points(metrics['Errors.Sum']), failuresHidden}
    const stuck = findStuckLine(seen, floor, nowMs)
    const changedMs = mapping?.lastModifiedMs ?? 0
    const before = {...seen, oldest: ages.filter(p => p.atMs < changedMs)}
    const stuckBefore = stuck && changedMs > stuck.positionMs ? findStuckLine(before, floor, changedMs) : null
    // Minutes on the stuck line belong to the blocked shard; the trend is that of the others.
    const free = stuck ? ages.filter(p => !stuck.atMs.includes(p.atMs)) : ages
    const trend = trendOf(free, floor, thresholds.iteratorAgeSeconds)
    const absent = notDelivered(around, metrics, {startMs, nowMs, floorSeconds: floor})
    const {limitSeconds, lossBy} = lossLimit(mapping)
    const judged = judgeLag({around, nowMs, thresholds, floorSeconds: floor, limitSeconds, ages, stuck, stuckBefore, trend, absent})
    const blocked = absent ? null : stuck
    const slope = blocked ? 1 : absent ? null : (trend?.slope ?? null)
    const timeoutSeconds = Math.max(60, around.function?.timeoutSeconds ?? maximumTimeoutSeconds)
    const sharedBy = sharing(mapping, maybe(wanted.siblings))
    return {
      ...judged,
      because:
        sharedBy === 0
          ? judged.because
          : [...judged.because, `the function has ${count(sharedBy, 'other mapping')}, whose batches are in the same metrics`],
      // Without the mapping a lower limit may take the records sooner: then no time can be named.
      lossAtMs: lossBy === null ? null : judged.lossAtMs,
      minimumAgeSeconds: absent ? null : (youngest.at(-1)?.value ?? null),
      slope,
      throughputRatio: slope === null ? null : 1 - slope,
      scope: scopeOf(metrics, judged.state, around.stream, floor),
      lossBy: judged.lossAtMs === null ? null : lossBy,
      floorSeconds: floor,
      stuck: blocked,
      sharedBy,
      completeUntilMs: nowMs - timeoutSeconds * 1000 - publicationMs,
      series: seriesOf(metrics),
    }
  },
})
