import {isAtLeast, type Severity} from './check.ts'
import {type ExitCode, exitCodes} from './errors.ts'
import type {Finding, LagReport, Report, Verdict} from './report.ts'
import {thresholds} from './thresholds.ts'

export interface VerdictInput {
  lag: LagReport
  /** Epoch milliseconds. */
  lossAtMs: number | null
  nowMs: number
  /** Whether a harmful cause was found. */
  harmed: boolean
  /** Whether a harmless cause explains the lag. */
  explained: boolean
  openCauses: readonly string[]
  findings: readonly Finding[]
}

/**
 * First match: critical (stalled, stopped or losing, or loss in under six hours), degraded (a harmful cause, or a lag that nothing
 * harmless explains), undecided (missing evidence could change the verdict), at-risk (a finding of severity high or more), healthy.
 */
export function verdictOf({lag, lossAtMs, nowMs, harmed, explained, openCauses, findings}: VerdictInput): Verdict {
  const lossSoon = lossAtMs !== null && lossAtMs - nowMs < thresholds.lossSoonSeconds * 1000 && lag.state !== 'recovering'
  if (['stalled', 'stopped', 'losing'].includes(lag.state) || lossSoon) return 'critical'
  if (harmed || ((lag.state === 'slow' || lag.state === 'behind') && !explained)) return 'degraded'
  const grave = findings.filter(finding => isAtLeast(finding.severity, 'high'))
  if (lag.state === 'unknown' || openCauses.length > 0 || grave.some(f => f.status === 'unknown' || f.status === 'bug')) return 'undecided'
  return grave.some(f => f.status === 'fail') ? 'at-risk' : 'healthy'
}

/** From which severity on a finding makes a run fail; `never` keeps an unhealthy verdict from failing it. */
export type FailOn = Severity | 'never'

/** What a doctor run ends with: see the table of exit codes in docs/commands.md. */
export function exitCodeOf(report: Report, failOn: FailOn): ExitCode {
  const failing = (severity: Severity) =>
    report.pipelines.some(p => p.findings.some(f => f.status === 'fail' && isAtLeast(f.severity, severity)))
  if (failOn !== 'never') {
    if (report.verdict === 'critical' || report.verdict === 'degraded') return exitCodes.unhealthy
    if (report.verdict !== 'undecided' && failing(failOn)) return exitCodes.unhealthy
  }
  return report.verdict === 'undecided' ? exitCodes.undecided : exitCodes.ok
}
