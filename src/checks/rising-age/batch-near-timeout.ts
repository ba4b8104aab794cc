import type {Thresholds} from '../../aws-facts/thresholds.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Load} from '../../model/derived/load.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {count, duration, percent} from '../../text/units.ts'

/**
 * The time of a full batch if it grows with the records, in seconds: an upper bound, because a part of it does not. Batches that fail
 * show nothing of it: they may end at the timeout because the service that they call does not answer.
 */
function fullSeconds({now}: Load, {errorRate, batchFillLow}: Thresholds): number | null {
  if (!now || now.errorShare > errorRate || now.batchFill === null || now.batchFill < batchFillLow || now.durationAverageMs === null)
    return null
  return now.durationAverageMs / Math.min(1, now.batchFill) / 1000
}

/** The share of the invocations that the 99th percentile leaves out, and of the timeout from which on they end at it. */
const slowestShare = 0.01
const atTimeout = 0.99

export const batchNearTimeout = defineCheck({
  id: 'batch-near-timeout',
  severity: 'medium',
  needs: ['function', 'mapping', 'load'],
  wants: ['failures'],
  run: ({function: target, mapping, load}, wanted, {thresholds}) => {
    const timeout = target?.timeoutSeconds ?? null
    const p99Seconds = (load.now?.durationP99Ms ?? 0) / 1000
    const share = ratio(p99Seconds, timeout)
    if (timeout === null || share === null || p99Seconds === 0) return []
    const full = fullSeconds(load, thresholds)
    const isFailing = (load.now?.errorShare ?? 0) > thresholds.errorRate
    const limit = thresholds.timeoutShare * timeout
    if (p99Seconds < limit && (full ?? 0) < limit) return []
    const batch = mapping.batchSize ?? 1
    const failures = maybe(wanted.failures)
    // Where invocations end at the timeout, their share is known, and the slowest percent says less than it.
    const timesOutShare = failures?.kind === 'timeout' && failures.share > slowestShare && share >= atTimeout ? failures.share : null
    const fitting = Math.max(1, Math.floor((batch * timeout) / 2 / Math.max(p99Seconds, full ?? 0)))
    return [
      fail(
        {
          p99Seconds,
          timeoutSeconds: timeout,
          share,
          timesOutShare,
          batchSize: batch,
          fullBatchSeconds: full === null ? null : Math.round(full),
        },
        fitting < batch && !isFailing
          ? {
              change: {BatchSize: fitting},
              values: {fitting},
            }
          : null,
      ),
    ]
  },
  text: {
    title: 'A batch takes nearly the whole timeout',
    why: 'A batch that times out fails as a whole and is retried, and each retry takes the whole timeout.',
    found: ({p99Seconds, timeoutSeconds, share, timesOutShare, batchSize, fullBatchSeconds}) => {
      const slowest =
        timesOutShare !== null
          ? `${percent(timesOutShare)} of the invocations fail, and they end at the timeout of ${duration(timeoutSeconds)}.`
          : `1 % of the invocations take ${duration(p99Seconds)} or more, ${percent(share)} of the timeout of ${duration(timeoutSeconds)}.`
      return fullBatchSeconds === null
        ? slowest
        : `${slowest} A full batch of ${count(batchSize, 'record')} takes up to ${duration(fullBatchSeconds)}.`
    },
    fix: ({fitting}) =>
      `Lower BatchSize: batches of ${count(fitting, 'record')} take about half the timeout. Smaller batches cost more invocations. Alternatively raise the timeout. A batch that hangs then blocks its shard longer.`,
  },
})
