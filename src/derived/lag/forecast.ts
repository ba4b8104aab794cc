import type {Point} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'
import {passed, type Writes} from '../load/writes.ts'
import {type Reading, readingOf} from './read-rate.ts'

/** The age as of now, and when the backlog drains or reaches the age limit; null where neither comes within the horizon. Seconds from now. */
export interface Forecast {
  ageSeconds: number
  drainSeconds: number | null
  lossSeconds: number | null
}

export interface ForecastInput {
  nowMs: number
  /** The trend of the ages, in seconds per second, and the newest age (seconds) on it. */
  slope: number
  newest: Point
  /** The oldest ages (seconds) of the minutes in which the pipeline lagged, oldest minute first. */
  ages: readonly Point[]
  /** The age at which a record is lost: the stream's retention or the mapping's record age limit. */
  limitSeconds: number
  /** Below this age the backlog counts as drained. */
  floorSeconds: number
  /** How much older the first record of a batch is than the last, of which the ages are. */
  batchSpanSeconds: number
  writes: Writes
}

const horizonMs = 7 * 24 * 3600_000

/** Extrapolates the slope; the only way when the writes are not known. */
function byTheSlope({nowMs, slope, newest, limitSeconds, floorSeconds, batchSpanSeconds}: ForecastInput): Forecast {
  // The oldest age of a minute is that of its end while ages grow, and of its start while they fall.
  const sinceMs = Math.max(0, nowMs - newest.atMs - (slope > 0 ? minuteMs : 0))
  const ageSeconds = Math.max(0, newest.value + (slope * sinceMs) / 1000)
  return {
    ageSeconds,
    drainSeconds: slope < -0.02 ? Math.max(0, ageSeconds - floorSeconds) / -slope : null,
    lossSeconds: slope > 0.02 ? Math.max(0, limitSeconds - batchSpanSeconds - ageSeconds) / slope : null,
  }
}

/** When a value that moves from `before` to `after` within a minute passes the level, in ms since the start of the minute. */
const crossing = (before: number, after: number, level: number): number =>
  before === after ? 0 : Math.min(1, Math.max(0, (level - before) / (after - before))) * minuteMs

/** Moves the reader on, minute by minute, until it has caught up or is too late. */
function follow({perMinute, atMs: startMs, positionMs: from}: Reading, input: ForecastInput): Forecast {
  const {nowMs, floorSeconds, writes} = input
  const limitSeconds = input.limitSeconds - input.batchSpanSeconds
  let positionMs = from
  let before = (startMs - from) / 1000
  let ageNow: number | null = null
  for (let atMs = startMs; atMs < nowMs + horizonMs; atMs += minuteMs) {
    positionMs = passed(positionMs, perMinute, atMs + minuteMs, writes)
    const after = (atMs + minuteMs - positionMs) / 1000
    if (ageNow === null && atMs + minuteMs >= nowMs) ageNow = before + ((after - before) * Math.max(0, nowMs - atMs)) / minuteMs
    const secondsTo = (level: number) => Math.max(0, (atMs + crossing(before, after, level) - nowMs) / 1000)
    if (after >= limitSeconds) return {ageSeconds: ageNow ?? after, drainSeconds: null, lossSeconds: secondsTo(limitSeconds)}
    if (after <= floorSeconds) return {ageSeconds: ageNow ?? after, drainSeconds: secondsTo(floorSeconds), lossSeconds: null}
    before = after
  }
  return {ageSeconds: ageNow ?? before, drainSeconds: null, lossSeconds: null}
}

/**
 * Rule 5. When the backlog drains or the first record is lost. The age grows by 1 − r/a(x) seconds per second, where a(x) is the rate of writes at the
 * position x = now − age: the slope reads the past. So r is taken from the writes between the positions of the minutes, and the
 * position is moved on minute by minute through the writes that wait; beyond now the present writes go on. A burst that has ended
 * drains although its age still grows. It holds while r does.
 */
export function forecast(input: ForecastInput): Forecast {
  const {newest, writes} = input
  const isKnown = writes.now !== null && writes.at(newest.atMs - newest.value * 1000) !== null
  const reading = isKnown ? readingOf(input.ages, writes) : null
  return reading ? follow(reading, input) : byTheSlope(input)
}
