import {longestTimeoutSeconds, retentionSeconds} from '../../aws-facts/limits.ts'
import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {Lag, LagPoint} from '../../model/derived/lag.ts'
import type {Polling} from '../../model/derived/polling.ts'
import type {FunctionMetrics, Mapping, TableMetrics} from '../../model/evidence/evidence.ts'
import type {Item} from '../../model/evidence/item.ts'
import {points} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'
import {count} from '../../text/units.ts'
import {type GivenUp, givenUp} from '../failures/given-up.ts'
import {deliversAll} from '../failures/own-deliveries.ts'
import {ageMetrics} from './age-metrics.ts'
import {floorSeconds} from './floor.ts'
import {scopeOf} from './lag-scope.ts'
import {type Judged, judgeLag} from './lag-state.ts'
import {notDelivered, type Surroundings} from './not-delivered.ts'
import {findStuckLine} from './stuck-line.ts'
import {type Trend, trendOf} from './trend.ts'

const publicationMs = 3 * minuteMs

/** A slope within its noise is none. */
const slopeOf = (trend: Trend | null): number | null => (trend === null ? null : trend.direction === 'flat' ? 0 : trend.slope)

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

/** The limit that takes records first, and its age (seconds). Without the mapping the limit is not known; the retention comes at the latest. */
function lossLimit(mapping: Mapping | undefined): {limitSeconds: number; lossBy: Lag['lossBy']} {
  if (!mapping) return {limitSeconds: retentionSeconds, lossBy: null}
  const age = mapping.maximumRecordAgeSeconds ?? mappingDefaults.maximumRecordAgeSeconds
  return age > 0 && age < retentionSeconds
    ? {limitSeconds: age, lossBy: 'age-limit'}
    : {limitSeconds: retentionSeconds, lossBy: 'retention'}
}

/** CloudWatch counts zeros on an idle table: no datapoint at all means that nothing is known of its writes. */
function withWrites(item: Item<TableMetrics>): TableMetrics | undefined {
  const metrics = maybe(item)
  return metrics && points(metrics['ConsumedWriteCapacityUnits.Sum']).length > 0 ? metrics : undefined
}

/** Rule 6. Mappings whose batches are in the same metrics: IteratorAge has no mapping dimension, and the unqualified one counts all names. */
const sharing = (mapping: Mapping | undefined, siblings: readonly Mapping[] | undefined): number =>
  (siblings ?? []).filter(
    other =>
      mapping !== undefined &&
      other.functionName === mapping.functionName &&
      (mapping.qualifier === null || other.qualifier === mapping.qualifier) &&
      other.state !== 'Disabled',
  ).length

/** States that ages tell, and that may be those of another mapping of the function. */
const lateStates: readonly Lag['state'][] = ['behind', 'slow', 'stalled', 'losing', 'recovering']

/** Law 8: a late batch in the metrics of the function is another mapping's. */
const ofOthers: Judged = {
  state: 'ok',
  ageSeconds: null,
  onsetAtMs: null,
  lossAtMs: null,
  drainSeconds: null,
  because: ["the mapping's own counts include all writes: the iterator age is that of another mapping"],
}

/** A change that AWS has not finished: whoever sees no batch for some minutes has its reason. */
const onTheWay = (mapping: Mapping | undefined, polling: Polling | undefined): string[] =>
  mapping && mapping.state !== 'Enabled' && polling?.kind === 'starting'
    ? [`${polling.why}: Lambda reads the stream again after the change, from its position`]
    : []

/** The age says nothing of records that Lambda discards. */
const discarding = ({ageSeconds}: Judged, {sinceMs, attempts}: GivenUp, nowMs: number): Judged => ({
  state: 'losing',
  ageSeconds,
  onsetAtMs: sinceMs,
  lossAtMs: nowMs,
  drainSeconds: null,
  because: [`no invocation succeeds, and Lambda discards each batch after ${count(attempts, 'attempt')}`],
})

/**
 * The lag of the pipeline: first the pipelines without deliveries, then the stuck line, then the trend of the ages. See docs/architecture.md
 * ("Lag") for the rules and their reasons; the functions name them by their number. IteratorAge is the age of the last record of a batch when it is handed over, per function.
 */
export const lag = defineDerived({
  key: 'lag',
  needs: ['functionMetrics'],
  wants: ['mapping', 'siblings', 'polling', 'mappedStream', 'filtering', 'function', 'stream', 'tableMetrics', 'mappingMetrics'],
  compute: ({functionMetrics: metrics}, wanted, {nowMs, startMs, thresholds}): Lag => {
    const mapping = maybe(wanted.mapping)
    const sharedBy = sharing(mapping, maybe(wanted.siblings))
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
      sharedBy,
    }
    const floor = floorSeconds(mapping?.maximumBatchingWindowSeconds ?? 0, mapping?.tumblingWindowSeconds ?? 0, metrics['Duration.p99'])
    const seen = ageMetrics(metrics, around, nowMs)
    const {oldest: ages, youngest} = seen
    const stuck = findStuckLine(seen, floor, nowMs)
    const changedMs = mapping?.lastModifiedMs ?? 0
    const before = {...seen, oldest: ages.filter(p => p.atMs < changedMs)}
    const stuckBefore = stuck && changedMs > stuck.positionMs ? findStuckLine(before, floor, changedMs) : null
    // Minutes on the stuck line belong to the blocked shard; the trend is that of the others.
    const free = stuck ? ages.filter(p => !stuck.atMs.includes(p.atMs)) : ages
    const trend = trendOf(free, floor, thresholds.iteratorAgeSeconds)
    const openShards = around.stream?.shards.filter(shard => shard.open).length
    const timeoutSeconds = Math.max(60, around.function?.timeoutSeconds ?? longestTimeoutSeconds(around.function))
    const absent = notDelivered(around, metrics, {startMs, nowMs, floorSeconds: floor})
    const {limitSeconds, lossBy} = lossLimit(mapping)
    const byAges = judgeLag({around, nowMs, thresholds, floorSeconds: floor, limitSeconds, ages, stuck, stuckBefore, trend, absent})
    const isOthers =
      sharedBy > 0 &&
      lateStates.includes(byAges.state) &&
      deliversAll({
        metrics,
        counts: around.mappingMetrics,
        table: around.tableMetrics,
        openShards,
        lateSeconds: Math.max(floor, thresholds.iteratorAgeSeconds),
      })
    const dropped = absent || stuck || byAges.state === 'losing' ? null : givenUp(metrics, mapping, {lanes: seen.lanes, sharedBy, nowMs})
    const judged = isOthers ? ofOthers : dropped ? discarding(byAges, dropped, nowMs) : byAges
    const blocked = absent || isOthers ? null : stuck
    const slope = blocked ? 1 : absent || isOthers ? null : slopeOf(trend)
    return {
      ...judged,
      because: [
        ...judged.because,
        ...onTheWay(mapping, around.polling),
        ...(sharedBy === 0 ? [] : [`the function has ${count(sharedBy, 'other mapping')}, whose batches are in the same metrics`]),
      ],
      // Without the mapping a lower limit may take the records sooner: then no time can be named.
      lossAtMs: lossBy === null ? null : judged.lossAtMs,
      minimumAgeSeconds: absent ? null : (youngest.at(-1)?.value ?? null),
      slope,
      // Ages that stand at the limit were cut off there: they do not tell how much is processed.
      throughputRatio: slope === null || judged.state === 'losing' ? null : 1 - slope,
      scope: scopeOf({state: judged.state, stuck: blocked, ages: seen, openShards, floorSeconds: floor}),
      lossBy: judged.lossAtMs === null ? null : dropped ? 'retries' : lossBy,
      floorSeconds: floor,
      stuck: blocked,
      recurring: judged.state === 'behind' && (trend?.recurring ?? null) !== null,
      sharedBy,
      completeUntilMs: nowMs - timeoutSeconds * 1000 - publicationMs,
      series: seriesOf(metrics),
    }
  },
})
