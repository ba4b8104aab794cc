import {isAtLeast, type Severity} from '../check.ts'
import type {PipelineReport, Report} from './report.ts'

/** From which severity on a finding makes a run fail; `never` keeps an unhealthy verdict from failing it. */
export type FailOn = Report['failOn']

/** One reason for a pipeline not to pass: a cause, a bad verdict that no cause explains, or a failed check. */
export interface Problem {
  kind: 'cause' | 'verdict' | 'finding'
  /** The cause, the state of the lag, or the check. */
  id: string
  title: string
  summary: string
  severity: Severity
  /** Whether it makes the run fail: it is grave enough, not muted, and not in the baseline. */
  fails: boolean
  muted: PipelineReport['findings'][number]['muted']
  baseline: PipelineReport['baseline']
}

const unhealthy = (pipeline: PipelineReport): boolean => pipeline.verdict === 'critical' || pipeline.verdict === 'degraded'

/** Everything that speaks against a pipeline, causes first. */
export function problemsOf(pipeline: PipelineReport, failOn: FailOn): Problem[] {
  const fails = (grave: boolean, {muted, baseline}: Pick<Problem, 'muted' | 'baseline'>): boolean =>
    failOn !== 'never' && grave && muted === null && baseline !== 'known'
  const bad = unhealthy(pipeline)
  const severity: Severity = pipeline.verdict === 'critical' ? 'critical' : bad ? 'high' : 'info'
  const causes = pipeline.causes.map(({id, title, summary, harmful, muted, baseline}): Problem => {
    const grave = bad && harmful
    return {kind: 'cause', id, title, summary, severity: grave ? severity : 'info', muted, baseline, fails: fails(grave, {muted, baseline})}
  })
  const {state, because} = pipeline.lag
  const {baseline} = pipeline
  const unexplained: Problem = {
    kind: 'verdict',
    id: state,
    title: `${pipeline.verdict}: no cause found`,
    summary: [`The lag is ${state}`, ...because].join('; '),
    severity,
    muted: null,
    baseline,
    fails: fails(bad, {muted: null, baseline}),
  }
  const findings = pipeline.findings.flatMap((finding): Problem[] => {
    if (finding.status !== 'fail') return []
    const {check, title, summary, muted, baseline} = finding
    const grave = failOn !== 'never' && isAtLeast(finding.severity, failOn)
    return [{kind: 'finding', id: check, title, summary, severity: finding.severity, muted, baseline, fails: fails(grave, finding)}]
  })
  return [...causes, ...(bad && !pipeline.causes.some(cause => cause.harmful) ? [unexplained] : []), ...findings]
}

/** How many problems that would fail a run are new, and how many are in its baseline; null for a run without a baseline. */
export function baselineCounts({pipelines, failOn}: Report): {new: number; known: number} | null {
  const grave = failOn === 'never' ? 'high' : failOn
  const problems = pipelines.flatMap(pipeline => problemsOf(pipeline, grave))
  if (problems.length === 0 || problems.every(({baseline}) => baseline === null)) return null
  const known = problems.filter(one => one.baseline === 'known' && one.muted === null && wouldFail(one, grave)).length
  return {new: problems.filter(({fails}) => fails).length, known}
}

const wouldFail = ({kind, severity}: Problem, grave: Severity): boolean =>
  kind === 'finding' ? isAtLeast(severity, grave) : isAtLeast(severity, 'high')
