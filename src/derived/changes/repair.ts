import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Change, Repair} from '../../model/derived/changes.ts'
import {precedingMs} from '../../model/derived/changes.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {FunctionMetrics, Mapping, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, points, valueAt} from '../../model/evidence/series.ts'
import {theilSen} from '../../signs/statistics.ts'
import {minuteCeil, minuteMs} from '../../text/minutes.ts'

/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * minuteMs
/** An earlier change has had its effect, or none. */
const lately = 45 * minuteMs
/** The symptom is looked for in so many minutes before the change; so many of the newest ones have to show it. */
const beforeMs = 10 * minuteMs
const leastBefore = 3
/** CloudWatch is up to four minutes behind, and a mapping pauses for some minutes after an update: until then nothing is known. */
const unseenMs = 12 * minuteMs
/** So many whole minutes since the change show its effect. */
const tellingMinutes = 4
/** So many calm minutes at the end are a symptom that is over. */
const calmMinutes = 2
/** Slower than this (seconds per second) an age does not fall. */
const falling = 0.02

/** People changed these to fix something; a stream or a shard is made for other reasons. */
const mends: readonly Change['what'][] = ['mapping', 'function', 'alias', 'concurrency']

interface Around {
  metrics: FunctionMetrics
  table: TableMetrics | undefined
  mapping: Mapping | undefined
  lag: Lag
  nowMs: number
  thresholds: Thresholds
}

interface Minute {
  atMs: number
  /** Seconds; null without a batch. */
  age: number | null
  /** Records wait, or invocations fail or are refused. */
  isLate: boolean
  isFailing: boolean
}

/** The minutes that CloudWatch shows in [fromMs, toMs): with their symptom, if any. */
function minutesOf({metrics, table, lag, nowMs, thresholds}: Around, fromMs: number, toMs: number): Minute[] {
  const limit = Math.max(lag.floorSeconds, thresholds.iteratorAgeSeconds)
  const at = (name: keyof FunctionMetrics, atMs: number) => valueAt(metrics[name], atMs)
  // Metrics are published one by one: a minute without an invocation is one only when all of it is published.
  const writes = table ? between(table['ConsumedWriteCapacityUnits.Sum'], fromMs, Math.min(toMs, nowMs - publicationMs)) : []
  const shown = [...between(metrics['Invocations.Sum'], fromMs, toMs), ...between(metrics['Throttles.Sum'], fromMs, toMs), ...writes]
  const times = [...new Set(shown.map(({atMs}) => atMs))].sort((a, b) => a - b)
  return times.map(atMs => {
    const age = at('IteratorAge.Maximum', atMs)
    const invocations = at('Invocations.Sum', atMs) ?? 0
    const errors = at('Errors.Sum', atMs) ?? 0
    const throttles = at('Throttles.Sum', atMs) ?? 0
    const written = writes.find(point => point.atMs === atMs)?.value ?? 0
    return {
      atMs,
      age: age === null ? null : age / 1000,
      isLate: (age !== null && age / 1000 > limit) || (invocations === 0 && written > 0),
      isFailing: errors > thresholds.errorRate * invocations || throttles > thresholds.throttleShare * (throttles + invocations),
    }
  })
}

const isIll = ({isLate, isFailing}: Minute): boolean => isLate || isFailing

/** A mapping that was moved to a version or an alias has metrics of that name since then: the minutes before tell nothing, if the stream was read. */
function isNewName({metrics, table, mapping}: Around, fromMs: number): boolean {
  if (!mapping || mapping.qualifier === null || !table) return false
  const before = [...points(metrics['Invocations.Sum']), ...points(metrics['Throttles.Sum'])].filter(({atMs}) => atMs < fromMs - minuteMs)
  return before.length === 0 && between(table['ReturnedRecordsCount.Sum'], fromMs - beforeMs, fromMs - minuteMs).some(p => p.value > 0)
}

/** The symptom stood in most of the newest minutes before the change. */
function wasIll(before: readonly Minute[]): boolean {
  const newest = before.slice(-2 * leastBefore)
  return newest.filter(isIll).length >= Math.max(leastBefore, newest.length / 2)
}

/** The calm minutes at the end. */
const calmEnd = (since: readonly Minute[]): Minute[] => since.slice(since.findLastIndex(isIll) + 1)

/** Whether the age falls since the change, and nothing fails any more: the minute of its highest age. */
function turnAt(since: readonly Minute[]): number | null {
  const ages = since.flatMap(({atMs, age}) => (age === null ? [] : [{x: atMs / 1000, y: age}]))
  const highest = ages.reduce((best, point) => (point.y > best.y ? point : best), ages[0] ?? {x: 0, y: 0})
  const after = ages.filter(({x}) => x >= highest.x)
  if (after.length < 3 || theilSen(after).slope > -falling || since.slice(-calmMinutes).some(({isFailing}) => isFailing)) return null
  return highest.x * 1000
}

/** The course of the symptom after the newest change; null where there was none, or it continues as before. */
export function repairOf(list: readonly Change[], around: Around): Repair | null {
  const {metrics, nowMs} = around
  const change = list.find(({what, atMs}) => mends.includes(what) && nowMs - atMs <= lately)
  if (!change) return null
  const fromMs = minuteCeil(change.atMs)
  if (isNewName(around, fromMs) || !wasIll(minutesOf(around, fromMs - beforeMs, fromMs - minuteMs))) return null
  const since = minutesOf(around, fromMs, nowMs)
  const newestMs = points(metrics['Invocations.Sum']).at(-1)?.atMs ?? fromMs
  const calm = calmEnd(since)
  const inTime = (atMs: number): boolean => atMs - change.atMs <= precedingMs
  const turnMs = turnAt(since)
  const [firstCalm] = calm
  if (firstCalm && calm.length >= calmMinutes && inTime(turnMs ?? firstCalm.atMs))
    return {kind: 'recovered', change, sinceMs: firstCalm.atMs, newestMs}
  if (turnMs !== null && inTime(turnMs)) return {kind: 'recovering', change, sinceMs: turnMs, newestMs}
  return since.length < tellingMinutes && nowMs - change.atMs <= unseenMs ? {kind: 'unseen', change, sinceMs: null, newestMs} : null
}
