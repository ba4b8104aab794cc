import type {Point} from '../model/series.ts'
import {median, theilSen} from './statistics.ts'

/** What the newest ages do, away from any stuck line. */
export interface Trend {
  direction: 'growing' | 'shrinking' | 'flat'
  /** Seconds of age per second. */
  slope: number
  /** The fitted ages (seconds) at the first and the newest point: two places on the line, free of noise. */
  from: Point
  to: Point
  /** The median of the newest three ages, in seconds: one late shard does not make it. */
  levelSeconds: number
  /** The lowest of the newest five ages, in seconds: what lasts. */
  lastingSeconds: number
}

const minimumPoints = 5
/** The trend of now: long enough to see 0.02 s/s through a few seconds of noise, short enough to see a turn. */
const windowMs = 12 * 60_000
const minimumSlope = 0.02
const recurringSeconds = 120

/**
 * The oldest age of a minute can be that of a lane which is current, when the late one started no batch in it. High ages that come
 * back within six minutes belong to a late lane: it alone is judged. A shard that is handed over makes 30 to 60 s, once.
 */
function withoutFreshLanes(ages: readonly Point[], floorSeconds: number): readonly Point[] {
  const high = Math.max(floorSeconds, recurringSeconds)
  return ages.slice(-6).filter(p => p.value > high).length >= 2 ? ages.filter(p => p.value > floorSeconds) : ages
}

/** A lag that began within the window is judged by the minutes since: the calm before is not part of its slope. */
function sinceOnset(window: Point[], floorSeconds: number): Point[] {
  const since = window.slice(window.findLastIndex(p => p.value <= floorSeconds) + 1)
  return since.length >= minimumPoints ? since : window
}

/**
 * The trend of the newest ages (seconds, oldest first), or null with fewer than five points in twelve minutes. Growing and shrinking
 * need a slope beyond three standard deviations of its noise and 0.02 s/s, and a change of half the floor at the least (causes: slope noise).
 */
export function trendOf(all: readonly Point[], floorSeconds: number): Trend | null {
  const ages = withoutFreshLanes(all, floorSeconds)
  const newestMs = ages.at(-1)?.atMs ?? 0
  const window = ages.filter(p => p.atMs > newestMs - windowMs)
  if (window.length < minimumPoints) return null
  const recent = sinceOnset(window, floorSeconds)
  const {slope, intercept, slopeSigma} = theilSen(recent.map(p => ({x: p.atMs / 1000, y: p.value})))
  const oldestMs = recent[0]?.atMs ?? 0
  const spanSeconds = (newestMs - oldestMs) / 1000
  const fitted = (atMs: number): Point => ({atMs, value: Math.max(0, intercept + (slope * atMs) / 1000)})
  const significant = Math.abs(slope) > Math.max(minimumSlope, 3 * slopeSigma) && Math.abs(slope) * spanSeconds >= floorSeconds / 2
  const values = recent.map(p => p.value)
  return {
    direction: significant ? (slope > 0 ? 'growing' : 'shrinking') : 'flat',
    slope,
    from: fitted(oldestMs),
    to: fitted(newestMs),
    levelSeconds: median(values.slice(-3)),
    lastingSeconds: Math.min(...values.slice(-5)),
  }
}
