import type {Thresholds} from '../aws-facts/thresholds.ts'
import {isAtLeast} from '../model/check.ts'
import {problemsOf} from '../model/report/problem.ts'
import {type Finding, isCutShort, type LagReport, type Report, type Verdict} from '../model/report/report.ts'
import {type ExitCode, exitCodes} from '../model/user-error.ts'
import type {PipelineLag} from '../model/watch/iterator-age.ts'

/** Whether records are lost so soon that it is critical. Times are epoch milliseconds. */
export const isLossSoon = (
  state: LagReport['state'],
  lossAtMs: number | null,
  nowMs: number,
  {lossSoonSeconds}: Pick<Thresholds, 'lossSoonSeconds'>,
): boolean => lossAtMs !== null && lossAtMs - nowMs < lossSoonSeconds * 1000 && state !== 'recovering'

/** Whether some shard delivers nothing. */
export const isStopped = (state: LagReport['state']): boolean => state === 'stalled' || state === 'stopped' || state === 'losing'

export interface VerdictInput {
  lag: LagReport
  /** Epoch milliseconds. */
  lossAtMs: number | null
  nowMs: number
  thresholds: Thresholds
  /** Whether a harmful cause was found. */
  harmed: boolean
  /** Whether a likely cause discards records for good. */
  loses: boolean
  /** Whether a cause that passes on its own explains the lag, and no harmful one was found. */
  explained: boolean
  /** Whether a considerable share of the records is discarded all the time, and nothing keeps them. */
  discards: boolean
  openCauses: readonly string[]
  findings: readonly Finding[]
  /** The writes of the table are known, and none came in the window. */
  nothingWaits: boolean
}

/**
 * Records are lost now, or sooner than somebody can act. Where nothing is delivered and no time of loss is known, that may be so, unless no
 * record is seen to wait.
 */
function isCritical({lag: {state, ageSeconds}, lossAtMs, nowMs, thresholds, loses, nothingWaits}: VerdictInput): boolean {
  const isUnknown = isStopped(state) && lossAtMs === null && !(ageSeconds === null && nothingWaits)
  return loses || state === 'losing' || isLossSoon(state, lossAtMs, nowMs, thresholds) || isUnknown
}

/**
 * First match: critical (records are lost, or will be in under six hours), degraded (records are late, stopped or discarded all the time, or a
 * harmful cause is present), undecided (missing evidence could change the verdict), at-risk (a finding of severity high or more), healthy.
 */
export function verdictOf(input: VerdictInput): Verdict {
  const {lag, harmed, discards, explained, openCauses, findings} = input
  if (isCritical(input)) return 'critical'
  const isLate = (lag.state === 'slow' || lag.state === 'behind') && !explained
  if (harmed || discards || isStopped(lag.state) || isLate) return 'degraded'
  const grave = findings.filter(finding => isAtLeast(finding.severity, 'high') && finding.muted === null)
  if (lag.state === 'unknown' || openCauses.length > 0 || grave.some(f => f.status === 'unknown' || f.status === 'bug')) return 'undecided'
  return grave.some(f => f.status === 'fail') ? 'at-risk' : 'healthy'
}

/** The verdict that the lag alone gives: causes and checks are not known. */
export function verdictOfLag({lag: {state}, lossSoon}: Pick<PipelineLag, 'lag' | 'lossSoon'>): Verdict {
  if (state === 'losing' || lossSoon) return 'critical'
  if (isStopped(state) || state === 'slow' || state === 'behind') return 'degraded'
  return state === 'unknown' ? 'undecided' : 'healthy'
}

/** The exit code of a doctor run: see the table of exit codes in docs/verdicts.md. */
export function exitCodeOf(report: Report): ExitCode {
  const {pipelines, findings, verdict, failOn} = report
  const failing = pipelines.flatMap(pipeline => problemsOf(pipeline, failOn)).filter(problem => problem.fails)
  const ofRun = findings.some(({status, severity}) => status === 'fail' && failOn !== 'never' && isAtLeast(severity, failOn))
  if (ofRun || failing.some(problem => problem.kind !== 'finding')) return exitCodes.unhealthy
  // A pipeline that is known to be critical, and does not fail the run, hides no region or shard of which nothing is known.
  if (verdict === 'undecided' || isCutShort(report) || pipelines.some(pipeline => pipeline.verdict === 'undecided'))
    return exitCodes.undecided
  return failing.length > 0 ? exitCodes.unhealthy : exitCodes.ok
}
