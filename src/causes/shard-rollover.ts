import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {Stream} from '../model/evidence.ts'
import type {Lag, LagPoint} from '../model/lag.ts'
import {thresholds} from '../model/thresholds.ts'
import {duration, iso} from '../model/units.ts'

const minuteMs = 60_000
/** Somebody who looks now was paged by a spike of these minutes. */
const latelyMs = 30 * minuteMs
/** The poller takes up to a minute to find the new shard, and its first batches end far behind. */
const longestMs = 3 * minuteMs
const nearMs = 3 * minuteMs

/** The newest minutes in a row whose age is above the guide's alarm, with calm minutes after them. */
function spikeOf({series, floorSeconds}: Lag, nowMs: number): {from: LagPoint; to: LagPoint; highest: number} | null {
  const seen = series.filter(p => p.max !== null && p.atMs >= nowMs - latelyMs)
  const high = seen.filter(({max}) => (max as number) > Math.max(floorSeconds, thresholds.iteratorAgeSeconds))
  const [from, to] = [high[0], high.at(-1)]
  const newest = seen.at(-1)
  if (!from || !to || !newest || newest.atMs <= to.atMs || to.atMs - from.atMs > longestMs) return null
  return {from, to, highest: Math.max(...high.map(({max}) => max as number))}
}

/** When the shard was made: its id holds the time, as AWS's ids do (seen, not documented). */
function bornMs(shardId: string): number | null {
  const ms = Number(/^shardId-(\d{20})-/.exec(shardId)?.[1])
  return Number.isFinite(ms) ? ms : null
}

/** A child shard that was made about when the spike came. */
const birthNear = ({shards}: Stream, fromMs: number, toMs: number): number | null =>
  shards
    .filter(({parentShardId}) => parentShardId !== null)
    .flatMap(({shardId}) => bornMs(shardId) ?? [])
    .find(ms => ms >= fromMs - nearMs && ms <= toMs + nearMs) ?? null

export const shardRollover = defineCause({
  id: 'shard-rollover',
  title: 'A shard was continued by another',
  harm: 'none: one spike of the age, every four hours for each shard',
  harmful: false,
  needs: ['lag'],
  wants: ['stream', 'failures'],
  weigh: ({lag}, wanted, {nowMs}) => {
    if (lag.state !== 'ok' && lag.state !== 'idle') return lag.state === 'unknown' ? {is: 'open'} : ruledOut
    const spike = spikeOf(lag, nowMs)
    if (!spike || (maybe(wanted.failures)?.scope ?? 'none') !== 'none') return ruledOut
    const stream = maybe(wanted.stream)
    const born = stream ? birthNear(stream, spike.from.atMs, spike.to.atMs) : null
    if (born === null) return {is: 'absent'}
    return {
      is: 'present',
      confidence: 0.93,
      summary: `The age rose to ${duration(spike.highest)} for a moment, when a shard was continued by another.`,
      because: [
        `A shard was made at ${iso(born).slice(0, 16)}Z, and the spike came at ${iso(spike.from.atMs).slice(0, 16)}Z.`,
        `It was over within ${duration((spike.to.atMs - spike.from.atMs) / 1000 + 60)}, and the age is low since.`,
        'Shards live about four hours, so this comes back.',
      ],
      against: [],
      settledBy: null,
      treatments: [
        {
          summary: 'Nothing is to be done. An alarm that this sets off needs more than one datapoint.',
          command: 'ddbstream doctor FUNCTION  # again, if it comes without a new shard',
        },
      ],
    }
  },
})
