import {defineDerived, type Moment, maybe} from '../../model/derived/derived.ts'
import type {FailureScope, Failures} from '../../model/derived/failures.ts'
import {expiresOnSomeShards, type Lag, someAreCurrent} from '../../model/derived/lag.ts'
import type {Load} from '../../model/derived/load.ts'
import type {NewestMinute} from '../../model/derived/newest-minute.ts'
import type {FunctionMetrics, LogMinutes, Mapping, MappingMetrics, Stream, TableMetrics} from '../../model/evidence/evidence.ts'
import type {Item} from '../../model/evidence/item.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {points, type Series, total} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {count} from '../../text/units.ts'
import {nothingMoves} from '../lag/nothing-moves.ts'
import {standsStill} from '../lag/stands-still.ts'
import {fullBatchSeconds} from '../load/full-batch.ts'
import {atTimeout, isExhausted, isOneKind, isOutside, kindOf, loggedMost, startsSince, throttledSince} from './failure-kind.ts'
import {goodRecords, splitsOf} from './good-records-fail.ts'

const minuteMs = 60_000
/** The back-off of a blocked batch can hide its retries for some minutes (no AWS source says how long). */
const longestGapMs = 6 * minuteMs
/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * minuteMs
/** So many pauses between invocations show what is usual. */
const leastPauses = 8
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
/** One batch among several makes fewer failures than this. */
const most = 0.5
/** A lag without an onset in the window is explained by what the log shows of the last half hour. */
const latelyMs = 30 * minuteMs

/** How many batches can run at once, and on how many shards. */
interface Width {
  lanes: number | null
  shards: number | null
}

interface Minute {
  atMs: number
  errors: number
  invocations: number
}

/** Minutes of which both numbers are known: errors come with the invocations that they are part of. */
function minutesOf(invocations: Series, errors: Series): Minute[] {
  const invoked = new Map(points(invocations).map(p => [p.atMs, p.value]))
  return points(errors).flatMap(({atMs, value}) => {
    const all = invoked.get(atMs) ?? 0
    return all > 0 ? [{atMs, errors: value, invocations: all}] : []
  })
}

/**
 * The longest pause (milliseconds) within which failures go on. A function that is invoked seldom cannot fail in between: a little more than
 * its usual pause, and an hour at most.
 */
function longestPauseMs(minutes: readonly Minute[]): number {
  const pauses = minutes.slice(1).map(({atMs}, i) => atMs - (minutes[i] as Minute).atMs)
  const usual = [...pauses].sort((a, b) => a - b)[Math.floor(0.9 * pauses.length)] ?? 0
  return pauses.length < leastPauses ? longestGapMs : Math.min(60 * minuteMs, Math.max(longestGapMs, 1.5 * usual))
}

/** The minutes since the failures that go on now began; empty when there are none. A pause longer than a back-off ends an episode. */
function episode(minutes: readonly Minute[], nowMs: number): Minute[] {
  const gapMs = longestPauseMs(minutes)
  const failing = minutes.filter(({errors}) => errors > 0)
  const newest = failing.at(-1)
  if (!newest || nowMs - newest.atMs > publicationMs + gapMs) return []
  const start = failing.findLastIndex((minute, i) => i === 0 || minute.atMs - (failing[i - 1] as Minute).atMs > gapMs)
  return minutes.filter(({atMs}) => atMs >= (failing[start] as Minute).atMs)
}

const sum = (list: readonly Minute[], of: (minute: Minute) => number): number => list.reduce((total, minute) => total + of(minute), 0)

/**
 * Whether other shards surely had something to do since, so that one which succeeds would be seen. A batch that fails holds up all concurrent
 * batches of its shard in the end: only other shards tell.
 */
function othersHadWork(table: TableMetrics | undefined, since: readonly Minute[], {lanes, shards}: Width): boolean {
  const [first] = since
  if (!table || lanes === null || shards === null || !first) return false
  const written = points(table['ConsumedWriteCapacityUnits.Sum'])
  const published = written.filter(({atMs}) => atMs >= first.atMs)
  // Minutes that only the log tells of are taken for like those before.
  const lately = written.slice(-latelyMinutes)
  const unpublished = since.filter(({atMs}) => atMs > (written.at(-1)?.atMs ?? 0)).length * (total(lately) / Math.max(1, lately.length))
  return shards > 1 && total(published) + unpublished >= recordsPerLane * lanes
}

/**
 * CloudWatch is one to three minutes late, and may lack a minute in between. Where the newest minute that it shows fails, the log tells how
 * it went on, to the second. `least`: as many invocations at the least, where the log does not have those that succeed.
 */
function withLog(minutes: readonly Minute[], log: LogMinutes, least = 0): Minute[] {
  const shown = new Set(minutes.map(({atMs}) => atMs))
  const whole = (atMs: number) => atMs + minuteMs + ingestionMs <= log.toMs
  const others = log.minutes.filter(({atMs}) => !shown.has(atMs) && whole(atMs))
  const added = others.map(({atMs, invocations, failed}) => ({atMs, invocations: Math.max(least, invocations), errors: failed}))
  return [...minutes, ...added].sort((one, other) => one.atMs - other.atMs)
}

interface Doubt {
  /** It holds more than failures, or not what succeeds. */
  lacks: 'nothing but failures' | 'successes'
  words: string
}

/**
 * Why the log is not to be believed; null when it is. A function may log errors, or several lines for one, and succeed; or its log level
 * leaves out the reports of what succeeds. Where CloudWatch knows the same minutes, it must count about the same.
 */
function doubts(minutes: readonly Minute[], log: LogMinutes): Doubt | null {
  const counted = minutes.filter(({atMs}) => atMs >= log.fromMs)
  const known = new Set(counted.map(({atMs}) => atMs))
  const both = log.minutes.filter(({atMs}) => known.has(atMs))
  const logged = {failed: both.reduce((n, one) => n + one.failed, 0), invocations: both.reduce((n, one) => n + one.invocations, 0)}
  const [errors, invocations] = [sum(counted, one => one.errors), sum(counted, one => one.invocations)]
  if (logged.failed > loggedTimes * errors + loggedBeside)
    return {
      lacks: 'nothing but failures',
      words: `the log has ${count(logged.failed, 'failure')} where CloudWatch counts ${count(errors, 'error')}, and so not only of failures`,
    }
  if (logged.invocations < loggedShare * invocations)
    return {
      lacks: 'successes',
      words: `the log has ${logged.invocations} of ${count(invocations, 'invocation')}, not those that succeed`,
    }
  return null
}

/** Whether records of the newest minute waited for longer than is usual: the oldest, or half of them. */
function waits({series}: Lag, which: 'max' | 'p50' = 'max'): boolean {
  const ages = series.flatMap(point => point[which] ?? [])
  const newest = ages.at(-1) ?? 0
  return newest > unusual * median(ages) && newest > leastWaitSeconds
}

/** One batch repeatedly, as far as a few minutes tell: each of them fails in part, and only the oldest records wait. */
const repeats = (since: readonly Minute[], share: number, lag: Lag): boolean =>
  since.length >= leastMinutes && since.every(({errors}) => errors > 0) && share < most && waits(lag) && !waits(lag, 'p50')

/** The newest published minute is of now. */
const isNewest = (minutes: readonly Minute[], {nowMs}: Moment): boolean => nowMs - (minutes.at(-1)?.atMs ?? 0) <= publicationMs + minuteMs

/** The newest minute is among those that fail, and not by a batch or two that failed and passed: many do, or records have begun to wait. */
function failsNow(minutes: readonly Minute[], lag: Lag, moment: Moment): boolean {
  const newest = minutes.at(-1)
  if (!newest || !isNewest(minutes, moment)) return false
  const share = newest.errors / newest.invocations
  return share >= leastShare || (share > moment.thresholds.errorRate && waits(lag))
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
    const why = log.reason === 'skipped' ? 'it was not read' : `${log.action} ${log.reason === 'denied' ? 'is denied' : 'failed'}`
    return `the log of the minutes since would show it, and ${why}`
  }
  return log.value === null ? 'the function has no log that would show it' : null
}

/** "8 of 40 invocations failed in the newest minute that CloudWatch shows. …": what would settle it, too. */
function youngWords({errors, invocations}: Minute, why: string): string {
  return `${errors} of ${count(invocations, 'invocation')} failed in the newest minute that CloudWatch shows. Whether the failures continue is not known: ${why}. Another sample in three minutes shows it.`
}

interface Episode {
  since: Minute[]
  /** Without the minute in which it began. */
  whole: Minute[]
  invoked: number
  share: number
  scope: FailureScope
}

/** The failures in the minutes `since`, with the scope that `scopeIn` tells from those minutes. */
function episodeOf(since: Minute[], scopeIn: (whole: readonly Minute[], share: number) => FailureScope): Episode {
  // The minute in which it began is half well.
  const whole = since.length > 1 ? since.slice(1) : since
  const invoked = sum(whole, minute => minute.invocations)
  const share = Math.min(
    1,
    ratio(
      sum(whole, minute => minute.errors),
      invoked,
    ) ?? 0,
  )
  return {since, whole, invoked, share, scope: scopeIn(whole, share)}
}

const openShards = (stream: Stream | null | undefined): number | null => stream?.shards.filter(({open}) => open).length ?? null

interface Begun {
  mapping: Mapping
  stream: Stream | undefined
  lag: Lag
  load: Load
  othersWork: boolean
}

/** Which shards are newly blocked in the newest minute, without an error: failures that the response reports. */
function begunIn(minute: NewestMinute, {mapping, stream, lag, load, othersWork}: Begun): FailureScope {
  if (lag.sharedBy > 0 || lag.stuck !== null) return 'none'
  const stands = standsStill(minute, {mapping, refusedReadMinutes: load.refusedReadMinutes ?? 0})
  if (stands === null) return 'none'
  if (openShards(stream) === 1) return 'one-of-one'
  return stands === 'all' && othersWork ? 'all' : 'none'
}

interface Reported {
  metrics: FunctionMetrics
  mapping: Mapping | undefined
  counts: MappingMetrics | undefined
  begun: FailureScope
  lag: Lag
  nowMs: number
  othersWork: (since: readonly Minute[]) => boolean
}

/**
 * Failures that the function reports in its response, which no Errors metric counts: one shard stands still, or all of them do, or the
 * mapping's own metrics count records that fail and pass. The share is then 1 where nothing succeeds, 0 where it is not counted.
 */
function reportedIn(minutes: readonly Minute[], {metrics, mapping, counts, begun, lag, nowMs, othersWork}: Reported): Episode | null {
  if (!mapping?.functionResponseTypes.includes('ReportBatchItemFailures')) return null
  const sinceMs = lag.stuck?.atMs[0]
  if (sinceMs === undefined) {
    const records = counts ? minutesOf(counts['InvokedEventCount.Sum'], counts['FailedInvokeEventCount.Sum']) : []
    const counted = episodeOf(episode(records, nowMs), (whole, share) => scopeOf(whole, share, othersWork(whole), false))
    if (counted.scope !== 'none') return {...counted, share: Math.min(1, counted.share)}
    return begun === 'none' ? null : {...episodeOf(minutes.slice(-1), () => begun), share: 1}
  }
  const standing = episodeOf(
    minutes.filter(({atMs}) => atMs >= sinceMs),
    whole => (nothingMoves(metrics, sinceMs, lag.floorSeconds) ? (othersWork(whole) ? 'all' : 'one-of-one') : 'one-lane'),
  )
  return {...standing, share: standing.scope === 'one-lane' ? 0 : 1}
}

interface WithUnpublished extends Pick<Failures, 'young' | 'perhapsOne' | 'repeating' | 'fromLog' | 'scope'> {
  /** The published minutes show no failure, and none has just begun. */
  isCalm: boolean
  judged: Episode
}

/**
 * What the published minutes show, and where failures have just begun, the log of the minutes that CloudWatch has not published yet. The
 * log does not tell which errors failed an invocation; that all of them did, it does.
 */
function withUnpublished(
  counted: readonly Minute[],
  judge: (minutes: readonly Minute[]) => Episode,
  item: Item<LogMinutes | null>,
  lag: Lag,
  moment: Moment,
): WithUnpublished {
  const published = judge(counted)
  const isYoung = published.scope === 'none' && failsNow(counted, lag, moment)
  // A failure at the end of a minute is a small share of it, and no reason for a doubt; a log that was read for another reason shows the rest.
  const mayBegin = isYoung || (published.scope === 'none' && isNewest(counted, moment) && (counted.at(-1)?.errors ?? 0) > 0)
  const log = mayBegin ? maybe(item) : undefined
  const told = log ? judge(withLog(counted, log)) : null
  const doubt = log ? doubts(counted, log) : null
  const sooner = doubt === null ? told : null
  const failing = log && doubt?.lacks === 'successes' ? judge(withLog(counted, log, median(counted.map(one => one.invocations)))) : null
  const isTotal = (judged: Episode | null) => judged?.scope === 'all' || judged?.scope === 'one-of-one'
  const isRepeating = (judged: Episode | null) => judged?.scope === 'passing' && repeats(judged.since, judged.share, lag)
  const total = isTotal(sooner)
  // Without what succeeds, the log tells of one batch alone where a published minute since shows that nearly all the others pass.
  const newest = counted.at(-1)
  const othersPass =
    newest !== undefined && (failing?.since[0]?.atMs ?? newest.atMs) < newest.atMs && newest.errors < leastShare * newest.invocations
  const one = [sooner, othersPass ? failing : null].find(isRepeating) ?? null
  const repeating = one !== null
  // A log that is not believed tells of too many failures, never of too few: where even it tells of few, most succeed.
  const why = isYoung ? (unread(item) ?? (isTotal(told) ? (doubt?.words ?? null) : null)) : null
  const whyOne = isYoung && !repeating && isRepeating(told) ? (doubt?.words ?? null) : null
  return {
    isCalm: published.scope === 'none' && !isYoung && !total && !repeating,
    judged: (total ? sooner : one) ?? published,
    scope: sooner && total ? sooner.scope : published.scope,
    young: newest && why !== null ? youngWords(newest, why) : null,
    perhapsOne: newest && whyOne !== null ? youngWords(newest, whyOne) : null,
    repeating,
    fromLog: total || repeating,
  }
}

/**
 * The failures that go on now: first which lanes, then of what kind. No share of errors tells a bad record from a bad function, because
 * one blocked lane among many makes 0.1 % on a busy table and half on a quiet one; whether anything succeeds does.
 */
export const failures = defineDerived({
  key: 'failures',
  needs: ['functionMetrics', 'lag', 'load', 'newestMinute'],
  wants: ['mapping', 'mappingMetrics', 'stream', 'function', 'tableMetrics', 'logErrors', 'logReports', 'logMinutes', 'egress'],
  compute: ({functionMetrics: metrics, lag, load, newestMinute}, wanted, moment): Failures => {
    const {nowMs} = moment
    const counted = minutesOf(metrics['Invocations.Sum'], metrics['Errors.Sum'])
    const shards = openShards(maybe(wanted.stream))
    const othersWork = (whole: readonly Minute[]) => othersHadWork(maybe(wanted.tableMetrics), whole, {lanes: load.lanes, shards})
    const judge = (minutes: readonly Minute[]): Episode => {
      const since = episode(minutes, nowMs)
      return episodeOf(since, (whole, share) => scopeOf(since, share, othersWork(whole), lag.stuck !== null || expiresOnSomeShards(lag)))
    }
    const told = withUnpublished(counted, judge, wanted.logMinutes, lag, moment)
    const mapping = maybe(wanted.mapping)
    const stream = maybe(wanted.stream) ?? undefined
    const begun =
      newestMinute && mapping ? begunIn(newestMinute, {mapping, stream, lag, load, othersWork: othersWork(counted.slice(-1))}) : 'none'
    const reported = told.isCalm
      ? reportedIn(counted, {metrics, mapping, counts: maybe(wanted.mappingMetrics), begun, lag, nowMs, othersWork})
      : null
    const {since, whole, invoked, share} = reported ?? told.judged
    const seen = reported?.scope ?? told.scope
    const [first] = since
    const logged = first ? loggedMost(maybe(wanted.logErrors), first.atMs) : null
    const failingMs = new Set(whole.filter(({errors}) => errors > 0).map(({atMs}) => atMs))
    const timesOut = atTimeout(metrics, failingMs, share, maybe(wanted.function))
    const kind = kindOf({logged, timesOut, reports: maybe(wanted.logReports), egress: maybe(wanted.egress)})
    // What lies outside of the function fails for all records: where no shard is current, no single record is to blame.
    const scope = seen === 'one-lane' && !someAreCurrent(lag) && isOutside(kind) ? 'passing' : seen
    const tooLong = fullBatchSeconds({scope, kind}, load, maybe(wanted.mapping), maybe(wanted.function))
    const throttled = throttledSince(maybe(wanted.logErrors), first?.atMs ?? lag.onsetAtMs ?? nowMs - latelyMs)
    const isSole = first !== undefined && isOneKind(maybe(wanted.logErrors), first.atMs)
    const isStopped = lag.state === 'stopped' && maybe(wanted.mapping)?.state === 'Enabled'
    const isTooLarge = tooLong !== null
    const [isHalved, splits] = [mapping?.bisectBatchOnFunctionError === true, splitsOf(mapping?.batchSize ?? null)]
    const failing = {
      isTooLarge,
      scope,
      share,
      kind,
      isThrottled: throttled !== null,
      isExhausted: isExhausted(logged),
      isSole,
      isYoung: told.young !== null,
      isStopped,
      tries: 1 + moment.thresholds.retryAttempts + (isHalved ? splits : 0),
    }
    return {
      scope,
      hidden: reported !== null,
      begins: reported !== null && whole.length < leastOfAll && lag.stuck === null,
      sinceMs: first?.atMs ?? null,
      errors: sum(whole, minute => minute.errors),
      invocations: invoked,
      share,
      failingMinutes: whole.filter(({errors}) => errors > 0).length,
      minutes: whole.length,
      young: told.young,
      perhapsOne: told.perhapsOne,
      repeating: told.repeating,
      fromLog: told.fromLog,
      kind,
      fullBatchSeconds: tooLong,
      logged,
      startFails: first ? startsSince(maybe(wanted.logErrors), first.atMs) : null,
      throttled,
      ...goodRecords(failing, {isReported: reported !== null, splits: isHalved ? 0 : splits}),
    }
  },
})
