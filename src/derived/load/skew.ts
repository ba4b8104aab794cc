import type {Thresholds} from '../../aws-facts/thresholds.ts'
import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {Skew} from '../../model/derived/skew.ts'

/** The newest minutes that are looked at. */
const minutes = 6

/** Where all shards lag, for lack of executions for example, one that is so much older than half of the batches has a trouble of its own. */
function standsOut({series}: Lag, {skewRatio, skewSeconds, skewShare}: Thresholds): boolean {
  const both = series.filter(({max, p50}) => max !== null && p50 !== null).slice(-minutes)
  const out = both.filter(({max, p50}) => (max ?? 0) >= skewRatio * (p50 ?? 0) && (max ?? 0) - (p50 ?? 0) > skewSeconds)
  return both.length > 0 && out.length >= skewShare * both.length
}

function judge(lag: Lag, openShards: number | undefined, thresholds: Thresholds): Pick<Skew, 'kind' | 'because'> {
  const {state, scope, stuck, because} = lag
  if (openShards === 1) return {kind: 'even', because: 'the stream has one open shard'}
  if (stuck !== null) return {kind: 'unknown', because: 'a batch is stuck: that alone makes its shard late'}
  if (state === 'ok' || state === 'idle') return {kind: 'even', because: 'no shard is late'}
  if (state === 'stopped' || state === 'unknown') return {kind: 'unknown', because: because.join('; ')}
  if (scope === 'one-shard') return {kind: 'skewed', because: 'most batches are current, and the oldest is late'}
  if (scope === 'some') return {kind: 'skewed', because: 'some batches are current, and the oldest is late'}
  if (scope === 'unknown') return {kind: 'unknown', because: 'the ages do not show how many shards are late'}
  return standsOut(lag, thresholds)
    ? {kind: 'skewed', because: 'all batches are late, and the oldest is far later than half of them'}
    : {kind: 'even', because: 'all batches are equally late'}
}

export const skew = defineDerived({
  key: 'skew',
  needs: ['lag'],
  wants: ['stream'],
  compute: ({lag}, wanted, {thresholds}): Skew => {
    const newest = lag.series.findLast(({max, p50, min}) => max !== null && p50 !== null && min !== null)
    return {
      ...judge(lag, maybe(wanted.stream)?.shards.filter(shard => shard.open).length, thresholds),
      oldestSeconds: newest?.max ?? null,
      medianSeconds: newest?.p50 ?? null,
      youngestSeconds: newest?.min ?? null,
    }
  },
})
