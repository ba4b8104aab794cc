import type {StuckLine} from '../model/lag.ts'
import type {Point} from '../model/series.ts'
import {median, theilSen} from './statistics.ts'

/** CloudWatch's period of IteratorAge. */
const periodMs = 60_000
/** A line needs this many minutes … */
const minimumPoints = 3
/** … spread over this long: three bins or more over four minutes (five bin starts). */
const minimumSpanMs = 4 * 60_000
/** … over two, when every minute of it counts errors: a batch that fails is tried again … */
const minimumFailingSpanMs = 2 * 60_000
/** … or over this long when the lane was late already: one that moves at 0.9 of the time needs ten minutes to leave a position (1/(1 − s) minutes). */
const minimumSpanOfLateLaneMs = 10 * 60_000
/** A lane counts as late when the first minute on the line is older than the floor by this much, or by two of its usual gaps. */
const lateSeconds = 120
/** CloudWatch publishes one to three minutes late; the running minute comes on top. */
const publicationMs = 4 * 60_000
/** A blocked shard accounts for at least this share of the minutes above the floor. */
const explainedShare = 0.6
/** … or for this share of the minutes with errors, while the other minutes have none. */
const failingOnLine = 0.8
/** Other shards may be the oldest for some minutes in between. */
const longestGapMs = 5 * 60_000
/** A position that moves faster than this (seconds per second), beyond its noise, belongs to a lane that is slow, not blocked. */
const movingSlope = 0.03
/** Where failures are hidden, a lane that reads next to nothing is taken for blocked: one slow lane of 0.85 and more is rare. */
const hiddenMovingSlope = 0.15

/**
 * … unless the line has lasted this long, or this share of its minutes counts errors. It must last this long where no error is counted
 * and none can be hidden: a batch is sent again because it failed, so the lane of one that did not fail has moved on.
 */
const beyondDoubtMs = 15 * 60_000
const failingShare = 0.6

export interface AgeMetrics {
  /** Maximum and Minimum of IteratorAge in seconds, oldest minute first. */
  oldest: readonly Point[]
  youngest: readonly Point[]
  /** Sum of Errors. */
  errors: readonly Point[]
  /** The function may report failures in its response, which no metric of the function counts. */
  failuresHidden: boolean
}

/** The position (write time of the batch's last record) that a minute's oldest age allows: an interval, because the batch started somewhere in that minute. */
const interval = (point: Point) => {
  const lowMs = point.atMs - point.value * 1000
  return {point, lowMs, highMs: lowMs + periodMs}
}

type Interval = ReturnType<typeof interval>

function usualGapMs(on: readonly Interval[]): number {
  const gaps = on.slice(1).map((i, k) => i.point.atMs - (on[k] as Interval).point.atMs)
  return gaps.length ? median(gaps) : 0
}

/** The newest part without a hole: a lane that only passes the position was there once, long ago, and is there again. */
function withoutHoles(on: readonly Interval[]): Interval[] {
  const longestMs = Math.max(longestGapMs, 3 * usualGapMs(on))
  const start = on.findLastIndex((i, k) => k > 0 && i.point.atMs - (on[k - 1] as Interval).point.atMs > longestMs)
  return on.slice(Math.max(0, start))
}

/** The largest set of minutes that share a position with the candidate: it begins where one of their intervals begins. */
function mostWithCommonPosition(intervals: readonly Interval[], candidate: Interval): Interval[] {
  let best: Interval[] = []
  for (const {lowMs: position} of intervals) {
    if (position < candidate.lowMs || position > candidate.highMs) continue
    const on = withoutHoles(intervals.filter(i => i.lowMs <= position && position <= i.highMs))
    if (on.length > best.length) best = on
  }
  return best
}

/**
 * Whether positions drift forward, as a slow lane's do. A retried batch stays, with the jitter of its retries; while its back-off
 * still grows the last try of a minute comes earlier each time and feigns a drift, so the later half decides. A line that has lasted
 * is beyond doubt (a lane at 0.93 of the time leaves a position in a quarter of an hour), and so is one whose minutes fail:
 * a retry a minute drifts slowly against the minutes of CloudWatch.
 */
function moves(on: readonly Interval[], {errors, failuresHidden}: AgeMetrics): boolean {
  if (spanMs(on) >= beyondDoubtMs || failingMinutes(on, errors) >= failingShare * on.length) return false
  const later = on.slice(-Math.max(8, Math.ceil(on.length / 2)))
  const {slope, slopeSigma} = theilSen(later.map(i => ({x: i.point.atMs, y: i.highMs})))
  return slope > Math.max(failuresHidden ? hiddenMovingSlope : movingSlope, 4 * slopeSigma)
}

const failingMinutes = (on: readonly Interval[], errors: readonly Point[]): number =>
  on.filter(i => errors.some(p => p.atMs === i.point.atMs && p.value > 0)).length

const spanMs = (on: readonly Interval[]): number => (on.at(-1)?.point.atMs ?? 0) - (on[0]?.point.atMs ?? 0)

/**
 * Long enough to be told from a slow lane: four minutes on a lane that was current when it began (three when all of them fail), ten
 * otherwise; a quarter of an hour without any failure.
 */
function isLongEnough(on: readonly Interval[], othersFit: boolean, floorSeconds: number, {errors, failuresHidden}: AgeMetrics): boolean {
  const [first] = on
  if (!first || on.length < minimumPoints) return false
  if (!failuresHidden && failingMinutes(on, errors) === 0) return spanMs(on) >= beyondDoubtMs
  const wasCurrent = first.point.value <= floorSeconds + Math.max(lateSeconds, (2 * usualGapMs(on)) / 1000)
  const failing = failingMinutes(on, errors) === on.length
  return spanMs(on) >= (wasCurrent && othersFit ? (failing ? minimumFailingSpanMs : minimumSpanMs) : minimumSpanOfLateLaneMs)
}

/** Seen in the newest minutes that have an age: other shards hide a blocked one for a usual gap or two, and no longer. */
function isRecent(on: readonly Interval[], all: readonly Point[], nowMs: number): boolean {
  const lastMs = on.at(-1)?.point.atMs ?? 0
  const gapsMs = 2 * usualGapMs(on)
  return (all.at(-1)?.atMs ?? 0) - lastMs <= gapsMs && nowMs - lastMs <= gapsMs + publicationMs
}

/** A blocked shard makes most of the high ages since; where all lanes lag, some share a position by chance. */
function explains(on: readonly Interval[], high: readonly Interval[]): boolean {
  const since = high.filter(i => i.point.atMs >= (on[0]?.point.atMs ?? 0))
  return on.length >= explainedShare * since.length
}

/**
 * Whether the minutes on the line are those that count errors, and the others are not: then the line is a batch that fails, whatever
 * the other lanes do. Where errors come in all minutes they tell nothing.
 */
function failsAlone(on: readonly Interval[], high: readonly Interval[], errors: readonly Point[]): boolean {
  const failing = new Set(errors.filter(p => p.value > 0).map(p => p.atMs))
  const since = high.filter(i => i.point.atMs >= (on[0]?.point.atMs ?? 0))
  const others = since.filter(i => !on.includes(i))
  const share = (list: readonly Interval[]) => (list.length ? list.filter(i => failing.has(i.point.atMs)).length / list.length : 0)
  return others.length > 0 && share(on) >= failingOnLine && share(others) <= 1 - failingOnLine
}

/**
 * Whether the other lanes are current, or stand at the same record. Where all lanes lag and move, the oldest ages share a position
 * for some minutes by chance.
 */
function othersFreshOrStuck(on: readonly Interval[], youngest: readonly Point[], floorSeconds: number): boolean {
  const line = commonPart(on)
  const seen = on.map(i => youngest.find(p => p.atMs === i.point.atMs)).filter(p => p !== undefined)
  const fits = seen.filter(p => p.value <= floorSeconds || touches(interval(p), line))
  return fits.length >= seen.length / 2
}

const commonPart = (on: readonly Interval[]) => ({lowMs: Math.max(...on.map(i => i.lowMs)), highMs: Math.min(...on.map(i => i.highMs))})

const touches = (a: {lowMs: number; highMs: number}, b: {lowMs: number; highMs: number}): boolean =>
  a.lowMs <= b.highMs && b.lowMs <= a.highMs

/**
 * The blocked batch that the newest ages speak of, or null. A batch that is sent again and again ends at the same record, so its
 * position `t − age` stands still while time goes on. Minutes in between in which other shards were the oldest do not matter,
 * and no error needs to be counted where the function may report failures in its response (they are in no error metric).
 * Not documented by AWS: it follows from the definition of IteratorAge.
 */
export function findStuckLine(ages: AgeMetrics, floorSeconds: number, nowMs: number): StuckLine | null {
  const {oldest, youngest} = ages
  const intervals = oldest.filter(p => p.value > floorSeconds).map(p => interval(p))
  // The oldest batch hides the others, so the line is looked for from its newest minute backwards.
  for (const candidate of [...intervals].reverse()) {
    const on = mostWithCommonPosition(intervals, candidate)
    const alone = failsAlone(on, intervals, ages.errors)
    const othersFit = alone || othersFreshOrStuck(on, youngest, floorSeconds)
    if (!isLongEnough(on, othersFit, floorSeconds, ages) || !isRecent(on, oldest, nowMs)) continue
    if ((!alone && !explains(on, intervals)) || moves(on, ages)) continue
    // All intervals hold the position: their common part is the tightest estimate.
    const {lowMs, highMs} = commonPart(on)
    return {positionMs: Math.round((lowMs + highMs) / 2), atMs: on.map(i => i.point.atMs)}
  }
  return null
}
