import {between, type Point, type Series, total, valueAt} from '../../model/evidence/series.ts'
import {minuteFloor, minuteMs} from '../../text/minutes.ts'
import {count, duration, number, percent} from '../../text/units.ts'
import {chanceOfAtLeast} from './chance.ts'
import type {GuardSeries, GuardView, Judgement} from './guard-view.ts'

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
/** An error rate above the threshold may still be chance, which must explain it worse than this. */
const leastChance = 1e-3
/** Lag that grows by so many seconds a second over three minutes, and by so much faster than before. */
const growing = 0.5
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
}

function sideOf({invocations, errors, durationAverage}: GuardSeries, fromMs: number, toMs: number): Side {
  const minutes = between(invocations, fromMs, toMs).filter(({value}) => value > 0)
  return {
    fromMs,
    toMs,
    minutes: minutes.length,
    invocations: total(minutes),
    errors: total(between(errors, fromMs, toMs)),
    busyMs: minutes.reduce((sum, {atMs, value}) => sum + value * (valueAt(durationAverage, atMs) ?? 0), 0),
  }
}

/** Judges a version by the minutes since it gets batches against those just before: errors, time per record, lag. Nothing is absolute. */
export function judgeRelease(view: GuardView): Judgement {
  const startMs = minuteFloor(view.changedMs) + minuteMs
  const before = sideOf(view.before, startMs - minuteMs - baselineMs, startMs - minuteMs)
  const after = sideOf(view.after, startMs, minuteFloor(view.nowMs - incompleteMs))
  const against = [
    ...errorsAgainst(before, after, view),
    ...slownessAgainst(before, after, view),
    ...resendingAgainst(before, after, view),
    ...lagAgainst(view, startMs),
    ...silenceAgainst(before, after, view),
    ...givenUpAgainst(before, after, view),
    ...failingAgainst(before, after, view),
  ]
  if (against.length > 0) return {kind: 'failed', because: against}
  const publishedSeconds = publishedSince(view, startMs, after.toMs)
  const isInTime = (view.nowMs - view.changedMs) / 1000 < view.guardSeconds + publishedWithinSeconds
  if (publishedSeconds < view.guardSeconds && isInTime) return {kind: 'waiting', because: seen(before, after), publishedSeconds}
  const missing = missingFrom(before, after, view, startMs)
  return missing.length > 0 ? {kind: 'inconclusive', missing} : {kind: 'successful', because: seen(before, after)}
}

/** From the first to the last published minute of the new version, in seconds: the time of a guard counts from there. */
function publishedSince({after}: GuardView, startMs: number, toMs: number): number {
  const minutes = between(after.invocations, startMs, toMs)
  const [first, last] = [minutes[0], minutes.at(-1)]
  return first === undefined || last === undefined ? 0 : (last.atMs + minuteMs - first.atMs) / 1000
}

const rate = ({errors, invocations}: Side): number => (invocations === 0 ? 0 : errors / invocations)

function errorsAgainst(before: Side, after: Side, {thresholds}: GuardView): string[] {
  const {errors, invocations} = after
  // Half an error more than were seen: none in a hundred does not mean never.
  const usual = Math.max(0.002, (before.errors + 0.5) / (before.invocations + 1))
  if (errors < 3 || rate(after) < Math.max(thresholds.errorRate, 2 * usual)) return []
  if (chanceOfAtLeast(errors, 2 * usual * invocations) >= leastChance) return []
  return [`${percent(rate(after))} of ${count(invocations, 'invocation')} fail (before: ${percent(rate(before))}).`]
}

/** Records of the side's minutes; null where they are not known. */
const recordsOf = (records: Series | null, {fromMs, toMs}: Side): number | null => {
  const list = records === null ? [] : between(records, fromMs, toMs)
  return list.length === 0 ? null : total(list)
}

function slownessAgainst(before: Side, after: Side, {records, thresholds}: GuardView): string[] {
  if (after.minutes < fewestMinutes || after.invocations < fewestInvocations || before.invocations < fewestInvocations) return []
  const [was, is] = [before.busyMs / before.invocations, after.busyMs / after.invocations]
  if (was <= 0 || is < thresholds.durationRatio * was) return []
  const [recordsBefore, recordsAfter] = [recordsOf(records, before), recordsOf(records, after)]
  // Without the records a longer invocation may only be a bigger batch: then it must be much longer.
  if (!recordsBefore || !recordsAfter)
    return is < 2 * slowerPerRecord * was ? [] : [`An invocation takes ${number(is)} ms (before: ${number(was)} ms).`]
  const [each, eachBefore] = [after.busyMs / recordsAfter, before.busyMs / recordsBefore]
  if (each < slowerPerRecord * eachBefore) return []
  return [`A record takes ${number(each)} ms, ${number(each / eachBefore)} times as long as before (${number(eachBefore)} ms).`]
}

/**
 * Batches are handed over repeatedly although no error is counted: a record needs more invocations than before. It also does when
 * less is written, because batches are smaller then, but not by more than that.
 */
function resendingAgainst(before: Side, after: Side, {records}: GuardView): string[] {
  if (after.minutes < fewestMinutes || after.invocations < fewestInvocations || before.invocations < fewestInvocations) return []
  // Of batches that stood still it is not known how many invocations a record needs.
  if (rate(before) >= mostlyFailed) return []
  const was = recordsOf(records, before)
  // From a minute earlier, because the records of the first batches were read before they were counted.
  const is = recordsOf(records, {...after, fromMs: after.fromMs - minuteMs})
  if (!was || !is) return []
  const fewer = Math.max(1, was / lengthOf(before) / (is / (lengthOf(after) + 1)))
  const [each, eachBefore] = [after.invocations / is, before.invocations / was]
  if (each < moreInvocations * eachBefore * fewer) return []
  return [
    `Batches are retried while no error is counted: ${count(each * 100, 'invocation')} for 100 records, before ${number(eachBefore * 100)}.`,
  ]
}

const ages = ({ageMaximum}: GuardSeries, fromMs: number, toMs: number): Point[] =>
  between(ageMaximum, fromMs, toMs).map(({atMs, value}) => ({atMs, value: value / 1000}))

/** Seconds of age per second, from the first to the last of these minutes. */
function slopeOf(list: readonly Point[]): number {
  const [first, last] = [list[0], list.at(-1)]
  return first === undefined || last === undefined || last.atMs === first.atMs
    ? 0
    : (last.value - first.value) / ((last.atMs - first.atMs) / 1000)
}

function lagAgainst(view: GuardView, startMs: number): string[] {
  const {before, after, floorSeconds, nowMs} = view
  const usual = ages(before, startMs - minuteMs - baselineMs, startMs - minuteMs)
  const [third, second, last] = ages(after, startMs, nowMs)
    .slice(-3)
    .map(({value}) => value)
  if (third === undefined || second === undefined || last === undefined || second <= third || last <= second) return []
  const slope = slopeOf(ages(after, startMs, nowMs).slice(-3))
  const highest = Math.max(0, ...usual.map(({value}) => value))
  // A shard that was blocked before is not the new version's fault.
  if (slope < growing + Math.max(0, slopeOf(usual), slopeOf(usual.slice(-6)))) return []
  if (last < Math.max(leastAge(view), floorSeconds, highest + leastAge(view))) return []
  return [`The iterator age grows by ${number(slope)} s per second, to ${duration(last)} (before: ${duration(highest)} at most).`]
}

/** Records are written, and none is handed over any more. */
function silenceAgainst(before: Side, after: Side, {writes, changedMs, nowMs}: GuardView): string[] {
  const minutes = (after.toMs - after.fromMs) / minuteMs
  if (after.invocations > 0 || before.invocations < fewestInvocations || minutes < 5) return []
  const written = writes === null ? 0 : total(between(writes, after.fromMs, after.toMs))
  return written === 0 ? [] : [`No batch was delivered in the ${duration((nowMs - changedMs) / 1000)} since, although records are written.`]
}

/** Lambda gives up records that it did not give up before: they fail without an error that is counted. */
function givenUpAgainst(before: Side, after: Side, {givenUp}: GuardView): string[] {
  if (givenUp === null) return []
  const [was, is] = [total(between(givenUp, before.fromMs, before.toMs)), total(between(givenUp, after.fromMs, after.toMs))]
  if (!isMore(is, was, before, after)) return []
  return [
    `Lambda discarded batches ${number(is)} times after all retries (before: ${number(was)} in ${count(lengthOf(before), 'minute')}).`,
  ]
}

/** Batches fail that no Errors metric counts: the answer of the function names records that failed, or cannot be read. */
function failingAgainst(before: Side, after: Side, {failing}: GuardView): string[] {
  if (failing === null) return []
  const minutes = ({fromMs, toMs}: Side): number => between(failing, fromMs, toMs).filter(({value}) => value > 0).length
  const [was, is] = [minutes(before), minutes(after)]
  if (!isMore(is, was, before, after)) return []
  return [`In ${is} of ${count(lengthOf(after), 'minute')} batches failed (before: ${was} of ${lengthOf(before)}).`]
}

const lengthOf = ({fromMs, toMs}: Side): number => (toMs - fromMs) / minuteMs

/** More than twice as often as before, and more than chance explains. */
function isMore(is: number, was: number, before: Side, after: Side): boolean {
  const usual = ((was + 0.5) / lengthOf(before)) * lengthOf(after)
  return is >= 3 && is >= 2 * usual && chanceOfAtLeast(is, 2 * usual) < leastChance
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
