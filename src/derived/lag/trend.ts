import type {Point} from '../../model/evidence/series.ts'
import {median, theilSen} from '../../signs/statistics.ts'

/** The course of the newest ages, away from any stuck line. */
export interface Trend {
  direction: 'growing' | 'shrinking' | 'flat'
  /** Seconds of age per second. */
  slope: number
  /** The fitted ages (seconds) at the first and the newest point: two places on the line, free of noise. */
  from: Point
  to: Point
  /** The median of the newest three ages, in seconds: one late shard does not make it. */
  levelSeconds: number
  /** The lowest of the newest five ages, in seconds: the part that lasts. */
  lastingSeconds: number
  /** High ages that come back all the time: in so many of the newest half hour's minutes. Then the others are not part of the trend. */
  recurring: Recurring | null
}

/** Minutes of the newest half hour. */
export interface Recurring {
  highMinutes: number
  minutes: number
}

const minimumPoints = 5
const minimumClimb = 3
/** The trend of now: long enough to see 0.02 s/s through a few seconds of noise, short enough to see a turn. */
const windowMs = 12 * 60_000
const longerWindowsMs = [30 * 60_000, 60 * 60_000]
const minimumSlope = 0.02
/** Noise that hides a slope of this size leaves the question open. */
const uncertainSlope = 0.1
const steepSlope = 0.25
const recurringSeconds = 120
/** Ages above the alarm in this share of the newest half hour, in so many spells, are no accident, however low the others are. */
const halfHourMs = 30 * 60_000
const recurringShare = 0.4
const recurringSpells = 3
/** Fewer minutes do not show that something comes back. */
const leastOfHalfHour = 15
/** A calm that so seldom lasts so long by accident is the end of it. */
const overChance = 0.003

/**
 * The oldest age of a minute can be that of a lane which is current, when the late one started no batch in it. High ages that come
 * back within six minutes belong to a late lane: it alone is judged. A shard that is handed over makes 30 to 60 s, once.
 */
function withoutFreshLanes(ages: readonly Point[], floorSeconds: number): readonly Point[] {
  const high = Math.max(floorSeconds, recurringSeconds)
  return ages.slice(-6).filter(p => p.value > high).length >= 2 ? ages.filter(p => p.value > floorSeconds) : ages
}

/** Rule 4: whether ages above this limit come and go for half an hour, and have not ended. */
function recurringOf(ages: readonly Point[], limitSeconds: number): Recurring | null {
  const newestMs = ages.at(-1)?.atMs ?? 0
  const isHigh = ages.filter(p => p.atMs > newestMs - halfHourMs).map(p => p.value > limitSeconds)
  const highMinutes = isHigh.filter(Boolean).length
  const spells = isHigh.filter((high, i) => high && isHigh[i - 1] === false)
  if (isHigh.length < leastOfHalfHour || highMinutes < recurringShare * isHigh.length || spells.length < recurringSpells) return null
  const until = isHigh.lastIndexOf(true) + 1
  const calm = isHigh.length - until
  return (1 - highMinutes / until) ** calm < overChance ? null : {highMinutes, minutes: isHigh.length}
}

/** The minutes since the age was low for the last time. */
const late = (ages: readonly Point[], floorSeconds: number): Point[] => ages.slice(ages.findLastIndex(p => p.value <= floorSeconds) + 1)

const steps = (list: readonly Point[]): number[] =>
  list.slice(1).map((p, i) => (1000 * (p.value - (list[i] as Point).value)) / (p.atMs - (list[i] as Point).atMs))

/**
 * Late minutes, each clearly older than the one before, are a lag that has just begun: noise does not look like that. Two are enough
 * when they climb steeply from the calm and above the guide's alarm.
 */
function climbs(window: readonly Point[], floorSeconds: number, alarmSeconds: number): boolean {
  const since = late(window, floorSeconds)
  if (since.length >= minimumClimb) return steps(since).every(slope => slope >= uncertainSlope)
  const withCalm = window.slice(-since.length - 1)
  return (
    since.length === 2 &&
    withCalm.length === 3 &&
    (since[1] as Point).value > alarmSeconds &&
    steps(withCalm).every(slope => slope >= steepSlope)
  )
}

/** A lag that began within the window is judged by the minutes since: the calm before is not part of its slope. */
function sinceOnset(window: Point[], floorSeconds: number, alarmSeconds: number): Point[] {
  const since = late(window, floorSeconds)
  return since.length >= minimumPoints || climbs(window, floorSeconds, alarmSeconds) ? since : window
}

/** From the highest or the lowest age on, whichever is the later one and not the newest. */
function sinceExtreme(window: Point[]): Point[] {
  const values = window.map(p => p.value)
  const extremes = [values.lastIndexOf(Math.max(...values)), values.lastIndexOf(Math.min(...values))]
  return window.slice(extremes.filter(i => i < values.length - 1).sort((a, b) => b - a)[0] ?? 0)
}

/**
 * A lag that has turned is judged by the minutes since the highest, or lowest, age: after a repair five minutes show it, before most of
 * the window does. The minutes before must have gone the other way, and the minutes since clearly, and further than its noise goes.
 */
function afterTurn(window: Point[]): Point[] {
  const since = sinceExtreme(window)
  const before = window.slice(0, window.length - since.length)
  if (since.length < minimumPoints || before.length < 3) return window
  const line = (list: Point[]) => theilSen(list.map(p => ({x: p.atMs / 1000, y: p.value})))
  const [earlier, later] = [line(before), line(since)]
  const moved = (since.at(-1) as Point).value - (since[0] as Point).value
  const isClear = Math.abs(later.slope) > Math.max(uncertainSlope, 3 * later.slopeSigma) && Math.abs(moved) > 3 * earlier.sigma
  return isClear && earlier.slope * later.slope < 0 ? since : window
}

/** Fits a line to these minutes; significant beyond three standard deviations of its noise, 0.02 s/s, and half the floor. */
function fitLine(window: Point[], floorSeconds: number, alarmSeconds: number) {
  const recent = afterTurn(sinceOnset(window, floorSeconds, alarmSeconds))
  const {slope, intercept, slopeSigma} = theilSen(recent.map(p => ({x: p.atMs / 1000, y: p.value})))
  const [oldestMs, newestMs] = [recent[0]?.atMs ?? 0, recent.at(-1)?.atMs ?? 0]
  const rises = (Math.abs(slope) * (newestMs - oldestMs)) / 1000 >= floorSeconds / 2
  const fitted = (atMs: number): Point => ({atMs, value: Math.max(0, intercept + (slope * atMs) / 1000)})
  return {
    slope,
    significant: rises && (Math.abs(slope) > Math.max(minimumSlope, 3 * slopeSigma) || climbs(window, floorSeconds, alarmSeconds)),
    uncertain: 3 * slopeSigma > uncertainSlope,
    from: fitted(oldestMs),
    to: fitted(newestMs),
  }
}

/**
 * Rule 3. The trend of the newest ages (seconds, oldest first), or null with fewer than five points in twelve minutes that do not climb. Where the ages jump so
 * much that twelve minutes tell nothing, half an hour or an hour is asked. `alarmSeconds`: the age that the configuration calls late.
 */
export function trendOf(all: readonly Point[], floorSeconds: number, alarmSeconds: number): Trend | null {
  const lateSeconds = Math.max(floorSeconds, alarmSeconds)
  const recurring = recurringOf(all, lateSeconds)
  const ages = recurring ? all.filter(p => p.value > lateSeconds) : withoutFreshLanes(all, floorSeconds)
  const newestMs = ages.at(-1)?.atMs ?? 0
  const within = (ms: number) => ages.filter(p => p.atMs > newestMs - ms)
  const window = within(recurring ? halfHourMs : windowMs)
  if (window.length < minimumPoints && !climbs(window, floorSeconds, alarmSeconds)) return null
  const short = fitLine(window, floorSeconds, alarmSeconds)
  const longer =
    short.uncertain && !short.significant
      ? longerWindowsMs.map(ms => fitLine(within(ms), floorSeconds, alarmSeconds)).find(f => f.significant)
      : undefined
  const {slope, significant, from, to} = longer ?? short
  const values = window.map(p => p.value)
  return {
    direction: significant ? (slope > 0 ? 'growing' : 'shrinking') : 'flat',
    slope,
    from,
    to,
    levelSeconds: median(values.slice(climbs(window, floorSeconds, alarmSeconds) ? -2 : -3)),
    lastingSeconds: Math.min(...values.slice(-5)),
    recurring,
  }
}
