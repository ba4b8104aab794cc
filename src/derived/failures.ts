import {defineDerived, type Moment, maybe} from '../model/derived.ts'
import type {FunctionMetrics, LambdaFunction, LogErrors, LoggedError, LogMinutes, LogReports, TableMetrics} from '../model/evidence.ts'
import type {Egress, FailureKind, FailureScope, Failures} from '../model/failures.ts'
import type {Item} from '../model/item.ts'
import type {Lag} from '../model/lag.ts'
import {points, total} from '../model/series.ts'
import {count} from '../model/units.ts'
import {median} from './statistics.ts'

const minuteMs = 60_000
/** The back-off of a blocked batch can hide its retries for some minutes (no AWS source says how long). */
const longestGapMs = 6 * minuteMs
/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * minuteMs
/** Fewer failing minutes are a batch that failed and passed. */
const leastMinutes = 3
/** From this share on no invocation is seen to succeed. */
const all = 0.98
/** Two minutes are enough when everything fails. */
const leastOfAll = 2
/** With so many records for each lane, on average, no lane of a table with many keys has none. */
const recordsPerLane = 5
/** A minute in which it began has this share of failures at least, or it began at its very end. */
const leastShare = 0.1
/** Records of the newest minute wait when they are so many times as old as usual, and this old (seconds). */
const unusual = 2
const leastWaitSeconds = 3
/** What is written now is told by so many minutes. */
const latelyMinutes = 3
/** Log lines can be read after some seconds (CloudWatch Logs names no limit: our choice). */
const ingestionMs = 10_000
/** The log tells of this share of the invocations that CloudWatch counts at least, or it does not have those that succeed. */
const loggedShare = 0.5
/** The log may tell of so many times the failures that CloudWatch counts, and of so many more: lines fall into the next minute. */
const loggedTimes = 2
const loggedBeside = 2
/** This share of the failing minutes holds an invocation that ran for the whole timeout. */
const most = 0.5

interface Minute {
  atMs: number
  errors: number
  invocations: number
}

/** Minutes of which both numbers are known: errors come with the invocations that they are part of. */
function minutesOf(metrics: FunctionMetrics): Minute[] {
  const invocations = new Map(points(metrics['Invocations.Sum']).map(p => [p.atMs, p.value]))
  return points(metrics['Errors.Sum']).flatMap(({atMs, value}) => {
    const invoked = invocations.get(atMs) ?? 0
    return invoked > 0 ? [{atMs, errors: value, invocations: invoked}] : []
  })
}

/** The minutes since the failures that go on now began; empty when there are none. A pause longer than a back-off ends an episode. */
function episode(minutes: readonly Minute[], nowMs: number): Minute[] {
  const failing = minutes.filter(({errors}) => errors > 0)
  const newest = failing.at(-1)
  if (!newest || nowMs - newest.atMs > publicationMs + longestGapMs) return []
  const start = failing.findLastIndex((minute, i) => i === 0 || minute.atMs - (failing[i - 1] as Minute).atMs > longestGapMs)
  return minutes.filter(({atMs}) => atMs >= (failing[start] as Minute).atMs)
}

const sum = (list: readonly Minute[], of: (minute: Minute) => number): number => list.reduce((total, minute) => total + of(minute), 0)

/** Whether other lanes surely had something to do since, so that one which succeeds would be seen. */
function othersHadWork(table: TableMetrics | undefined, since: readonly Minute[], lanes: number | null): boolean {
  const [first] = since
  if (!table || lanes === null || !first) return false
  const written = points(table['ConsumedWriteCapacityUnits.Sum'])
  const published = written.filter(({atMs}) => atMs >= first.atMs)
  // Minutes that only the log tells of are taken for like those before.
  const lately = written.slice(-latelyMinutes)
  const unpublished = since.filter(({atMs}) => atMs > (written.at(-1)?.atMs ?? 0)).length * (total(lately) / Math.max(1, lately.length))
  return lanes > 1 && total(published) + unpublished >= recordsPerLane * lanes
}

/** CloudWatch is one to three minutes late. Where the newest minute that it shows fails, the log tells how it went on, to the second. */
function withLog(minutes: readonly Minute[], log: LogMinutes): Minute[] {
  const newestMs = minutes.at(-1)?.atMs ?? 0
  const whole = (atMs: number) => atMs + minuteMs + ingestionMs <= log.toMs
  const later = log.minutes.filter(({atMs}) => atMs > newestMs && whole(atMs))
  return [...minutes, ...later.map(({atMs, invocations, failed}) => ({atMs, invocations, errors: failed}))]
}

/**
 * Why the log is not to be believed; null when it is. A function may log errors, or several lines for one, and succeed; or its log level
 * leaves out the reports of what succeeds. Where CloudWatch knows the same minutes, it must count about the same.
 */
function doubts(minutes: readonly Minute[], log: LogMinutes): string | null {
  const counted = minutes.filter(({atMs}) => atMs >= log.fromMs)
  const known = new Set(counted.map(({atMs}) => atMs))
  const both = log.minutes.filter(({atMs}) => known.has(atMs))
  const logged = {failed: both.reduce((n, one) => n + one.failed, 0), invocations: both.reduce((n, one) => n + one.invocations, 0)}
  const [errors, invocations] = [sum(counted, one => one.errors), sum(counted, one => one.invocations)]
  if (logged.failed > loggedTimes * errors + loggedBeside)
    return `the log tells of ${count(logged.failed, 'failure')} where CloudWatch counts ${count(errors, 'error')}, and so not only of failures`
  if (logged.invocations < loggedShare * invocations)
    return `the log has ${logged.invocations} of ${count(invocations, 'invocation')}, not those that succeed`
  return null
}

/** Whether records of the newest minute waited for longer than is usual: the oldest, or half of them. */
function waits({series}: Lag, which: 'max' | 'p50' = 'max'): boolean {
  const ages = series.flatMap(point => point[which] ?? [])
  const newest = ages.at(-1) ?? 0
  return newest > unusual * median(ages) && newest > leastWaitSeconds
}

/** One batch again and again, as far as a few minutes tell: each of them fails in part, and only the oldest records wait. */
const repeats = (since: readonly Minute[], share: number, lag: Lag): boolean =>
  since.length >= leastMinutes && since.every(({errors}) => errors > 0) && share < most && waits(lag) && !waits(lag, 'p50')

/** The newest minute is among those that fail, and not by a batch or two that failed and passed: many do, or records have begun to wait. */
function failsNow(minutes: readonly Minute[], lag: Lag, {nowMs, thresholds}: Moment): boolean {
  const newest = minutes.at(-1)
  if (!newest || nowMs - newest.atMs > publicationMs + minuteMs) return false
  const share = newest.errors / newest.invocations
  return share >= leastShare || (share > thresholds.errorRate && waits(lag))
}

function scopeOf(since: readonly Minute[], share: number, othersWork: boolean, stuck: boolean): FailureScope {
  const failing = since.filter(({errors}) => errors > 0).length
  if (failing >= leastOfAll && share >= all) return othersWork ? 'all' : 'one-of-one'
  if (failing < leastMinutes) return 'none'
  return stuck ? 'one-lane' : 'passing'
}

/** Why there is no log of the minutes that CloudWatch has not published; null where there is. */
function unread(log: Item<LogMinutes | null>): string | null {
  if (log.state === 'missing') {
    const why = log.reason === 'skipped' ? 'nobody read it' : `${log.action} ${log.reason === 'denied' ? 'is denied' : 'failed'}`
    return `the log of the minutes since would tell, and ${why}`
  }
  return log.value === null ? 'the function has no log that would tell' : null
}

/** "8 of 40 invocations failed in the newest minute that CloudWatch shows. …": what would settle it, too. */
function youngWords({errors, invocations}: Minute, why: string): string {
  return `${errors} of ${count(invocations, 'invocation')} failed in the newest minute that CloudWatch shows. Whether that goes on is not known: ${why}. Another look in three minutes shows it.`
}

/** Whether the invocations that fail can have run for the whole timeout: more would take longer on average. */
function atTimeout(metrics: FunctionMetrics, since: readonly Minute[], share: number, target: LambdaFunction | null | undefined): boolean {
  if (typeof target?.timeoutSeconds !== 'number') return false
  const limitMs = target.timeoutSeconds * 1000
  const failing = new Set(since.filter(({errors}) => errors > 0).map(({atMs}) => atMs))
  const of = (name: 'Duration.Maximum' | 'Duration.Average') => points(metrics[name]).filter(p => failing.has(p.atMs))
  const longest = of('Duration.Maximum')
  const average = of('Duration.Average')
  const meanMs = average.reduce((total, p) => total + p.value, 0) / Math.max(1, average.length)
  return (
    longest.length > 0 && longest.filter(p => p.value >= 0.99 * limitMs).length >= most * longest.length && meanMs >= 0.8 * share * limitMs
  )
}

const kinds: ReadonlyMap<string, FailureKind> = new Map([
  ['timeout', 'timeout'],
  ['out-of-memory', 'memory'],
  ['connection-refused', 'network'],
  ['connection-timed-out', 'network'],
  ['connection-reset', 'network'],
  ['connection-failed', 'network'],
  ['name-not-resolved', 'network'],
  ['access-denied', 'denied'],
  ['import', 'import'],
  ['init', 'import'],
])

/** The lines that belong to invocations that failed, or may; those that succeeded say nothing about failures. */
const ofFailed = ({count: lines, requests, swallowed}: LoggedError): number =>
  lines * (1 - (swallowed ?? 0) / Math.max(1, requests || lines))

/** The error that failing invocations logged most often since; older ones belong to something else. */
function loggedMost(log: LogErrors | null | undefined, sinceMs: number): LoggedError | null {
  const since = (log?.errors ?? []).filter(({lastMs}) => lastMs >= sinceMs)
  return [...since].sort((a, b) => ofFailed(b) - ofFailed(a) || b.count - a.count)[0] ?? null
}

/** A killed process and all memory in use: the log of some runtimes says no more than that. */
const usedUp = (reports: LogReports | null | undefined): boolean =>
  (reports?.usedMemoryMaximumMb ?? 0) >= 0.99 * (reports?.memorySizeMb ?? Number.POSITIVE_INFINITY)

interface Clues {
  logged: LoggedError | null
  timesOut: boolean
  reports: LogReports | null | undefined
  egress: Egress | undefined
}

function kindOf({logged, timesOut, reports, egress}: Clues): FailureKind | null {
  const kind = logged ? (kinds.get(logged.kind) ?? 'exception') : null
  const isClosed = (egress?.internet.length ?? 0) > 0 || (egress?.dynamodb.length ?? 0) > 0
  // Packets that are dropped end at the timeout of the client, or of the function where that is shorter.
  if ((timesOut || kind === 'timeout') && isClosed) return 'network'
  if (timesOut) return kind === 'network' ? 'network' : 'timeout'
  if (kind === 'exception' && logged?.type === 'Runtime.ExitError' && usedUp(reports)) return 'memory'
  return kind
}

/**
 * The failures that go on now: first which lanes, then of what kind. No share of errors tells a bad record from a bad function, because
 * one blocked lane among many makes 0.1 % on a busy table and half on a quiet one; whether anything succeeds does.
 */
export const failures = defineDerived({
  key: 'failures',
  needs: ['functionMetrics', 'lag', 'load'],
  wants: ['function', 'tableMetrics', 'logErrors', 'logReports', 'logMinutes', 'egress'],
  compute: ({functionMetrics: metrics, lag, load}, wanted, moment): Failures => {
    const {nowMs} = moment
    const counted = minutesOf(metrics)
    const judge = (minutes: readonly Minute[]) => {
      const since = episode(minutes, nowMs)
      // The minute in which it began is half well.
      const whole = since.length > 1 ? since.slice(1) : since
      const invoked = sum(whole, minute => minute.invocations)
      const share = invoked > 0 ? sum(whole, minute => minute.errors) / invoked : 0
      const others = othersHadWork(maybe(wanted.tableMetrics), whole, load.lanes)
      return {since, whole, invoked, share, scope: scopeOf(since, share, others, lag.stuck !== null)}
    }
    const published = judge(counted)
    const isYoung = published.scope === 'none' && failsNow(counted, lag, moment)
    const log = isYoung ? maybe(wanted.logMinutes) : undefined
    const told = log ? judge(withLog(counted, log)) : null
    const doubt = log ? doubts(counted, log) : null
    const sooner = doubt === null ? told : null
    // The log does not tell which errors failed an invocation; that all of them did, it does.
    const isTotal = (judged: typeof told) => judged?.scope === 'all' || judged?.scope === 'one-of-one'
    const isRepeating = (judged: typeof told) => judged?.scope === 'passing' && repeats(judged.since, judged.share, lag)
    const fromLog = isTotal(sooner)
    const repeating = isRepeating(sooner)
    const newest = counted.at(-1)
    // A log that is not believed tells of too many failures, never of too few: where even it tells of few, most succeed.
    const why = unread(wanted.logMinutes) ?? (isTotal(told) ? doubt : null)
    const whyOne = isRepeating(told) ? doubt : null
    const {since, whole, invoked, share} = sooner && (fromLog || repeating) ? sooner : published
    const [first] = since
    const logged = first ? loggedMost(maybe(wanted.logErrors), first.atMs) : null
    const timesOut = atTimeout(metrics, whole, share, maybe(wanted.function))
    return {
      scope: sooner && fromLog ? sooner.scope : published.scope,
      sinceMs: first?.atMs ?? null,
      errors: sum(whole, minute => minute.errors),
      invocations: invoked,
      share,
      failingMinutes: whole.filter(({errors}) => errors > 0).length,
      minutes: whole.length,
      young: isYoung && newest && why !== null ? youngWords(newest, why) : null,
      perhapsOne: newest && whyOne !== null ? youngWords(newest, whyOne) : null,
      repeating,
      fromLog: fromLog || repeating,
      kind: kindOf({logged, timesOut, reports: maybe(wanted.logReports), egress: maybe(wanted.egress)}),
      logged,
    }
  },
})
