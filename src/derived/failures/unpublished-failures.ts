import {type Moment, maybe} from '../../model/derived/derived.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {LogMinutes} from '../../model/evidence/evidence.ts'
import {type Item, missingWords} from '../../model/evidence/item.ts'
import {median} from '../../signs/statistics.ts'
import {minuteMs} from '../../text/minutes.ts'
import {count} from '../../text/units.ts'
import {type Episode, leastMinutes, type Minute, publicationMs, sum} from './failing-minutes.ts'

/** A minute in which it began has this share of failures at least, or it began at its very end. */
const leastShare = 0.1
/** Records of the newest minute wait when they are so many times as old as usual, and this old (seconds). */
const unusual = 2
const leastWaitSeconds = 3
/** Log lines can be read after some seconds (CloudWatch Logs names no limit: our choice). */
const ingestionMs = 10_000
/** Of the running minute so much has passed (milliseconds), with so many invocations. */
const runningMs = 20_000
const leastRunning = 3
/** The log tells of this share of the invocations that CloudWatch counts at least, or it does not have those that succeed. */
const loggedShare = 0.5
/** The log may tell of so many times the failures that CloudWatch counts, and of so many more: lines fall into the next minute. */
const loggedTimes = 2
const loggedBeside = 2
/** One batch among several makes fewer failures than this. */
const most = 0.5

type LogMinute = LogMinutes['minutes'][number]

const isOver = ({atMs}: LogMinute, {toMs}: LogMinutes): boolean => atMs + minuteMs + ingestionMs <= toMs

/** The running minute, where everything in it has failed so far: lines of successes come as soon as those of failures. */
const failsSoFar = ({atMs, invocations, failed}: LogMinute, {toMs}: LogMinutes): boolean =>
  toMs - atMs >= runningMs && invocations >= leastRunning && failed >= invocations

/**
 * CloudWatch is one to three minutes late, and may lack a minute in between. Where the newest minute that it shows fails, the log tells how
 * it went on, to the second. `least`: as many invocations at the least, where the log does not have those that succeed.
 */
function withLog(minutes: readonly Minute[], log: LogMinutes, least = 0): Minute[] {
  const shown = new Set(minutes.map(({atMs}) => atMs))
  const counts = (one: LogMinute) => isOver(one, log) || failsSoFar(one, log)
  const others = log.minutes.filter(one => !shown.has(one.atMs) && counts(one))
  const added = others.map(({atMs, invocations, failed}) => ({atMs, invocations: Math.max(least, invocations), errors: failed}))
  return [...minutes, ...added].sort((one, other) => one.atMs - other.atMs)
}

interface Doubt {
  /** It holds more than failures, or no successes. */
  lacks: 'nothing but failures' | 'successes'
  words: string
}

/**
 * Why the log is not to be believed; null when it is. A function may log errors, or several lines for one, and succeed; or its log level
 * leaves out the reports of successes. Where CloudWatch knows the same minutes, it must count about the same.
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

/** Why there is no log of the minutes that CloudWatch has not published; null where there is. */
function unread(log: Item<LogMinutes | null>): string | null {
  if (log.state === 'missing') {
    const why = log.reason === 'skipped' ? 'it was not read' : missingWords(log)
    return `the log of the minutes since would show it, and ${why}`
  }
  return log.value === null ? 'the function has no log that would show it' : null
}

/** "8 of 40 invocations failed in the newest minute that CloudWatch shows. …": with the evidence that would settle it. */
function youngWords({errors, invocations}: Minute, why: string): string {
  return `${errors} of ${count(invocations, 'invocation')} failed in the newest minute that CloudWatch shows. Whether the failures continue is not known: ${why}. Another sample in three minutes shows it.`
}

export interface WithUnpublished extends Pick<Failures, 'young' | 'perhapsOne' | 'repeating' | 'fromLog'> {
  /** The published minutes show no failure, and none has just begun. */
  isCalm: boolean
  /** One batch that repeats keeps the scope of the published minutes. */
  judged: Episode
}

/**
 * The picture of the published minutes, and where failures have just begun, the log of the minutes that CloudWatch has not published yet. The
 * log does not tell which errors failed an invocation; that all of them did, it does.
 */
export function withUnpublished(
  counted: readonly Minute[],
  judge: (minutes: readonly Minute[]) => Episode,
  item: Item<LogMinutes | null>,
  lag: Lag,
  hasProblem: boolean,
  moment: Moment,
): WithUnpublished {
  const published = judge(counted)
  const isYoung = published.scope === 'none' && failsNow(counted, lag, moment)
  // A failure at the end of a minute is a small share of it, and no reason for a doubt; a log that was read for another reason shows the rest.
  // AWS's word on the newest attempt is of now, and may be of a version of which CloudWatch shows nothing yet.
  const isFailing = isNewest(counted, moment) && (counted.at(-1)?.errors ?? 0) > 0
  const mayBegin = isYoung || (published.scope === 'none' && (isFailing || hasProblem))
  const log = mayBegin ? maybe(item) : undefined
  const told = log ? judge(withLog(counted, log)) : null
  const doubt = log ? doubts(counted, log) : null
  const sooner = doubt === null ? told : null
  const failing = log && doubt?.lacks === 'successes' ? judge(withLog(counted, log, median(counted.map(one => one.invocations)))) : null
  const isTotal = (judged: Episode | null) => judged?.scope === 'all' || judged?.scope === 'one-of-one'
  const isRepeating = (judged: Episode | null) => judged?.scope === 'passing' && repeats(judged.since, judged.share, lag)
  const total = isTotal(sooner)
  // Without successes, the log shows one batch alone where a published minute since shows that nearly all the others pass.
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
    judged: {...((total ? sooner : one) ?? published), scope: sooner && total ? sooner.scope : published.scope},
    young: newest && why !== null ? youngWords(newest, why) : null,
    perhapsOne: newest && whyOne !== null ? youngWords(newest, whyOne) : null,
    repeating,
    fromLog: total || repeating,
  }
}
