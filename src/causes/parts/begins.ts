import type {Absent, Open, RuledOut} from '../../model/cause.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {NewestMinute, UnpublishedMinute} from '../../model/derived/newest-minute.ts'
import {count, duration, iso, multiple, number, percent} from '../../text/units.ts'
import {known, when} from './lines.ts'

/** "02:38Z". */
const clock = (atMs: number): string => `${iso(atMs).slice(11, 16)}Z`

const text = {
  newestAge: (atMs: number, ageSeconds: number, usualSeconds: number) =>
    `In the newest published minute (${clock(atMs)}) the oldest batch is ${duration(ageSeconds)} old; ${duration(usualSeconds)} is usual.`,
  writes: (ratio: number) => `Writes to the table are at ${multiple(ratio)} the usual rate.`,
  left: (share: number) => `${percent(share)} of the records of a minute were not read in that minute.`,
  busy: (share: number) => `The shards are busy for ${percent(Math.min(1, share))} of the time.`,
  logged: (atMs: number, invocations: number, averageMs: number) =>
    `The log has ${count(invocations, 'invocation')} of ${number(averageMs)} ms on average at ${clock(atMs)}, a minute that CloudWatch does not show yet.`,
  busyInLog: (share: number) => `In that minute the shards are busy for ${percent(Math.min(1, share))} of the time.`,
}

/** It settles a cause of which one minute is known. */
export const twoMoreMinutes = 'Two more minutes show whether the iterator age still grows.'

const few = 0.05
/** The function works for most of the time, or its batches are full. A minute in which it began is half calm. */
const busyUse = 0.6
const fullBatch = 0.9
/** Where it is the writes, the shards were calm for a part of the minute. */
const floodedUse = 0.5
/** Half of the batches are younger than this, in seconds: one shard alone waits. */
const current = 3
const minuteSeconds = 60
/** The reads of a minute vary. */
const beyondAlike = 1.2
/** Time per invocation and per record. */
const slower = 1.4
/** So much longer is slow, though the shards were busy for a part of the minute only. */
const farSlower = 3
/** Without the records that were read: a function that has more to do is not invoked less often. */
const fewerInvocations = 0.9
/** More is written, and so much of it was not read in the minute that the oldest record need not show it yet. */
const moreWritten = 1.3
const left = 0.2
const leftAlone = 0.4

/** In a whole minute of the log the function works nearly all the time. */
export const fullUse = 0.8
/** So many of the usual records at the most fit into its batches: less than is usual. */
const carriedLess = 0.9
/** A full batch takes so much longer than a usual one at the most, and something for chance. */
const beyondFull = 1.15
/** More invocations than usual that leave no time: more records come in, whether or not CloudWatch shows the writes yet. */
const moreInvocations = 1.05
const noTimeLeft = 0.9
/** The writes begin to rise in the published minute, at its very end … */
const risesAtEnd = 1.1
/** … and the shards are busy for this much more of the time in the minute after it. */
const busier = 1.2

/** CloudWatch is so far behind as a rule (milliseconds). */
const nearMs = 3 * 60_000

/** One minute does not show whether it lasts. */
export const beginning = 0.7

/** The lag is not judged yet, or was not late until a minute or two ago. */
export const mayBegin = ({state, stuck}: Lag): boolean =>
  stuck === null && ['ok', 'idle', 'unknown', 'slow', 'behind', 'recovering'].includes(state)

/** Neither failures nor throttles explain the wait. */
const runs = ({load}: NewestMinute): boolean => load.errorShare <= few && load.throttleShare <= few

const isBusy = ({load}: NewestMinute): boolean => (load.laneUse ?? 0) >= floodedUse || (load.batchFill ?? 0) >= fullBatch

/** The minute that only the log has so far, where the function works nearly all the time in it, and nothing fails. */
function fullInLog(minute: NewestMinute): UnpublishedMinute | null {
  const {unpublished: later} = minute
  return later && runs(minute) && later.failedShare <= few && (later.laneUse ?? 0) >= fullUse ? later : null
}

/** The same, and no published minute was as busy. */
function busyInLog(minute: NewestMinute): UnpublishedMinute | null {
  const later = fullInLog(minute)
  return later?.isBusiest ? later : null
}

/** How many of the usual records of a minute its invocations can take at the most, were all their batches full. */
const mostCarried = ({invocationRatio}: UnpublishedMinute, usualFill: number): number => invocationRatio / usualFill

/** An invocation takes longer than one with a full batch, as far as the usual batches are full. */
const isBeyondFull = ({durationRatio}: UnpublishedMinute, usualFill: number): boolean =>
  durationRatio >= beyondFull / Math.min(1, usualFill)

/**
 * The log: the shards have no time left, the function is as fast as before, and fewer records than usual fit into its batches. Fewer
 * concurrent batches than before can never be as busy as those were.
 */
export function carriesLess(minute: NewestMinute, sinceMs: number): boolean {
  const later = fullInLog(minute)
  if (later === null || later.atMs < sinceMs || !minute.usualFill) return false
  return !isBeyondFull(later, minute.usualFill) && mostCarried(later, minute.usualFill) <= carriedLess
}

/** The log: each invocation takes longer than a full batch explains, and the shards have no time left. */
function becameSlow(minute: NewestMinute): boolean {
  const later = busyInLog(minute)
  if (later === null || !later.isLongest || later.durationRatio < slower || !minute.usualFill) return false
  return isBeyondFull(later, minute.usualFill) && mostCarried(later, minute.usualFill) <= carriedLess
}

/** The log: the shards have no time left, after a published minute at whose end the writes began to rise. */
function becameFlooded(minute: NewestMinute): boolean {
  const later = busyInLog(minute)
  const {writeRatio, writesRise, usualUse, usualFill} = minute
  // The writes of several minutes before do not show the present ones.
  if (
    later === null ||
    later.atMs - minute.atMs > nearMs ||
    later.catchesUp ||
    usualUse === null ||
    !usualFill ||
    isBeyondFull(later, usualFill)
  )
    return false
  if (writeRatio !== null && writeRatio > 1 && mostCarried(later, usualFill) <= carriedLess * writeRatio) return true
  const use = later.laneUse ?? 0
  if (use < busier * usualUse) return false
  return (writesRise && (writeRatio ?? 1) >= risesAtEnd) || (use >= noTimeLeft && later.invocationRatio >= moreInvocations)
}

/** Each invocation takes longer, and not because its batch is larger, while records begin to wait. */
export const becomesSlow = (minute: NewestMinute): boolean => slowInMinute(minute) || becameSlow(minute)

/** How many times as long as usual an invocation takes, in the newest minute or in that of the log after it. */
export const slowestKnown = ({durationRatio, unpublished}: NewestMinute): number =>
  Math.max(durationRatio ?? 1, unpublished?.durationRatio ?? 1)

function slowInMinute(minute: NewestMinute): boolean {
  const {waits, load, durationRatio, isLongest, workRatio, invocationRatio, writeRatio} = minute
  if (
    !waits ||
    !runs(minute) ||
    !((load.laneUse ?? 0) >= busyUse || (durationRatio ?? 0) >= farSlower) ||
    (durationRatio ?? 0) < slower ||
    !isLongest
  )
    return false
  // Where the records are not known, more writes than time may have made larger batches.
  const isLarger = (writeRatio ?? 1) >= (durationRatio ?? 1)
  return workRatio === null ? (invocationRatio ?? 1) < fewerInvocations && !isLarger : workRatio >= slower && workRatio >= (writeRatio ?? 1)
}

/**
 * All shards that fall behind alike are so many seconds late at the end of a minute as writes of it were not read. A record that is
 * older is one of a shard that gets more than the others.
 */
const isUneven = ({ageSeconds, leftShare}: NewestMinute): boolean =>
  leftShare !== null && leftShare >= left && ageSeconds > current + beyondAlike * leftShare * minuteSeconds

/** More is written and half of the batches are current: one shard alone gets too much, where the writes rose before this minute or the wait is uneven. */
export const isOneShard = (minute: NewestMinute): boolean => {
  const {atMs, roseAtMs, middleAgeSeconds} = minute
  if (roseAtMs === null || middleAgeSeconds === null || middleAgeSeconds > current) return false
  return roseAtMs < atMs || isUneven(minute)
}

/**
 * CloudWatch does not show the writes of this minute yet, and the function shows them: more invocations than usual, which leave the shards
 * no time, while half of the batches wait. A backlog from a pause of polling looks the same.
 */
const isFullWithoutWrites = ({load, writeRatio, usualFill, durationRatio, isBusiest, afterPause, ...minute}: NewestMinute): boolean =>
  writeRatio === null &&
  minute.waits &&
  !afterPause &&
  isBusiest &&
  (load.laneUse ?? 0) >= noTimeLeft &&
  (minute.invocationRatio ?? 1) >= moreInvocations &&
  (minute.middleAgeSeconds ?? 0) > current &&
  usualFill !== null &&
  durationRatio !== null &&
  durationRatio < beyondFull / Math.min(1, usualFill)

/** More is written than the function takes, which works all the time. */
export const isFlooded = (minute: NewestMinute): boolean => floodedInMinute(minute) || becameFlooded(minute)

function floodedInMinute(minute: NewestMinute): boolean {
  const {waits, writeRatio, leftShare} = minute
  if (runs(minute) && isFullWithoutWrites(minute)) return true
  if (!runs(minute) || !isBusy(minute) || isOneShard(minute) || writeRatio === null || leftShare === null) return false
  return writeRatio >= moreWritten && leftShare >= (waits ? left : leftAlone)
}

/** The minute in which the writes rose; where only the log shows their effect on the function, the published one before. */
export const roseIn = (minute: NewestMinute): number | null =>
  minute.roseAtMs ?? (minute.writesRise && becameFlooded(minute) ? minute.atMs : null)

/** The same, and the function is as fast as before. */
export const getsTooMuch = (minute: NewestMinute): boolean => isFlooded(minute) && !becomesSlow(minute)

/** The log's values of the minute after; nothing where the published minute shows it by itself. */
function logLines(minute: NewestMinute): string[] {
  const {unpublished: later} = minute
  if (later === null || !(becameSlow(minute) || becameFlooded(minute) || carriesLess(minute, minute.atMs))) return []
  return [text.logged(later.atMs, later.invocations, later.durationAverageMs), text.busyInLog(later.laneUse ?? 0)]
}

/** As it was weighed; where something of the newest minute is unusual, the log of the minutes since is worth reading. */
export const orSooner = <T extends RuledOut | Absent | Open>(weighed: T, minute: NewestMinute | null, lag: Lag): T =>
  minute?.isUnusual && minute.unpublished === null && mayBegin(lag) ? {...weighed, sooner: ['logMinutes']} : weighed

/** The signs of it in the newest minute. */
export function beginningLines(minute: NewestMinute): string[] {
  const {atMs, ageSeconds, usualAgeSeconds, load, writeRatio, leftShare} = minute
  const logged = logLines(minute)
  return [
    ...logged,
    text.newestAge(atMs, ageSeconds, usualAgeSeconds),
    ...known(writeRatio, text.writes),
    ...when((leftShare ?? 0) >= left, text.left(leftShare ?? 0)),
    ...(logged.length > 0 ? [] : known(load.laneUse, text.busy)),
  ]
}
