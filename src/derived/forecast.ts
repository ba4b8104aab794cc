import type {Point} from '../model/series.ts'

/** The age as of now, and when the backlog drains or reaches the age limit; null where neither comes within the horizon. Seconds from now. */
export interface Forecast {
  ageSeconds: number
  drainSeconds: number | null
  lossSeconds: number | null
}

export interface ForecastInput {
  nowMs: number
  /** Two ages (seconds) on the trend, the second the newest that is known. */
  from: Point
  to: Point
  /** Ages (seconds) from the newest back, some minutes apart, as far as the backlog goes back. */
  backlog: readonly Point[]
  /** The age at which a record is lost: the stream's retention or the mapping's record age limit. */
  limitSeconds: number
  /** Below this age the backlog counts as drained. */
  floorSeconds: number
  /** What was written per minute in the minute that holds this instant (any unit), null when unknown. */
  writesAt: (atMs: number) => number | null
  /** The writes of now, per minute in the same unit; null when unknown. */
  writesNow: number | null
}

const minuteMs = 60_000
const horizonMs = 7 * 24 * 3600_000

const positionOf = (point: Point): number => point.atMs - point.value * 1000

/** A stretch whose rate differs by more than this belongs to another time: before a repair, or in a pause. */
const sameRate = 0.2

/**
 * What is read per minute: what was written between two positions. Some minutes of it are noisy, and where little more is read than written
 * the noise decides; so it is taken from the newest minutes and from as far back as the rate was the same.
 */
function readRate(input: ForecastInput): number {
  const {from, to, backlog} = input
  const rate = (start: Point, end: Point): number =>
    written(positionOf(start), positionOf(end), input) / ((end.atMs - start.atMs) / minuteMs)
  const [newest, first, ...further] = backlog
  if (!newest || !first) return rate(from, to)
  let own = rate(first, newest)
  let last = first
  for (const start of further) {
    if (Math.abs(rate(start, last) - own) > sameRate * own) break
    last = start
    own = rate(last, newest)
  }
  return own
}

/** Extrapolates the slope; what is left when the writes are not known. */
function byTheSlope({nowMs, from, to, limitSeconds, floorSeconds}: ForecastInput): Forecast {
  const slope = ((to.value - from.value) * 1000) / (to.atMs - from.atMs)
  const ageSeconds = Math.max(0, to.value + (slope * (nowMs - to.atMs)) / 1000)
  return {
    ageSeconds,
    drainSeconds: slope < -0.02 ? Math.max(0, ageSeconds - floorSeconds) / -slope : null,
    lossSeconds: slope > 0.02 ? Math.max(0, limitSeconds - ageSeconds) / slope : null,
  }
}

/** Writes between two instants; the part after the last known minute goes on at the writes of now. */
function written(fromMs: number, toMs: number, {writesAt, writesNow}: ForecastInput): number {
  let sum = 0
  for (let atMs = fromMs; atMs < toMs; ) {
    const endMs = Math.min(toMs, (Math.floor(atMs / minuteMs) + 1) * minuteMs)
    sum += ((writesAt(atMs) ?? writesNow ?? 0) * (endMs - atMs)) / minuteMs
    atMs = endMs
  }
  return sum
}

/** Where the position is one minute later: it passes the writes of each minute at the rate at which they are read. */
function advance(fromMs: number, untilMs: number, readPerMinute: number, {writesAt, writesNow}: ForecastInput): number {
  let budget = readPerMinute
  let positionMs = fromMs
  while (budget > 0 && positionMs < untilMs) {
    const endMs = (Math.floor(positionMs / minuteMs) + 1) * minuteMs
    const perMinute = writesAt(positionMs) ?? writesNow ?? 0
    const left = (perMinute * (endMs - positionMs)) / minuteMs
    if (left > budget) return positionMs + (budget / perMinute) * minuteMs
    budget -= left
    positionMs = endMs
  }
  return Math.min(positionMs, untilMs)
}

/**
 * When the backlog drains or the first record is lost. The age grows by 1 − r/a(x) seconds per second, where a(x) was written at the
 * position x = now − age: the slope reads the past. So r is taken from what was written between the positions of the trend, and the
 * position is moved on minute by minute through the writes that wait; beyond now the writes of now go on. A burst that has ended
 * drains although its age still grows. (causes: "slope", "backlog"; it holds while r does.)
 */
export function forecast(input: ForecastInput): Forecast {
  const {nowMs, limitSeconds, floorSeconds, writesNow} = input
  const readPerMinute = readRate(input)
  const to = input.backlog[0] ?? input.to
  if (writesNow === null || input.writesAt(positionOf(to)) === null || readPerMinute <= 0) return byTheSlope(input)
  let positionMs = positionOf(to)
  let ageNow: number | null = null
  for (let atMs = to.atMs; atMs < nowMs + horizonMs; atMs += minuteMs) {
    const ageSeconds = (atMs - positionMs) / 1000
    if (ageNow === null && atMs + minuteMs > nowMs) ageNow = ageSeconds
    const inSeconds = Math.max(0, (atMs - nowMs) / 1000)
    if (ageSeconds >= limitSeconds) return {ageSeconds: ageNow ?? ageSeconds, drainSeconds: null, lossSeconds: inSeconds}
    if (ageSeconds <= floorSeconds) return {ageSeconds: ageNow ?? ageSeconds, drainSeconds: inSeconds, lossSeconds: null}
    positionMs = advance(positionMs, atMs + minuteMs, readPerMinute, input)
  }
  return {ageSeconds: ageNow ?? to.value, drainSeconds: null, lossSeconds: null}
}
