import {defineDerived, maybe} from '../model/derived.ts'
import type {FunctionMetrics} from '../model/evidence.ts'
import type {Lag, LagPoint, LagScope, StuckLine} from '../model/lag.ts'
import {maximumTimeoutSeconds, retentionSeconds} from '../model/limits.ts'
import {type Point, points} from '../model/series.ts'
import {thresholds} from '../model/thresholds.ts'
import {duration} from '../model/units.ts'
import {writesAt, writesNow} from './arrivals.ts'
import {floorSeconds} from './floor.ts'
import {type Forecast, forecast} from './forecast.ts'
import {type NotDelivered, notDelivered, type Surroundings} from './not-delivered.ts'
import {findStuckLine} from './stuck-line.ts'
import {type Trend, trendOf} from './trend.ts'

const publicationMs = 3 * 60_000
/** A quiet pipeline is idle when its newest batch is older than this. */
const idleAfterMs = 15 * 60_000

interface Seen {
  around: Surroundings
  metrics: FunctionMetrics
  nowMs: number
  startMs: number
  floor: number
  limitSeconds: number
  /** IteratorAge Maximum in seconds, oldest first. */
  ages: Point[]
  stuck: StuckLine | null
  trend: Trend | null
  absent: NotDelivered | null
}

type Judged = Pick<Lag, 'state' | 'ageSeconds' | 'onsetAtMs' | 'lossAtMs' | 'drainSeconds' | 'because'>

const seconds = (list: Point[]): Point[] => list.map(p => ({atMs: p.atMs, value: p.value / 1000}))

/** The last minute before now in which the age was below the floor; the lag began after it. */
function onsetOf({ages, floor}: Seen): number | null {
  const last = [...ages].reverse().find(p => p.value <= floor)
  return last ? last.atMs + 60_000 : null
}

function predict(seen: Seen, {from, to}: Trend): Forecast {
  const {tableMetrics: table} = seen.around
  return forecast({
    nowMs: seen.nowMs,
    from,
    to,
    limitSeconds: seen.limitSeconds,
    floorSeconds: seen.floor,
    writesAt: atMs => (table ? writesAt(table, atMs) : null),
    writesNow: table ? writesNow(table, seen.nowMs) : null,
  })
}

function judgeAbsent(absent: NotDelivered, seen: Seen): Judged {
  const waitingSinceMs = absent.state === 'stopped' ? absent.waitingSinceMs : null
  return {
    state: absent.state,
    ageSeconds: waitingSinceMs === null ? null : (seen.nowMs - waitingSinceMs) / 1000,
    onsetAtMs: absent.state === 'stopped' ? absent.sinceMs : null,
    lossAtMs: waitingSinceMs === null ? null : waitingSinceMs + seen.limitSeconds * 1000,
    drainSeconds: null,
    because: absent.because,
  }
}

function judgeStuck(stuck: StuckLine, seen: Seen): Judged {
  const blockedMs = seen.nowMs - stuck.positionMs
  return {
    state: 'stalled',
    ageSeconds: blockedMs / 1000,
    onsetAtMs: stuck.positionMs,
    lossAtMs: stuck.positionMs + seen.limitSeconds * 1000,
    drainSeconds: null,
    because: [`the oldest batch of ${stuck.atMs.length} minutes ends at the same record, written ${duration(blockedMs / 1000)} ago`],
  }
}

function judgeTrend(trend: Trend, seen: Seen): Judged {
  const {floor, nowMs, limitSeconds} = seen
  const quiet = {ageSeconds: trend.levelSeconds, onsetAtMs: null, lossAtMs: null, drainSeconds: null}
  if (trend.lastingSeconds >= thresholds.losingShare * limitSeconds)
    return {
      ...quiet,
      state: 'losing',
      lossAtMs: nowMs,
      onsetAtMs: onsetOf(seen),
      because: ['the age has reached the limit at which records are lost'],
    }
  if (trend.levelSeconds <= floor)
    return {...quiet, state: 'ok', because: [`the age is below ${duration(floor)}, which this configuration makes by itself`]}
  const {ageSeconds, drainSeconds, lossSeconds} = predict(seen, trend)
  const moving = {ageSeconds, drainSeconds, lossAtMs: lossSeconds === null ? null : nowMs + lossSeconds * 1000, onsetAtMs: onsetOf(seen)}
  if (trend.direction === 'growing') return {...moving, state: 'slow', because: [`the age grows by ${trend.slope.toFixed(2)} s per second`]}
  if (trend.direction === 'shrinking')
    return {...moving, state: 'recovering', because: [`the age shrinks by ${Math.abs(trend.slope).toFixed(2)} s per second`]}
  if (trend.lastingSeconds > Math.max(floor, thresholds.iteratorAgeSeconds))
    return {
      ...quiet,
      onsetAtMs: onsetOf(seen),
      state: 'behind',
      because: ['the age stays: what is processed equals what is written, so it never drains'],
    }
  return {...quiet, state: 'ok', because: ['the age is low and does not grow']}
}

/** With fewer than five points in twelve minutes no trend can be told. */
function judgeSparse(seen: Seen): Judged {
  const newest = seen.ages.at(-1)
  const none = {ageSeconds: newest?.value ?? null, onsetAtMs: null, lossAtMs: null, drainSeconds: null}
  if (!newest) return {...none, state: 'unknown', because: ['no batch was started in this window']}
  if (newest.value > Math.max(seen.floor, thresholds.iteratorAgeSeconds))
    return {
      ...none,
      state: 'unknown',
      because: [`the newest age is ${duration(newest.value)}, and too few minutes have one to tell where it goes`],
    }
  const quiet = seen.nowMs - newest.atMs > idleAfterMs
  return {
    ...none,
    state: quiet ? 'idle' : 'ok',
    because: [quiet ? 'few records arrive, and the last ones were delivered in time' : 'the newest ages are low'],
  }
}

function judge(seen: Seen): Judged {
  if (seen.absent) return judgeAbsent(seen.absent, seen)
  if (seen.stuck && seen.nowMs - seen.stuck.positionMs < thresholds.losingShare * seen.limitSeconds * 1000)
    return judgeStuck(seen.stuck, seen)
  return seen.trend ? judgeTrend(seen.trend, seen) : judgeSparse(seen)
}

/** IteratorAge has no shard dimension: a young minimum beside an old maximum means that some lanes are current. */
function scopeOf(seen: Seen, state: Lag['state']): LagScope {
  if (!['stalled', 'slow', 'behind', 'losing', 'recovering'].includes(state)) return 'unknown'
  const open = seen.around.stream?.shards.filter(shard => shard.open).length
  const youngest = seconds(points(seen.metrics['IteratorAge.Minimum'])).slice(-8)
  const middle = seconds(points(seen.metrics['IteratorAge.p50'])).slice(-8)
  if (open === 1 || youngest.length === 0) return 'unknown'
  const share = (list: Point[]) => list.filter(p => p.value <= seen.floor).length / list.length
  if (share(youngest) < 0.5) return open === undefined ? 'unknown' : 'all'
  return share(middle) >= 0.5 ? 'one-shard' : 'some'
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

/** What takes records first, and at which age (seconds). */
function lossLimit(maximumRecordAgeSeconds: number | null | undefined): {limitSeconds: number; lossBy: 'retention' | 'age-limit'} {
  const age = maximumRecordAgeSeconds ?? -1
  return age > 0 && age < retentionSeconds
    ? {limitSeconds: age, lossBy: 'age-limit'}
    : {limitSeconds: retentionSeconds, lossBy: 'retention'}
}

/**
 * The lag of the pipeline: first the stuck line, then the trend of the ages; missing data is a state of its own. See docs/architecture.md
 * ("Lag") for the rules and their reasons. IteratorAge is the age of the last record of a batch when it is handed over, per function.
 */
export const lag = defineDerived({
  key: 'lag',
  needs: ['functionMetrics'],
  wants: ['mapping', 'function', 'stream', 'table', 'tableMetrics', 'mappingMetrics'],
  compute: ({functionMetrics: metrics}, wanted, {nowMs, startMs}) => {
    const mapping = maybe(wanted.mapping)
    const around: Surroundings = {
      mapping,
      function: maybe(wanted.function),
      stream: maybe(wanted.stream),
      table: maybe(wanted.table),
      tableMetrics: maybe(wanted.tableMetrics),
      mappingMetrics: maybe(wanted.mappingMetrics),
    }
    const floor = floorSeconds(mapping?.maximumBatchingWindowSeconds ?? 0, mapping?.tumblingWindowSeconds ?? 0, metrics['Duration.p99'])
    const ages = seconds(points(metrics['IteratorAge.Maximum']))
    const youngest = seconds(points(metrics['IteratorAge.Minimum']))
    const stuck = findStuckLine({oldest: ages, youngest, errors: points(metrics['Errors.Sum'])}, floor, nowMs)
    const {limitSeconds, lossBy} = lossLimit(mapping?.maximumRecordAgeSeconds)
    const absent = notDelivered(around, metrics, floor, startMs, nowMs)
    // Minutes on the stuck line belong to the blocked shard; the trend is that of the others.
    const free = stuck ? ages.filter(p => !stuck.atMs.includes(p.atMs)) : ages
    const seen: Seen = {around, metrics, nowMs, startMs, floor, limitSeconds, ages, stuck, trend: trendOf(free, floor), absent}
    const judged = judge(seen)
    const slope = judged.state === 'stalled' ? 1 : absent ? null : (seen.trend?.slope ?? null)
    const timeoutSeconds = Math.max(60, around.function?.timeoutSeconds ?? maximumTimeoutSeconds)
    const minimum = absent ? undefined : points(metrics['IteratorAge.Minimum']).at(-1)
    return {
      ...judged,
      minimumAgeSeconds: minimum ? minimum.value / 1000 : null,
      slope,
      throughputRatio: slope === null ? null : 1 - slope,
      scope: scopeOf(seen, judged.state),
      lossBy: judged.lossAtMs === null ? null : lossBy,
      floorSeconds: floor,
      stuck: judged.state === 'stalled' ? stuck : null,
      completeUntilMs: nowMs - timeoutSeconds * 1000 - publicationMs,
      series: seriesOf(metrics),
    }
  },
})
