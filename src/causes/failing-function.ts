import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {LambdaFunction, Mapping} from '../model/evidence.ts'
import type {Lag} from '../model/lag.ts'
import type {LoadWindow} from '../model/load.ts'
import {regionFlag} from '../model/mapping-change.ts'
import {shellWord} from '../model/shell.ts'
import {count, duration, iso, percent} from '../model/units.ts'

/** Above this share of failed invocations it is not one record among many. */
const nearlyAll = 0.8
/** A release this long before the onset counts as its beginning. */
const releaseMs = 10 * 60_000
/** Above this share no invocation is seen to succeed. */
const all = 0.999
const lagging = ['stalled', 'slow', 'behind', 'losing', 'stopped']

/** Whether the function was released just before the lag began; AWS dates $LATEST and versions, not the move of an alias. */
const releasedBefore = (target: LambdaFunction | null | undefined, onsetMs: number | null): boolean =>
  typeof target?.lastModifiedMs === 'number' && onsetMs !== null && Math.abs(onsetMs - target.lastModifiedMs) <= releaseMs

const runsIntoTimeout = (now: LoadWindow, target: LambdaFunction | null | undefined): boolean =>
  typeof target?.timeoutSeconds === 'number' && (now.durationP50Ms ?? 0) >= 0.99 * target.timeoutSeconds * 1000

/** A lane that is current, and succeeds, rules the whole function out: on a quiet table one blocked lane makes most of the invocations. */
const someSucceed = (now: LoadWindow, {scope}: Lag): boolean => now.errorShare < all && (scope === 'one-shard' || scope === 'some')

/** Nothing tells other lanes: there is one open shard, or it could not be read how many there are. */
const mayBeOneShard = ({scope}: Lag, openShards: number | undefined): boolean =>
  openShards === 1 || (openShards === undefined && scope === 'unknown')

/** One shard of one: a bad record, which is the likelier, and a failing function look alike, but for a release just before. */
function confidenceOf(lag: Lag, released: boolean, openShards: number | undefined): number {
  if (mayBeOneShard(lag, openShards)) return released ? 0.85 : openShards === 1 ? 0.45 : 0.5
  // Why it fails (memory, network, permission, its own code) stands in the log, which is not read yet.
  return lag.scope === 'all' || lag.scope === 'unknown' ? 0.7 : 0.6
}

function logCommand(target: LambdaFunction | null | undefined, mapping: Mapping | undefined): string {
  const group = target?.logGroup ?? `/aws/lambda/${target?.functionName ?? mapping?.functionName ?? 'FUNCTION'}`
  return `aws logs tail${regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')} ${shellWord(group)} --since 15m --filter-pattern ERROR`
}

export const failingFunction = defineCause({
  id: 'failing-function',
  title: 'The function fails on everything',
  harm: 'all shards stand still; their records are lost 24 hours after they were written',
  harmful: true,
  needs: ['load', 'lag'],
  wants: ['function', 'stream', 'mapping'],
  weigh: ({load, lag}, wanted) => {
    const {now, before} = load
    if (lag.state === 'unknown') return {is: 'open'}
    if (now === null || now.errorShare < nearlyAll || !lagging.includes(lag.state)) return ruledOut
    const target = maybe(wanted.function)
    // Then the time-out is the cause, and failing its consequence.
    if (runsIntoTimeout(now, target) || someSucceed(now, lag)) return ruledOut
    const openShards = maybe(wanted.stream)?.shards.filter(shard => shard.open).length
    const oneShard = mayBeOneShard(lag, openShards)
    const released = releasedBefore(target, lag.onsetAtMs)
    return {
      is: 'present',
      confidence: confidenceOf(lag, released, openShards),
      summary: `${percent(now.errorShare)} of the invocations fail${lag.ageSeconds === null ? '' : `, and nothing has got through for ${duration(lag.ageSeconds)}`}.`,
      because: [
        `Errors in ${percent(now.failingMinutes)} of the minutes${lag.scope === 'all' && openShards ? `, and all ${count(openShards, 'open shard')} lag` : ''}.`,
        ...(before ? [`Before it began, ${percent(before.errorShare)} of the invocations failed.`] : []),
        ...(released && target?.lastModifiedMs ? [`The function was changed at ${iso(target.lastModifiedMs)}, just before.`] : []),
      ],
      against: [
        ...(oneShard
          ? [
              `${openShards === 1 ? 'The stream has one open shard' : 'How many open shards the stream has could not be read'}: one bad record that is tried again and again looks the same.`,
            ]
          : []),
        ...(released || !target ? [] : ['The function was not changed lately; what it calls may have been.']),
      ],
      settledBy:
        oneShard && !released
          ? "The function's log: different requests failing with one error mean the function, the same one again and again a record."
          : "The function's log: what it fails of (its code, memory, the network, a permission).",
      treatments: [
        {
          summary:
            "Read the error in the function's log, then roll the version back or mend what it calls. The position in the stream is kept: records that wait are delivered by themselves, but not those whose retries ran out.",
          command: logCommand(target, maybe(wanted.mapping)),
        },
      ],
    }
  },
})
