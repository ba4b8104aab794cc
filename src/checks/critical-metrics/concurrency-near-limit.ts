import {configureFunction} from '../../advice/fix-command.ts'
import {advisedReserve, peakUnder} from '../../advice/peak-concurrency.ts'
import {regionFlag} from '../../advice/region-flag.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {AccountMetrics, AccountSettings, FunctionMetrics, LambdaFunction} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import type {Series} from '../../model/evidence/series.ts'
import {count, number, percent} from '../../text/units.ts'

const windowMs = 60 * 60_000

interface Pool {
  limit: 'reserved concurrency' | "account's limit" | "account's unreserved pool"
  /** Since the limit holds; null where no minute is known. */
  used: number | null
  allowed: number | null
}

/** The limits that hold for this function: its own reserve, or the account's concurrency for those without one. */
function poolsOf(
  target: LambdaFunction,
  metrics: FunctionMetrics,
  settings: AccountSettings,
  account: AccountMetrics,
  nowMs: number,
): Pool[] {
  const pool = (limit: Pool['limit'], series: Series, allowed: number | null): Pool => ({
    limit,
    used: allowed === null ? null : peakUnder(series, allowed, nowMs - windowMs, nowMs),
    allowed,
  })
  if (target.reservedConcurrency !== null)
    return [pool('reserved concurrency', metrics['ConcurrentExecutions.Maximum'], target.reservedConcurrency)]
  return [
    pool("account's limit", account['ConcurrentExecutions.Maximum'], settings.concurrentExecutions),
    pool("account's unreserved pool", account['UnreservedConcurrentExecutions.Maximum'], settings.unreservedConcurrentExecutions),
  ]
}

const isEmpty = ({concurrentExecutions, unreservedConcurrentExecutions}: AccountSettings): boolean =>
  concurrentExecutions === null && unreservedConcurrentExecutions === null

export const concurrencyNearLimit = defineCheck({
  id: 'concurrency-near-limit',
  severity: 'medium',
  needs: ['function', 'functionMetrics', 'accountSettings', 'accountMetrics'],
  wants: ['load'],
  run: ({function: target, functionMetrics, accountSettings, accountMetrics}, wanted, {nowMs, thresholds}) => {
    if (target === null) return []
    const [worst] = poolsOf(target, functionMetrics, accountSettings, accountMetrics, nowMs)
      .flatMap(({limit, used, allowed}) => {
        const share = used === null ? null : ratio(used, allowed)
        return used === null || allowed === null || share === null ? [] : [{limit, used, allowed, share}]
      })
      .sort((a, b) => b.share - a.share)
    // Reserved concurrency of nothing has no share, and is judged by a check of its own.
    if (!worst)
      return target.reservedConcurrency === null && isEmpty(accountSettings) ? undecidable('AWS gave no limit of the account') : []
    if (worst.share < thresholds.concurrencyNearShare) return []
    return [
      fail(worst, {
        command:
          target.reservedConcurrency === null
            ? `aws lambda get-account-settings${regionFlag(target.functionArn)}`
            : configureFunction(target, [
                [
                  'reserved-concurrency',
                  String(advisedReserve(maybe(wanted.load)?.lanes ?? null, worst.used, thresholds.concurrencyNearShare)),
                ],
              ]),
      }),
    ]
  },
  text: {
    title: 'Concurrency is near its limit',
    why: 'At the limit Lambda throttles invocations: batches wait, on all shards.',
    found: ({limit, used, allowed, share}) =>
      `${percent(share)} of the ${limit} was in use within the last hour (${number(used)} of ${count(allowed, 'execution')}).`,
    fix: ({limit}) =>
      limit === 'reserved concurrency'
        ? "Raise the reserved concurrency. That reduces the account's pool (100 must stay unreserved). Make sure that downstream services can take the extra load."
        : 'Find the functions that use the concurrency. Reserved concurrency guarantees executions to this function and takes them from all others. Request a higher limit in Service Quotas.',
  },
})
