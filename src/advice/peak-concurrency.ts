import {between, type Series} from '../model/evidence/series.ts'

/** CloudWatch counts a few executions more than the limit lets through; a minute this far above it had another limit. */
const overshoot = 1.1

/**
 * The most executions at once since the limit holds, or null where no minute is known. Lambda runs no more than a limit allows: minutes
 * above it are older than the limit, and say nothing of it. Times are epoch milliseconds.
 */
export function peakUnder(series: Series, allowed: number, fromMs: number, toMs: number): number | null {
  const seen = between(series, fromMs, toMs)
  const values = seen.slice(seen.findLastIndex(({value}) => value > overshoot * allowed) + 1).map(({value}) => value)
  return values.length === 0 ? null : Math.max(...values)
}

/**
 * The reserved concurrency to advise: the need of the shards at once, or, where others call the function too, the value that brings its highest use
 * below the share that counts as near the limit. `concurrentBatches` is null where the open shards are not known.
 */
export const advisedReserve = (concurrentBatches: number | null, used: number, nearShare: number): number =>
  Math.max(concurrentBatches ?? 0, Math.floor(used / Math.max(nearShare, 0.1)) + 1)
