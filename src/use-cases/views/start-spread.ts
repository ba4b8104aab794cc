import {prices} from '../../aws-facts/prices.ts'
import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {EnvironmentStart} from '../../model/evidence/log-lines.ts'
import {between, type Series, total} from '../../model/evidence/series.ts'
import type {ColdStartsReport, StartSpread} from '../../model/views/cold-starts.ts'
import {hasSnapStart} from '../../signs/snapstart.ts'
import {count, iso, number, percent} from '../../text/units.ts'

const periodMs = 5 * 60_000
const monthMs = 30 * 86_400_000

export interface StartsSeen {
  starts: readonly EnvironmentStart[]
  /** Invocations per minute and their average duration; null where they could not be read. */
  invocations: Series | null
  durationAverageMs: Series | null
  window: {startMs: number; endMs: number}
  configuration: ColdStartsReport['configuration']
  /** False where the log holds nothing of the invocations. */
  isRead: boolean
  /** Where the lines are drawn for this function. */
  thresholds: Thresholds
}

/** The value of the nearest rank; null of nothing. */
function rank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}

function spreadOf(starts: readonly EnvironmentStart[]): StartSpread {
  const sorted = starts.flatMap(({durationMs}) => (durationMs === null ? [] : [durationMs])).sort((a, b) => a - b)
  return {
    count: starts.length,
    p50Ms: rank(sorted, 0.5),
    p95Ms: rank(sorted, 0.95),
    p99Ms: rank(sorted, 0.99),
    maxMs: sorted.at(-1) ?? null,
  }
}

/** Inits are billed as duration, restores by the memory that is restored. In USD at list price. */
function costOf({starts, configuration}: StartsSeen): {billedSeconds: number; usd: number} {
  if (configuration.managedInstances) return {billedSeconds: 0, usd: 0}
  const perGbSecond = prices.perGbSecond[configuration.architecture === 'arm64' ? 'arm64' : 'x86_64']
  const restoresAreFree = configuration.runtime?.startsWith('java') ?? false
  let [billedSeconds, usd] = [0, 0]
  for (const {kind, durationMs, memoryMb} of starts) {
    const gb = (memoryMb ?? configuration.memoryMb ?? 128) / 1024
    if (kind === 'restore') usd += restoresAreFree ? 0 : gb * prices.perGbRestored
    if (kind !== 'init' || durationMs === null) continue
    billedSeconds += durationMs / 1000
    usd += (durationMs / 1000) * gb * perGbSecond
  }
  return {billedSeconds, usd}
}

function periodsOf({starts, invocations, window, isRead}: StartsSeen): ColdStartsReport['periods'] {
  const first = Math.floor(window.startMs / periodMs) * periodMs
  const periods: ColdStartsReport['periods'] = []
  for (let atMs = first; atMs < window.endMs; atMs += periodMs) {
    const own = starts.filter(start => start.kind !== 'failed' && start.atMs >= atMs && start.atMs < atMs + periodMs)
    const calls = invocations === null ? null : total(between(invocations, atMs, atMs + periodMs))
    periods.push({
      at: iso(atMs),
      starts: own.length,
      invocations: calls,
      share: calls && isRead ? Math.min(1, own.length / calls) : null,
      p95Ms: spreadOf(own).p95Ms,
    })
  }
  return periods
}

type Summary = Pick<
  ColdStartsReport,
  'invocations' | 'share' | 'inits' | 'restores' | 'failedStarts' | 'billedSeconds' | 'usd' | 'usdPerMonth' | 'periods' | 'advice'
>

/** Counts, percentiles and the price of the starts, per five minutes and in all, and the steps against them. */
export function coldStartsOf(seen: StartsSeen): Summary {
  const {starts, invocations, window} = seen
  const of = (kind: EnvironmentStart['kind']) => starts.filter(start => start.kind === kind)
  const calls = invocations === null ? null : total(between(invocations, window.startMs, window.endMs))
  const [inits, restores, failed] = [of('init'), of('restore'), of('failed')]
  const cost = costOf(seen)
  const summary = {
    invocations: calls,
    share: calls && seen.isRead ? Math.min(1, (inits.length + restores.length) / calls) : null,
    inits: spreadOf(inits),
    restores: spreadOf(restores),
    failedStarts: failed.length,
    ...cost,
    usdPerMonth: (cost.usd * monthMs) / (window.endMs - window.startMs),
    periods: periodsOf(seen),
  }
  return {...summary, advice: seen.isRead ? adviceOf(summary, seen) : []}
}

/** Start time for each second of work; null when it is not known. */
function burdenOf(starts: readonly EnvironmentStart[], {invocations, durationAverageMs, window}: StartsSeen): number | null {
  if (!invocations || !durationAverageMs) return null
  const durations = new Map(between(durationAverageMs, window.startMs, window.endMs).map(({atMs, value}) => [atMs, value]))
  const workMs = between(invocations, window.startMs, window.endMs).reduce(
    (sum, {atMs, value}) => sum + value * (durations.get(atMs) ?? 0),
    0,
  )
  return workMs > 0 ? starts.reduce((sum, {durationMs}) => sum + (durationMs ?? 0), 0) / workMs : null
}

/** Lambda Developer Guide, "lambda-managed-instances". */
const managedWords =
  'The function runs on managed instances: its log has no starts. AWS bills the EC2 instances, at their price plus 15 % of the on-demand price, and no GB-seconds.'

function adviceOf({share, inits, restores, failedStarts}: Omit<Summary, 'advice'>, seen: StartsSeen): string[] {
  const {thresholds} = seen
  const {runtime, snapStart, memoryMb, managedInstances} = seen.configuration
  if (managedInstances) return [managedWords]
  const found = inits.count + restores.count
  const failing = failedStarts ? [`${count(failedStarts, 'start')} failed: \`ddbstream errors\` shows why.`] : []
  if (found === 0) return [...failing, ...(failedStarts ? [] : ['No environment was started. No action needed.'])]
  const burden = burdenOf(
    seen.starts.filter(({kind}) => kind !== 'failed'),
    seen,
  )
  if (share !== null && share < thresholds.coldStartShareLow && (burden ?? 0) < thresholds.coldStartBurden)
    return [...failing, `Cold starts are ${percent(share)} of the invocations. No action needed.`]
  const heavy = burden !== null && burden >= thresholds.coldStartBurden
  const told = heavy
    ? [`For each second of work the function spends ${number(burden)} s starting. Each start delays its batch by that time.`]
    : ['A cold start delays one batch by its duration; where the iterator age is low, no action is needed.']
  const snapshots =
    hasSnapStart(runtime ?? '') && !snapStart
      ? [
          `AWS supports SnapStart for ${runtime}. It needs a published version, and a mapping on it. AWS refuses it beside provisioned concurrency, EFS, S3 Files and more than 512 MB of /tmp.`,
        ]
      : []
  const lighter =
    (inits.p50Ms ?? 0) >= 1000 ? ['Make the start shorter: use a smaller package and fewer clients, and load rarely used code later.'] : []
  const more =
    memoryMb !== null && memoryMb < 1769 && lighter.length > 0
      ? [`More memory than ${memoryMb} MB gives more CPU during the start; it is billed with the start.`]
      : []
  const warm = heavy ? ['Provisioned concurrency on the alias of the mapping keeps environments ready, at its price.'] : []
  return [...failing, ...told, ...lighter, ...snapshots, ...more, ...warm]
}
