import {defineCheck, fail, undecidable} from '../model/check.ts'
import type {AccountMetrics, AccountSettings, FunctionMetrics, LambdaFunction} from '../model/evidence.ts'
import {ratio} from '../model/ratio.ts'
import {regionFlag} from '../model/region-flag.ts'
import {between, type Series} from '../model/series.ts'
import {configureFunction} from '../model/treatment-command.ts'
import {number, percent} from '../model/units.ts'

const windowMs = 60 * 60_000

const peak = (series: Series, nowMs: number): number => Math.max(0, ...between(series, nowMs - windowMs, nowMs).map(p => p.value))

interface Pool {
  limit: string
  used: number
  allowed: number | null
}

/** The limits that hold for this function: its own reserve, or what the account has for those without one. */
function poolsOf(
  target: LambdaFunction,
  metrics: FunctionMetrics,
  settings: AccountSettings,
  account: AccountMetrics,
  nowMs: number,
): Pool[] {
  if (target.reservedConcurrency !== null)
    return [
      {limit: 'reserved concurrency', used: peak(metrics['ConcurrentExecutions.Maximum'], nowMs), allowed: target.reservedConcurrency},
    ]
  const all = peak(account['ConcurrentExecutions.Maximum'], nowMs)
  const unreserved = peak(account['UnreservedConcurrentExecutions.Maximum'], nowMs)
  return [
    {limit: "account's limit", used: all, allowed: settings.concurrentExecutions},
    {limit: "account's unreserved pool", used: unreserved, allowed: settings.unreservedConcurrentExecutions},
  ]
}

export const concurrencyNearLimit = defineCheck({
  id: 'concurrency-near-limit',
  title: 'Concurrency is near its limit',
  severity: 'medium',
  why: 'At the limit Lambda refuses invocations: batches wait, on all shards.',
  needs: ['function', 'functionMetrics', 'accountSettings', 'accountMetrics'],
  run: ({function: target, functionMetrics, accountSettings, accountMetrics}, _wanted, {nowMs, thresholds}) => {
    if (target === null) return []
    const [worst] = poolsOf(target, functionMetrics, accountSettings, accountMetrics, nowMs)
      .flatMap(({limit, used, allowed}) => {
        const share = ratio(used, allowed)
        return allowed === null || share === null ? [] : [{limit, used, allowed, share}]
      })
      .sort((a, b) => b.share - a.share)
    // A reserve of nothing has no share, and is judged by a check of its own.
    if (!worst) return target.reservedConcurrency === null ? undecidable('AWS gave no limit of the account') : []
    if (worst.share < thresholds.concurrencyNearShare) return []
    return [
      fail(worst, {
        summary:
          target.reservedConcurrency === null
            ? 'Find what takes the concurrency. A reserve guarantees this function its part and takes it from all others; a higher limit is asked for in Service Quotas.'
            : "Raise the reserve. It is taken from the account's pool (100 must stay unreserved), and what the function calls must bear it.",
        command:
          target.reservedConcurrency === null
            ? `aws lambda get-account-settings${regionFlag(target.functionArn)}`
            : configureFunction(target, ['--reserved-concurrency', String(Math.ceil(worst.used / 0.5))]),
      }),
    ]
  },
  say: ({limit, used, allowed, share}) =>
    `${number(used)} of ${number(allowed)} executions of the ${limit} were in use within the last hour (${percent(share)}).`,
})
