import {isEndless} from '../../aws-facts/limits.ts'
import type {FunctionMetrics, Mapping} from '../../model/evidence/evidence.ts'
import {points} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'

/** CloudWatch publishes up to three minutes late; the running minute and one that is not whole come on top. */
const recentMs = 6 * minuteMs
/** From this share of errors on, nothing is seen to succeed. */
const allFail = 0.98
/** One minute alone may be a release that is rolled back. */
const leastMinutes = 2

/** Every batch is discarded: since when (epoch milliseconds), and after how many attempts. */
export interface GivenUp {
  sinceMs: number
  attempts: number
}

/** The newest minutes in a row in which no invocation succeeds, oldest first; those without an invocation are left out. */
function failingRun(metrics: FunctionMetrics): {atMs: number; errors: number}[] {
  const invoked = new Map(points(metrics['Invocations.Sum']).map(p => [p.atMs, p.value]))
  const minutes = points(metrics['Errors.Sum']).filter(p => (invoked.get(p.atMs) ?? 0) > 0)
  const last = minutes.findLastIndex(p => p.value < allFail * (invoked.get(p.atMs) ?? 0))
  return minutes.slice(last + 1).map(({atMs, value}) => ({atMs, errors: value}))
}

/** How often one batch can fail before Lambda gives up on it. A split uses up no retry: each part may use up all of them. */
function mostFailures({bisectBatchOnFunctionError: bisect, batchSize}: Mapping, attempts: number): number {
  return attempts * (bisect === false ? 1 : 2 * (batchSize ?? 1) - 1)
}

/**
 * Law 7. Whether records are lost although their age stays low: no invocation succeeds, the retries are bounded, and nothing takes the batches that are given
 * up. As many batches as can run at once are still tried; more failures than they can make are those of batches that were discarded
 * (Lambda Developer Guide, "services-dynamodb-errors"). Null where that is not so, or is not known.
 */
export function givenUp(
  metrics: FunctionMetrics,
  mapping: Mapping | undefined,
  {lanes, sharedBy, nowMs}: {lanes: number | null; sharedBy: number; nowMs: number},
): GivenUp | null {
  const retries = mapping?.maximumRetryAttempts ?? null
  if (!mapping || retries === null || isEndless(retries) || mapping.onFailureDestination !== null || lanes === null || sharedBy > 0)
    return null
  const run = failingRun(metrics)
  const [first, newest] = [run[0], run.at(-1)]
  if (!first || !newest || run.length < leastMinutes || nowMs - newest.atMs > recentMs) return null
  const attempts = retries + 1
  const failures = run.reduce((sum, {errors}) => sum + errors, 0)
  return failures > lanes * mostFailures(mapping, attempts) ? {sinceMs: first.atMs, attempts} : null
}
