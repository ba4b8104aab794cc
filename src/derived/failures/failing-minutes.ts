import type {FailureScope} from '../../model/derived/failures.ts'
import type {Stream, TableMetrics} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {points, type Series, total} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'

/** The back-off of a blocked batch can hide its retries for some minutes (no AWS source says how long). */
const longestGapMs = 6 * minuteMs
/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
export const publicationMs = 4 * minuteMs
/** So many pauses between invocations show the usual one. */
const leastPauses = 8
/** Fewer failing minutes are a batch that failed and passed. */
export const leastMinutes = 3
/** From this share on no invocation is seen to succeed. */
const all = 0.98
/** Two minutes are enough when everything fails. */
export const leastOfAll = 2
/** With so many records for each lane, on average, no lane of a table with many keys has none. */
const recordsPerLane = 5
/** So many minutes show the present writes. */
const latelyMinutes = 3

/** How many batches can run at once, and on how many shards. */
interface Width {
  lanes: number | null
  shards: number | null
}

export interface Minute {
  atMs: number
  errors: number
  invocations: number
}

/** Minutes of which both numbers are known: errors come with the invocations that they are part of. */
export function minutesOf(invocations: Series, errors: Series): Minute[] {
  const invoked = new Map(points(invocations).map(p => [p.atMs, p.value]))
  return points(errors).flatMap(({atMs, value}) => {
    const all = invoked.get(atMs) ?? 0
    return all > 0 ? [{atMs, errors: value, invocations: all}] : []
  })
}

/**
 * The longest pause (milliseconds) within which failures go on. A function that is invoked seldom cannot fail in between: a little more than
 * its usual pause, and an hour at most.
 */
function longestPauseMs(minutes: readonly Minute[]): number {
  const pauses = minutes.slice(1).map(({atMs}, i) => atMs - (minutes[i] as Minute).atMs)
  const usual = [...pauses].sort((a, b) => a - b)[Math.floor(0.9 * pauses.length)] ?? 0
  return pauses.length < leastPauses ? longestGapMs : Math.min(60 * minuteMs, Math.max(longestGapMs, 1.5 * usual))
}

/** The minutes since the failures that go on now began; empty when there are none. A pause longer than a back-off ends an episode. */
export function failingSince(minutes: readonly Minute[], nowMs: number): Minute[] {
  const gapMs = longestPauseMs(minutes)
  const failing = minutes.filter(({errors}) => errors > 0)
  const newest = failing.at(-1)
  if (!newest || nowMs - newest.atMs > publicationMs + gapMs) return []
  const start = failing.findLastIndex((minute, i) => i === 0 || minute.atMs - (failing[i - 1] as Minute).atMs > gapMs)
  return minutes.filter(({atMs}) => atMs >= (failing[start] as Minute).atMs)
}

export const sum = (list: readonly Minute[], of: (minute: Minute) => number): number =>
  list.reduce((total, minute) => total + of(minute), 0)

/**
 * Whether other shards surely had something to do since, so that one which succeeds would be seen. A batch that fails holds up all concurrent
 * batches of its shard in the end: only other shards tell.
 */
export function othersHadWork(table: TableMetrics | undefined, since: readonly Minute[], {lanes, shards}: Width): boolean {
  const [first] = since
  if (!table || lanes === null || shards === null || !first) return false
  const written = points(table['ConsumedWriteCapacityUnits.Sum'])
  const published = written.filter(({atMs}) => atMs >= first.atMs)
  // Minutes that only the log tells of are taken for like those before.
  const lately = written.slice(-latelyMinutes)
  const unpublished = since.filter(({atMs}) => atMs > (written.at(-1)?.atMs ?? 0)).length * (total(lately) / Math.max(1, lately.length))
  return shards > 1 && total(published) + unpublished >= recordsPerLane * lanes
}

/** Which lanes fail, from the minutes `since` and the share of failures in them. `stuck`: a shard is known to be blocked. */
export function scopeOf(since: readonly Minute[], share: number, othersWork: boolean, stuck: boolean): FailureScope {
  const failing = since.filter(({errors}) => errors > 0).length
  if (failing >= leastOfAll && share >= all) return othersWork ? 'all' : 'one-of-one'
  if (failing < leastMinutes) return 'none'
  return stuck ? 'one-lane' : 'passing'
}

export interface Episode {
  since: Minute[]
  /** Without the minute in which it began. */
  whole: Minute[]
  invoked: number
  share: number
  scope: FailureScope
}

/** The failures in the minutes `since`, with the scope that `scopeIn` tells from those minutes. */
export function episodeOf(since: Minute[], scopeIn: (whole: readonly Minute[], share: number) => FailureScope): Episode {
  // The minute in which it began is half well.
  const whole = since.length > 1 ? since.slice(1) : since
  const invoked = sum(whole, minute => minute.invocations)
  const share = Math.min(
    1,
    ratio(
      sum(whole, minute => minute.errors),
      invoked,
    ) ?? 0,
  )
  return {since, whole, invoked, share, scope: scopeIn(whole, share)}
}

export const openShards = (stream: Stream | null | undefined): number | null => stream?.shards.filter(({open}) => open).length ?? null
