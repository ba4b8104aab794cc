import type {StuckLine} from '../../model/derived/lag.ts'
import type {Point} from '../../model/evidence/series.ts'
import {median, theilSen} from '../../signs/statistics.ts'
import {exceedsRetries, isBulk, mayHoldRetry, noneFailed, successes} from '../failures/attempts.ts'
import type {AgeMetrics} from './age-metrics.ts'

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
 * … unless the line has lasted this long, or this share of its minutes counts errors. It must last this long where the errors are
 * not known and none can be hidden.
 */
const beyondDoubtMs = 15 * 60_000
const failingShare = 0.6
/** Fewer errors a minute than this are one try: its second drifts against the minutes of CloudWatch. */
const oneTry = 1.5
/** A lane that is blocked now and was slow before stands still on the line: its slope there is a small part of the one before. */
const sameSlopeShare = 0.5

/** The position (write time of the batch's last record) that a minute's oldest age allows: an interval, because the batch started somewhere in that minute. */
const interval = (point: Point) => {
  const lowMs = point.atMs - point.value * 1000
  return {point, lowMs, highMs: lowMs + periodMs}
}

type Interval = ReturnType<typeof interval>

/** The state of the other lanes by the youngest batches of the line's minutes: current, at the same position, or late elsewhere. */
type Others = 'current' | 'same position' | 'late'

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

const slopeOf = (list: readonly Interval[]) => theilSen(list.map(i => ({x: i.point.atMs, y: i.highMs})))

/** Whether the position came here as it goes on: the minutes before the line drift at the same speed. */
function passesThrough(on: readonly Interval[], high: readonly Interval[]): boolean {
  const [first] = on
  if (!first) return false
  const before = high.filter(i => i.point.atMs < first.point.atMs).slice(-on.length)
  const isNear = first.point.atMs - (before.at(-1)?.point.atMs ?? 0) <= longestGapMs
  if (before.length < minimumPoints || !isNear) return false
  const {slope, slopeSigma} = slopeOf([...before, ...on])
  return slope > Math.max(movingSlope, 4 * slopeSigma) && slopeOf(on).slope >= sameSlopeShare * slope
}

/**
 * Whether positions drift forward, as a slow lane's do. A retried batch stays, with the jitter of its retries; while its back-off
 * still grows the last try of a minute comes earlier each time and feigns a drift, so the later half decides. Beside lanes that are
 * current, a line that has lasted is beyond doubt (a lane at 0.93 of the time leaves a position in a quarter of an hour), and so is
 * one whose minutes fail. Where all lanes are late, errors do not tell whose they are, and only a single try a minute may drift.
 */
function moves(on: readonly Interval[], high: readonly Interval[], others: Others, ages: AgeMetrics): boolean {
  const fails = failingMinutes(on, ages.errors) >= failingShare * on.length
  const isOneTry = median(on.map(i => ages.errors.find(p => p.atMs === i.point.atMs)?.value ?? 0)) < oneTry
  if (others === 'current' ? spanMs(on) >= beyondDoubtMs || fails : fails && isOneTry)
    return others !== 'current' && passesThrough(on, high)
  const {slope, slopeSigma} = slopeOf(on.slice(-Math.max(8, Math.ceil(on.length / 2))))
  return slope > Math.max(ages.failuresHidden && others === 'current' ? hiddenMovingSlope : movingSlope, 4 * slopeSigma)
}

const failingMinutes = (on: readonly Interval[], errors: readonly Point[]): number =>
  on.filter(i => errors.some(p => p.atMs === i.point.atMs && p.value > 0)).length

const spanMs = (on: readonly Interval[]): number => (on.at(-1)?.point.atMs ?? 0) - (on[0]?.point.atMs ?? 0)

/**
 * Long enough to be told from a slow lane: four minutes on a lane that was current when it began (three when all of them fail), ten
 * otherwise; a quarter of an hour without knowing of any failure.
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

/** Where the other lanes are in most of the line's minutes. A minute whose youngest age is missing tells nothing. */
function othersOf(on: readonly Interval[], youngest: readonly Point[], floorSeconds: number): Others {
  const line = commonPart(on)
  const seen = on.map(i => youngest.find(p => p.atMs === i.point.atMs)).filter(p => p !== undefined)
  const current = seen.filter(p => p.value <= floorSeconds)
  if (seen.length > 0 && current.length >= seen.length / 2) return 'current'
  const fits = seen.filter(p => p.value <= floorSeconds || touches(interval(p), line))
  return fits.length >= seen.length / 2 ? 'same position' : 'late'
}

const commonPart = (on: readonly Interval[]) => ({lowMs: Math.max(...on.map(i => i.lowMs)), highMs: Math.min(...on.map(i => i.highMs))})

const touches = (a: {lowMs: number; highMs: number}, b: {lowMs: number; highMs: number}): boolean =>
  a.lowMs <= b.highMs && b.lowMs <= a.highMs

/** Laws 2, 4 and 5: the batches of these minutes were not sent again, or need not have been. */
function isExplainedOtherwise(on: readonly Interval[], others: Others, succeeded: ReturnType<typeof successes>, ages: AgeMetrics): boolean {
  const minutes = on.map(i => i.point.atMs)
  if (noneFailed(minutes[0] ?? 0, ages)) return true
  if (others !== 'same position' || succeeded === 'none') return false
  const {lowMs, highMs} = commonPart(on)
  return exceedsRetries(minutes, ages) || isBulk(minutes, ages.writtenAt(lowMs, highMs), ages)
}

/**
 * Rule 2. The blocked batch that the newest ages show, or null. A batch that is retried ends at the same record, so its
 * position `t − age` stands still while time goes on. Minutes in between in which other shards were the oldest do not matter.
 * The laws that are named by their number stand in docs/architecture.md ("Lag"). Not documented by AWS: it follows from the
 * definition of IteratorAge.
 */
export function findStuckLine(ages: AgeMetrics, floorSeconds: number, nowMs: number): StuckLine | null {
  const {oldest, youngest} = ages
  const high = oldest.filter(p => p.value > floorSeconds).map(p => interval(p))
  const intervals = high.filter(i => mayHoldRetry(i.point.atMs, ages))
  // The oldest batch hides the others, so the line is looked for from its newest minute backwards.
  for (const candidate of [...intervals].reverse()) {
    const on = mostWithCommonPosition(intervals, candidate)
    if (on.length < minimumPoints || !isRecent(on, oldest, nowMs)) continue
    const others = othersOf(on, youngest, floorSeconds)
    const succeeded = successes(
      on.map(i => i.point.atMs),
      ages,
    )
    const alone = failsAlone(on, high, ages.errors)
    // Law 3: where a late lane moves, the oldest ages of it share a position for some minutes as well.
    const othersFit = alone || others === 'current' || (others === 'same position' && succeeded !== 'some')
    if (!isLongEnough(on, othersFit, floorSeconds, ages) || isExplainedOtherwise(on, others, succeeded, ages)) continue
    if ((!alone && !explains(on, high)) || (succeeded !== 'none' && moves(on, high, others, ages))) continue
    // All intervals hold the position: their common part is the tightest estimate.
    const {lowMs, highMs} = commonPart(on)
    return {positionMs: Math.round((lowMs + highMs) / 2), atMs: on.map(i => i.point.atMs)}
  }
  return null
}

/** The state of the other lanes by the youngest batches of the line's minutes. */
export function othersOnLine({atMs}: StuckLine, {oldest, youngest}: AgeMetrics, floorSeconds: number): Others {
  const on = oldest.filter(p => atMs.includes(p.atMs)).map(p => interval(p))
  return othersOf(on, youngest, floorSeconds)
}
