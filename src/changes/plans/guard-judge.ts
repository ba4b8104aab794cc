import {between, type Point, type Series, total, valueAt} from '../../model/evidence/series.ts'
import {minuteFloor, minuteMs} from '../../text/minutes.ts'
import {count, duration, number, percent} from '../../text/units.ts'
import {minutesAgainst} from './guard-minutes.ts'
import type {Attempt, GuardSeries, GuardView, Judgement} from './guard-view.ts'
import {type Block, failsMoreThan, highestShare, liesAbove, singleTrial, usualOf} from './sequential.ts'

/** Newer minutes may not be whole yet. */
const incompleteMs = 2 * minuteMs
/** The baseline of the new version: so many minutes just before. */
const baselineMs = 20 * minuteMs
/** Fewer invocations or minutes than these say nothing. */
const fewestInvocations = 20
const fewestMinutes = 3
/** CloudWatch publishes a minute up to three minutes after its end; a guard waits so much longer for its minutes (seconds). */
const publishedWithinSeconds = 300
/** Where so many of the invocations failed before, none that fails is an answer after fewer minutes. */
const mostlyFailed = 0.5
/** How many more invocations a record may need. */
const moreInvocations = 1.5
/** How much slower a record may become before a version counts as slow. */
const slowerPerRecord = 2
/** How much more often than before invocations may fail. */
const moreErrors = 2
/** The least deviation of a logarithm of ratios: minutes that are all alike are chance. */
const leastSpread = 0.05
/** Lag that grows by so many seconds a second more than before. */
const growing = 0.5
/** The least deviation of that growth, seconds a second. */
const leastGrowthSpread = 0.1
/** An age that counts against a version, seconds: a batch that is late once is no lag. */
const leastAge = ({thresholds}: GuardView): number => 2 * thresholds.iteratorAgeSeconds

/** Totals of one side, over whole minutes. */
interface Side {
  fromMs: number
  toMs: number
  minutes: number
  invocations: number
  errors: number
  busyMs: number
  /** Errors and invocations of each minute. */
  blocks: Block[]
}

function sideOf({invocations, errors, durationAverage}: GuardSeries, fromMs: number, toMs: number): Side {
  const minutes = between(invocations, fromMs, toMs).filter(({value}) => value > 0)
  return {
    fromMs,
    toMs,
    minutes: minutes.length,
    invocations: total(minutes),
    errors: total(between(errors, fromMs, toMs)),
    // Errors may be published before the invocations that they belong to.
    blocks: minutes.map(({atMs, value}) => ({failures: Math.min(value, valueAt(errors, atMs) ?? 0), trials: value})),
    busyMs: minutes.reduce((sum, {atMs, value}) => sum + value * (valueAt(durationAverage, atMs) ?? 0), 0),
  }
}

/**
 * Judges a version by the minutes since it gets batches against those just before. Nothing is absolute. Each test may be repeated with every new
 * minute (sequential.ts), and a minute that is still incomplete does no harm to those that compare shares.
 */
export function judgeRelease(view: GuardView): Judgement {
  const startMs = minuteFloor(view.changedMs) + minuteMs
  const wholeMs = minuteFloor(view.nowMs - incompleteMs)
  const before = sideOf(view.before, startMs - minuteMs - baselineMs, startMs - minuteMs)
  const after = sideOf(view.after, startMs, wholeMs)
  const against = [
    ...errorsAgainst(before, sideOf(view.after, firstMs(view, startMs), view.nowMs), view),
    ...attemptsAgainst(before, view),
    ...slownessAgainst(before, sideOf(view.after, startMs, view.nowMs), view),
    ...resendingAgainst(before, sideOf(view.after, startMs, view.nowMs), view),
    ...lagAgainst(view, startMs),
    ...minutesAgainst(view, startMs, wholeMs),
  ]
  if (against.length > 0) return {kind: 'failed', because: against}
  const publishedSeconds = publishedSince(view, startMs, after.toMs)
  const isInTime = (view.nowMs - view.changedMs) / 1000 < view.guardSeconds + publishedWithinSeconds
  if (publishedSeconds < view.guardSeconds && isInTime) return {kind: 'waiting', because: seen(before, after), publishedSeconds}
  const missing = missingFrom(before, after, view, startMs)
  return missing.length > 0 ? {kind: 'inconclusive', missing} : {kind: 'successful', because: seen(before, after)}
}

/** The minute of the change belongs to the new version where its metrics stand apart. */
const firstMs = ({isApart}: GuardView, startMs: number): number => (isApart ? startMs - minuteMs : startMs)

/** From the first to the last published minute of the new version, in seconds: the time of a guard counts from there. */
function publishedSince({after}: GuardView, startMs: number, toMs: number): number {
  const minutes = between(after.invocations, startMs, toMs)
  const [first, last] = [minutes[0], minutes.at(-1)]
  return first === undefined || last === undefined ? 0 : (last.atMs + minuteMs - first.atMs) / 1000
}

const rate = ({errors, invocations}: Side): number => (invocations === 0 ? 0 : errors / invocations)

function errorsAgainst(before: Side, after: Side, {thresholds}: GuardView): string[] {
  const {invocations} = after
  const most = Math.max(thresholds.errorRate, moreErrors * highestShare(before.errors, before.invocations))
  if (!failsMoreThan(most, after.blocks)) return []
  return [`${percent(rate(after))} of ${count(invocations, 'invocation')} fail (before: ${percent(rate(before))}).`]
}

/** A reading counts once the function has been invoked about twice since the one before: otherwise it may be of the same attempt. */
const invocationsBetween = 2

/** The share of failed attempts in AWS's own reports, in the minutes that CloudWatch does not show yet. */
function attemptsAgainst(before: Side, {attempts, changedMs, thresholds}: GuardView): string[] {
  if (before.invocations === 0) return []
  const leastMs = (invocationsBetween * (before.toMs - before.fromMs)) / before.invocations
  const counted: Attempt[] = []
  for (const attempt of attempts) if (attempt.atMs - (counted.at(-1)?.atMs ?? changedMs) >= leastMs) counted.push(attempt)
  const failed = counted.filter(({isFailed}) => isFailed)
  const most = Math.max(thresholds.errorRate, moreErrors * highestShare(before.errors, before.invocations))
  if (
    !failsMoreThan(
      most,
      counted.map(({isFailed}) => singleTrial(isFailed)),
    )
  )
    return []
  return [
    `LastProcessingResult reports a failed invocation in ${failed.length} of ${count(counted.length, 'sample')} (before: ${percent(rate(before))} of the invocations).`,
  ]
}

/** Records per minute, in the minutes that are known. */
const perMinute = (records: Series | null, {fromMs, toMs}: Side): number | null => {
  const list = records === null ? [] : between(records, fromMs, toMs)
  return list.length === 0 ? null : total(list) / list.length
}

/** The logarithm of a ratio in each minute of a side in which both parts are known. */
const logsOf = ({invocations}: GuardSeries, {fromMs, toMs}: Side, part: (atMs: number, invocations: number) => number | null): number[] =>
  between(invocations, fromMs, toMs).flatMap(({atMs, value}) => {
    const ratio = value > 0 ? part(atMs, value) : null
    return ratio !== null && ratio > 0 && Number.isFinite(ratio) ? [Math.log(ratio)] : []
  })

/** The ratio that such logarithms stand for: their geometric mean. */
const typical = (logs: readonly number[]): number => Math.exp(logs.reduce((sum, one) => sum + one, 0) / logs.length)

/** Whether a ratio is above its usual values by more than a factor. */
function isHigher(before: readonly number[], after: readonly number[], times: number): boolean {
  const usual = usualOf(before, leastSpread)
  return usual !== null && liesAbove(usual, Math.log(times), after)
}

function slownessAgainst(before: Side, after: Side, view: GuardView): string[] {
  const {records, thresholds} = view
  if (after.invocations === 0 || before.invocations < fewestInvocations) return []
  const [was, is] = [before.busyMs / before.invocations, after.busyMs / after.invocations]
  if (was <= 0 || is < thresholds.durationRatio * was) return []
  // Without the records a longer invocation may only be a bigger batch: then it must be much longer.
  if (!perMinute(records, before) || !perMinute(records, after)) {
    const times = (series: GuardSeries, side: Side) => logsOf(series, side, atMs => valueAt(series.durationAverage, atMs))
    if (!isHigher(times(view.before, before), times(view.after, after), 2 * slowerPerRecord)) return []
    return [`An invocation takes ${number(is)} ms (before: ${number(was)} ms).`]
  }
  const each = (series: GuardSeries, side: Side) =>
    logsOf(
      series,
      side,
      (atMs, invocations) => ((valueAt(series.durationAverage, atMs) ?? 0) * invocations) / (recordsAt(records, atMs) ?? 0),
    )
  const [then, now] = [each(view.before, before), each(view.after, after)]
  if (!isHigher(then, now, slowerPerRecord)) return []
  const [nowMs, thenMs] = [typical(now), typical(then)]
  return [`A record takes ${number(nowMs)} ms, ${number(nowMs / thenMs)} times as long as before (${number(thenMs)} ms).`]
}

const recordsAt = (records: Series | null, atMs: number): number | null => (records === null ? null : valueAt(records, atMs))

/**
 * Batches are handed over repeatedly although no error is counted: a record needs more invocations than before. It also does when
 * less is written, because batches are smaller then, but not by more than that.
 */
function resendingAgainst(before: Side, after: Side, view: GuardView): string[] {
  if (after.invocations === 0 || before.invocations < fewestInvocations) return []
  // Of batches that stood still it is not known how many invocations a record needs.
  if (rate(before) >= mostlyFailed) return []
  const [was, is] = [perMinute(view.records, before), perMinute(view.records, after)]
  if (!was || !is) return []
  const fewer = Math.max(1, was / is)
  const each = (series: GuardSeries, side: Side) =>
    logsOf(series, side, (atMs, invocations) => invocations / (recordsAt(view.records, atMs) ?? 0))
  const [then, now] = [each(view.before, before), each(view.after, after)]
  if (!isHigher(then, now, moreInvocations * fewer)) return []
  return [
    `Batches are retried while no error is counted: ${count(100 * typical(now), 'invocation')} for 100 records (before: ${number(100 * typical(then))}).`,
  ]
}

const ages = ({ageMaximum}: GuardSeries, fromMs: number, toMs: number): Point[] =>
  between(ageMaximum, fromMs, toMs).map(({atMs, value}) => ({atMs, value: value / 1000}))

/** Seconds of age per second, from each minute to the next; an age that falls does not grow. */
const growths = (list: readonly Point[]): number[] =>
  list.flatMap((point, i) => {
    const last = list[i - 1]
    return last === undefined ? [] : [Math.max(0, (point.value - last.value) / ((point.atMs - last.atMs) / 1000))]
  })

function lagAgainst(view: GuardView, startMs: number): string[] {
  const {before, after, floorSeconds, nowMs} = view
  const usual = ages(before, startMs - minuteMs - baselineMs, startMs - minuteMs)
  const now = ages(after, startMs, nowMs)
  const last = now.at(-1)?.value ?? 0
  const highest = Math.max(0, ...usual.map(({value}) => value))
  // A shard that was blocked before is not the new version's fault: its age grew as fast.
  const growth = usualOf(growths(usual), leastGrowthSpread)
  if (growth === null || !liesAbove(growth, growing, growths(now))) return []
  if (last < Math.max(leastAge(view), floorSeconds, highest + leastAge(view))) return []
  const newest = growths(now).at(-1) ?? 0
  return [`The iterator age grows by ${number(newest)} s per second, to ${duration(last)} (before: ${duration(highest)} at most).`]
}

function seen(before: Side, after: Side): string[] {
  if (after.invocations === 0) return ['Waiting for CloudWatch data of the new version.']
  const each = (side: Side): string => `${number(side.busyMs / Math.max(1, side.invocations))} ms`
  return [
    `${count(after.invocations, 'invocation')} in ${count(after.minutes, 'minute')}, ${percent(rate(after))} of them failed (before: ${percent(rate(before))}).`,
    `An invocation takes ${each(after)} (before: ${each(before)}).`,
  ]
}

function missingFrom(before: Side, after: Side, view: GuardView, startMs: number): string[] {
  const minutes = Math.min(fewestMinutes, view.guardSeconds / 60)
  const few = (side: Side): boolean => side.minutes < minutes || side.invocations < fewestInvocations
  const isRepaired = !few(before) && rate(before) >= mostlyFailed && after.errors === 0 && after.invocations >= fewestInvocations
  const usual = ages(view.before, before.fromMs, before.toMs)
  const now = ages(view.after, startMs, view.nowMs)
  const [last, first] = [now.at(-1)?.value ?? 0, now[0]?.value ?? 0]
  const calm = Math.max(leastAge(view), view.floorSeconds, 2 * Math.max(0, ...usual.map(({value}) => value)))
  return [
    ...(few(after) && !isRepaired
      ? [`The new version ran ${count(after.invocations, 'time')} in ${count(after.minutes, 'published minute')}: too few to judge it.`]
      : []),
    ...(few(before)
      ? [`There were ${count(before.invocations, 'invocation')} in ${count(before.minutes, 'minute')} before: too few to compare with.`]
      : []),
    ...(last > calm && last > 0.7 * first ? [`The iterator age is still ${duration(last)}, and does not fall.`] : []),
  ]
}
