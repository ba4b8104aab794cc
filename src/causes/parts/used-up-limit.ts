import {peakUnder} from '../../advice/peak-concurrency.ts'
import type {AccountMetrics, AccountSettings, FunctionMetrics, LambdaFunction} from '../../model/evidence/evidence.ts'
import type {Series} from '../../model/evidence/series.ts'

const text = {
  reserved: "the function's reserved concurrency",
  account: "the account's concurrency limit",
  unreserved: "the account's unreserved pool",
}

/** The limit that throttles, as far as the metrics show one that is used up. */
export interface UsedUp {
  limit: 'reserved' | 'account'
  /** To stand in a sentence. */
  words: string
  used: number
  allowed: number
}

interface From {
  /** Since when the concurrency is compared, epoch milliseconds. */
  fromMs: number
  /** From this share of the limit on it is used up. */
  share: number
}

/** The most executions at once since the limit holds, where they reach it. */
function reached(series: Series, allowed: number | null, {fromMs, share}: From): number | null {
  const used = allowed === null ? null : peakUnder(series, allowed, fromMs, Number.POSITIVE_INFINITY)
  return used !== null && allowed !== null && used >= share * allowed ? used : null
}

export function usedUp(
  metrics: FunctionMetrics,
  target: LambdaFunction | null | undefined,
  settings: AccountSettings | undefined,
  account: AccountMetrics | undefined,
  from: From,
): UsedUp | null {
  const reserved = target?.reservedConcurrency ?? null
  if (reserved !== null) {
    const used = reached(metrics['ConcurrentExecutions.Maximum'], reserved, from)
    return used === null ? null : {limit: 'reserved', words: text.reserved, used, allowed: reserved}
  }
  if (!settings || !account) return null
  const pools = [
    {words: text.account, series: account['ConcurrentExecutions.Maximum'], allowed: settings.concurrentExecutions},
    {words: text.unreserved, series: account['UnreservedConcurrentExecutions.Maximum'], allowed: settings.unreservedConcurrentExecutions},
  ]
  for (const {words, series, allowed} of pools) {
    const used = reached(series, allowed, from)
    if (used !== null && allowed !== null) return {limit: 'account', words, used, allowed}
  }
  return null
}
