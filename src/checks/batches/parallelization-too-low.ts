import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {AccountSettings, LambdaFunction} from '../../model/evidence/evidence.ts'
import {count, number, percent} from '../../text/units.ts'

const short = ['slow', 'behind', 'losing']

/** What the new lanes do to the concurrency, as a sentence. */
function concurrencyOf(lanes: number, target: LambdaFunction | null | undefined, account: AccountSettings | undefined): string {
  const reserved = target?.reservedConcurrency ?? null
  const pool = reserved ?? account?.unreservedConcurrentExecutions ?? null
  if (pool === null) return `It then runs up to ${number(lanes)} at once`
  const whose = reserved === null ? "of the account's unreserved concurrency" : 'reserved'
  return `It then runs up to ${number(lanes)} at once, with ${number(pool)} ${whose}${lanes > pool ? ': raise that first, or it is throttled' : ''}`
}

export const parallelizationTooLow = defineCheck({
  id: 'parallelization-too-low',
  title: 'Too few concurrent batches per shard',
  severity: 'medium',
  why: 'By default each shard has one batch at a time. If batches are full and the iterator age grows, more concurrent batches help.',
  needs: ['mapping', 'load', 'lag'],
  wants: ['function', 'accountSettings'],
  run: ({mapping, load: {now, lanes, workRatio}, lag}, wanted, {thresholds}) => {
    const factor = mapping.parallelizationFactor || 1
    const full = (now?.batchFill ?? 0) >= thresholds.batchFillFull && (now?.laneUse ?? 0) >= thresholds.laneUseFull
    // Failing and throttled batches gain nothing from more lanes, and a function that became slow is to be fixed first.
    const hindered =
      (now?.errorShare ?? 0) > thresholds.errorRate ||
      (now?.throttleShare ?? 0) > thresholds.throttleShare ||
      (workRatio ?? 1) >= thresholds.durationRatio
    if (now === null || lanes === null || factor >= thresholds.parallelizationAdvised || !full || !short.includes(lag.state) || hindered)
      return []
    const advised = Math.min(thresholds.parallelizationAdvised, factor * 2)
    const lanesThen = (lanes / factor) * advised
    return [
      fail(
        {
          parallelizationFactor: factor,
          lanes,
          lanesThen,
          batchFill: Math.min(1, now.batchFill ?? 0),
          laneUse: Math.min(1, now.laneUse ?? 0),
        },
        {
          summary: `Raise the factor to ${advised}. ${concurrencyOf(lanesThen, maybe(wanted.function), maybe(wanted.accountSettings))}; that many more environments start cold. Make sure that downstream services can take the extra load. Order is kept per item, no longer per shard.`,
          change: {ParallelizationFactor: advised},
        },
      ),
    ]
  },
  say: ({parallelizationFactor, lanes, batchFill, laneUse}) =>
    `${count(lanes, 'lane')} (parallelization factor ${parallelizationFactor}) ${lanes === 1 ? 'is' : 'are'} ${percent(laneUse)} busy with batches that are ${percent(batchFill)} full, and the age does not fall.`,
})
