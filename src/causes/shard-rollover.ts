import {defineCause, ruledOut} from '../model/cause.ts'
import {precedes} from '../model/changes.ts'
import {type Moment, maybe} from '../model/derived.ts'
import type {Stream} from '../model/evidence.ts'
import type {Lag, LagPoint} from '../model/lag.ts'
import {regionFlag} from '../model/region-flag.ts'
import {bornMs} from '../model/shard-age.ts'
import {shellWord} from '../model/shell.ts'
import {duration, iso} from '../model/units.ts'

const minuteMs = 60_000
/** Somebody who looks now was paged by a spike of these minutes. */
const latelyMs = 30 * minuteMs
/** The poller takes up to a minute to find the new shard, and its first batches end far behind. */
const longestMs = 3 * minuteMs
const nearMs = 3 * minuteMs
/** So many high minutes, each higher than the one before, are an age that climbs; minutes in between are those of other shards. */
const climbMs = 12 * minuteMs
const climbMinutes = 4
/** The spike of a rollover is less than two minutes high; what is higher is something else. */
const highestSeconds = 100

/** Whether the spike is the end of an age that climbs from one high minute to the next. */
function climbs(high: readonly LagPoint[], to: LagPoint): boolean {
  const ages = high.filter(({atMs}) => atMs > to.atMs - climbMs).map(({max}) => max as number)
  return ages.length >= climbMinutes && ages.every((age, i) => i === 0 || age > (ages[i - 1] as number))
}

/** The newest minutes in a row whose age is above the guide's alarm; they may still go on. */
function spikeOf(
  {series, floorSeconds}: Lag,
  {nowMs, thresholds}: Moment,
): {from: LagPoint; to: LagPoint; highest: number; isOver: boolean} | null {
  const seen = series.filter(p => p.max !== null && p.atMs >= nowMs - latelyMs)
  const high = seen.filter(({max}) => (max as number) > Math.max(floorSeconds, thresholds.iteratorAgeSeconds))
  // With many shards they come one after the other: the newest is looked at, and none may last.
  const start = high.findLastIndex((p, i) => i === 0 || p.atMs - (high[i - 1] as LagPoint).atMs > minuteMs)
  const [from, to] = [high[start], high.at(-1)]
  const newest = seen.at(-1)
  if (!from || !to || !newest || to.atMs - from.atMs > longestMs || climbs(high, to)) return null
  return {from, to, isOver: newest.atMs > to.atMs, highest: Math.max(...high.slice(start).map(({max}) => max as number))}
}

/** A child shard that was made just before the spike came. */
const birthBefore = ({shards}: Stream, fromMs: number): number | null =>
  shards
    .filter(({parentShardId}) => parentShardId !== null)
    .flatMap(({shardId}) => bornMs(shardId) ?? [])
    .find(ms => precedes(ms, fromMs, nearMs)) ?? null

export const shardRollover = defineCause({
  id: 'shard-rollover',
  title: 'A normal shard rollover made the age spike',
  harm: 'none: one spike of the iterator age about every four hours for each shard',
  harmful: false,
  passes: true,
  needs: ['lag'],
  wants: ['stream', 'failures', 'mapping'],
  weigh: ({lag}, wanted, moment) => {
    if (lag.state === 'unknown') return {is: 'open'}
    if (!['ok', 'idle', 'slow', 'behind', 'recovering'].includes(lag.state)) return ruledOut
    const spike = spikeOf(lag, moment)
    if (!spike || spike.highest > highestSeconds || (maybe(wanted.failures)?.scope ?? 'none') !== 'none') return ruledOut
    const stream = maybe(wanted.stream)
    const born = stream ? birthBefore(stream, spike.from.atMs) : null
    if (born === null) return {is: 'absent'}
    const mapping = maybe(wanted.mapping)
    return {
      is: 'present',
      confidence: spike.isOver ? 0.93 : 0.75,
      summary: `The age rose to ${duration(spike.highest)} for a moment, when a shard was continued by another.`,
      because: [
        `A shard was made at ${iso(born).slice(0, 16)}Z, and the spike came at ${iso(spike.from.atMs).slice(0, 16)}Z.`,
        spike.isOver
          ? `It was over within ${duration((spike.to.atMs - spike.from.atMs) / 1000 + 60)}, and the age is low since.`
          : 'It has lasted for no more than three minutes.',
        'Shards live about four hours, so this comes back.',
      ],
      against: spike.isOver ? [] : ['It is not over yet: a lag that has just begun looks the same.'],
      settledBy: spike.isOver ? null : 'A look in five minutes.',
      treatments: [
        {
          summary:
            'DynamoDB closes each shard after about four hours. An alarm that fires on it needs two datapoints or more. To check again:',
          command: `ddbstream doctor ${shellWord(mapping?.functionName ?? 'FUNCTION')}${regionFlag(mapping?.functionArn ?? '')}`,
        },
      ],
    }
  },
})
