import type {Carries, Fix} from '../model/check.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {LoadWindow} from '../model/derived/load.ts'
import {minuteMs} from '../text/minutes.ts'
import {iso, number} from '../text/units.ts'

/** Below this a backlog drains too slowly for a time to be named. */
const drains = 1.05
/** An update pauses polling for so long. */
const pauseMinutes = 3
/** A concurrent batch polls and waits between its invocations: it is not busy for longer than this share of the time. Our choice. */
const mostUse = 0.8
/** A factor above this over the former writes was never seen, and is not promised. */
const mostTimes = 10
const clockMinutes = 12 * 60

/** The values that the effect of a fix is derived from. */
export interface Outlook {
  nowMs: number
  lag: Pick<Lag, 'ageSeconds' | 'throughputRatio' | 'floorSeconds'>
  /** The minutes before the lag began; null where there were too few. */
  before: Pick<LoadWindow, 'laneUse' | 'writesPerMinute'> | null
  /** Records that batches which succeed hand over per minute now; null where that is not known. */
  carriedPerMinute: number | null
  /** Written per minute now. */
  writesPerMinute: number | null
  /** Written since the position that is now read. */
  waiting: number | null
}

export type Effect = Pick<Fix, 'effect' | 'drainedAtMs'>

interface Expected {
  /** Carried ÷ written. */
  carried: number
  /** Until the backlog is gone, from now. */
  minutes: number
}

/** So many times as much as now; the age grows with the rest, and shrinks likewise. */
function timesAsMuch(times: number, {lag: {throughputRatio, ageSeconds}}: Outlook): Expected | null {
  if (throughputRatio === null || throughputRatio <= 0 || ageSeconds === null) return null
  const carried = throughputRatio * times
  return {carried, minutes: pauseMinutes + ageSeconds / 60 / (carried - 1)}
}

/**
 * As before the lag began: the writes of then took a part of the time of the concurrent batches, and all of it can be used; and no less
 * than now. This is a bound from below, because fuller batches take less time per record.
 */
function asBefore({writesPerMinute, afterMinutes = 0}: Extract<Carries, {like: 'before'}>, outlook: Outlook): Expected | null {
  const {before, carriedPerMinute, waiting} = outlook
  const [use, written] = [before?.laneUse ?? null, before?.writesPerMinute ?? null]
  const coming = writesPerMinute ?? outlook.writesPerMinute
  const spare = use === null || use <= 0 || written === null ? 0 : written * Math.min(mostTimes, Math.max(1, mostUse / use))
  const capacity = Math.max(carriedPerMinute ?? 0, spare)
  if (capacity === 0 || !coming || waiting === null) return null
  const stillMinutes = pauseMinutes + afterMinutes
  return {carried: capacity / coming, minutes: stillMinutes + (waiting + coming * stillMinutes) / (capacity - coming)}
}

/** A clock alone names no time that is further away. */
const isNear = (minutes: number): boolean => minutes <= clockMinutes
const clock = (minutes: number, nowMs: number): string => iso(nowMs + minutes * minuteMs).slice(11, 16)

/** More than the writes is carried: the time when the backlog is gone, as far as that is soon. */
function drained(share: string, by: string, {carried, minutes}: Expected, nowMs: number): Effect {
  if (carried < drains || !isNear(minutes)) return {effect: `${share}.`}
  return {
    effect: `${share}; at this rate the backlog is gone ${by} ${clock(minutes, nowMs)} UTC.`,
    drainedAtMs: Math.round(nowMs + minutes * minuteMs),
  }
}

/** The outcome of a fix that makes the mapping carry so much; empty where nothing waits, or the metrics do not show it. */
export function expectedEffect(carries: Carries, outlook: Outlook): Effect {
  const {lag, nowMs} = outlook
  if (lag.ageSeconds === null || lag.ageSeconds <= lag.floorSeconds) return {}
  if ('times' in carries) {
    const expected = timesAsMuch(carries.times, outlook)
    if (expected === null) return {}
    const share = `The throughput is then about ${number(expected.carried)} × the write rate`
    return expected.carried < drains ? {effect: `${share}: more is needed.`} : drained(share, 'about', expected, nowMs)
  }
  const expected = asBefore(carries, outlook)
  // Fuller batches carry more than is known: a bound from below does not say that it is not enough.
  if (expected === null || expected.carried < 1) return {}
  return drained(`The throughput is then at least ${number(expected.carried)} × the write rate`, 'by', expected, nowMs)
}

/** Records that batches which succeed hand over per minute, as the metrics of the newest minutes have it. */
export function carriedIn(now: LoadWindow | null, batchSize: number | null): number | null {
  if (now === null || now.batchFill === null || batchSize === null) return null
  // The records that GetRecords returned count for all readers of the stream: a batch holds no more than its size.
  return now.invocationsPerMinute * Math.min(1, now.batchFill) * batchSize * (1 - now.errorShare)
}
