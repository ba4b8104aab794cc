import type {Lag} from '../model/lag.ts'
import type {NewestMinute} from '../model/newest-minute.ts'
import {duration, iso, percent} from '../model/units.ts'

const few = 0.05
/** The function works for most of the time, or its batches are full. A minute in which it began is half calm. */
const busyUse = 0.6
const fullBatch = 0.9
/** Where it is the writes, the shards were calm for a part of the minute. */
const floodedUse = 0.5
/** Half of the batches are younger than this, in seconds: one shard alone waits. */
const current = 3
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

/** One minute does not show whether it lasts. */
export const beginning = 0.7

export const twoMoreMinutes = 'Two more minutes: whether the age goes on to grow.'

/** The lag is not judged yet, or was not late until a minute or two ago. */
export const mayBegin = ({state, stuck}: Lag): boolean =>
  stuck === null && ['ok', 'idle', 'unknown', 'slow', 'behind', 'recovering'].includes(state)

/** Neither failures nor throttles explain the wait. */
const runs = ({load}: NewestMinute): boolean => load.errorShare <= few && load.throttleShare <= few

const isBusy = ({load}: NewestMinute): boolean => (load.laneUse ?? 0) >= floodedUse || (load.batchFill ?? 0) >= fullBatch

/** Each invocation takes longer, and not because its batch is larger, while records begin to wait. */
export function becomesSlow(minute: NewestMinute): boolean {
  const {waits, load, durationRatio, isLongest, workRatio, invocationRatio, writeRatio} = minute
  if (
    !waits ||
    !runs(minute) ||
    !((load.laneUse ?? 0) >= busyUse || (durationRatio ?? 0) >= farSlower) ||
    (durationRatio ?? 0) < slower ||
    !isLongest
  )
    return false
  return workRatio === null ? (invocationRatio ?? 1) < fewerInvocations : workRatio >= slower && workRatio >= (writeRatio ?? 1)
}

/** The writes rose before this minute, and half of its batches are current. */
const isOneShard = ({atMs, roseAtMs, middleAgeSeconds}: NewestMinute): boolean =>
  roseAtMs !== null && roseAtMs < atMs && middleAgeSeconds !== null && middleAgeSeconds <= current

/** More is written than the function takes, which works all the time. */
export function isFlooded(minute: NewestMinute): boolean {
  const {waits, writeRatio, leftShare} = minute
  if (!runs(minute) || !isBusy(minute) || isOneShard(minute) || writeRatio === null || leftShare === null) return false
  return writeRatio >= moreWritten && leftShare >= (waits ? left : leftAlone)
}

/** The same, and the function is as fast as before. */
export const getsTooMuch = (minute: NewestMinute): boolean => isFlooded(minute) && !becomesSlow(minute)

/** What the newest minute shows of it. */
export function beginningLines({atMs, ageSeconds, usualAgeSeconds, load, writeRatio, leftShare}: NewestMinute): string[] {
  return [
    `In the newest published minute (${iso(atMs).slice(11, 16)}Z) the oldest batch is ${duration(ageSeconds)} old; ${duration(usualAgeSeconds)} is usual.`,
    ...(writeRatio === null ? [] : [`Writes to the table are at ${percent(writeRatio)} of the usual.`]),
    ...(leftShare === null || leftShare < left ? [] : [`${percent(leftShare)} of the records of a minute were not read in it.`]),
    ...(load.laneUse === null ? [] : [`The shards are busy for ${percent(Math.min(1, load.laneUse))} of the time.`]),
  ]
}
