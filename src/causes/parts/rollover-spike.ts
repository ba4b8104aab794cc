import {precedes} from '../../model/derived/changes.ts'
import type {Moment} from '../../model/derived/derived.ts'
import type {Lag, LagPoint} from '../../model/derived/lag.ts'
import type {Stream} from '../../model/evidence/evidence.ts'
import {bornMs} from '../../model/evidence/shard-age.ts'
import {minuteMs} from '../../text/minutes.ts'

/** Somebody who looks now was paged by a spike of these minutes. */
const latelyMs = 30 * minuteMs
/** The poller takes up to a minute to find the new shard, and its first batches end far behind. */
const longestMs = 3 * minuteMs
const nearMs = 3 * minuteMs
/** So many high minutes, each higher than the one before, are an age that climbs; minutes in between are those of other shards. */
const climbMs = 12 * minuteMs
const climbMinutes = 4
/** The spike of a rollover is less than two minutes high; a higher one is something else. */
const highestSeconds = 100

/** Whether the spike is the end of an age that climbs from one high minute to the next. */
function climbs(high: readonly LagPoint[], to: LagPoint): boolean {
  const ages = high.filter(({atMs}) => atMs > to.atMs - climbMs).map(({max}) => max as number)
  return ages.length >= climbMinutes && ages.every((age, i) => i === 0 || age > (ages[i - 1] as number))
}

interface Spike {
  from: LagPoint
  to: LagPoint
  highestSeconds: number
  isOver: boolean
}

/** The newest minutes in a row whose age is above the guide's alarm, as a rollover makes them; they may still go on. */
export function spikeOf({series, floorSeconds}: Lag, {nowMs, thresholds}: Moment): Spike | null {
  const seen = series.filter(p => p.max !== null && p.atMs >= nowMs - latelyMs)
  const high = seen.filter(({max}) => (max as number) > Math.max(floorSeconds, thresholds.iteratorAgeSeconds))
  // With many shards they come one after the other: the newest is looked at, and none may last.
  const start = high.findLastIndex((p, i) => i === 0 || p.atMs - (high[i - 1] as LagPoint).atMs > minuteMs)
  const [from, to] = [high[start], high.at(-1)]
  const newest = seen.at(-1)
  if (!from || !to || !newest || to.atMs - from.atMs > longestMs || climbs(high, to)) return null
  const highest = Math.max(...high.slice(start).map(({max}) => max as number))
  return highest > highestSeconds ? null : {from, to, isOver: newest.atMs > to.atMs, highestSeconds: highest}
}

/** A child shard that was made just before the spike came. */
export const birthBefore = ({shards}: Stream, fromMs: number): number | null =>
  shards
    .filter(({parentShardId}) => parentShardId !== null)
    .flatMap(({shardId}) => bornMs(shardId) ?? [])
    .find(ms => precedes(ms, fromMs, nearMs)) ?? null

/** Whether a shard that was continued by another explains the high ages of the newest minutes. */
export function isRollover(lag: Lag, stream: Stream | null | undefined, moment: Moment): boolean {
  const spike = spikeOf(lag, moment)
  return spike !== null && stream != null && birthBefore(stream, spike.from.atMs) !== null
}
