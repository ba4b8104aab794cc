import {isAtLeast, type Severity, severities} from '../../../model/check.ts'
import type {FailOn} from '../../../model/report/problem.ts'
import type {Finding, PipelineReport, Verdict} from '../../../model/report/report.ts'

/** A check that fails, is not muted, and is not in the baseline. */
export const isOpen = ({status, muted, baseline}: Finding): boolean => status === 'fail' && muted === null && baseline !== 'known'

/** Whether a severity makes a run fail that fails from `failOn` on. */
export const isGrave = (severity: Severity, failOn: FailOn): boolean => failOn !== 'never' && isAtLeast(severity, failOn)

const ill: readonly Verdict[] = ['critical', 'degraded', 'undecided']

/** Whether somebody must act on the pipeline now: its records are late or lost, or the verdict is undecided. */
export const needsSomebody = ({verdict}: PipelineReport): boolean => ill.includes(verdict)

/** One check with all pipelines on which it found the same. */
export interface CheckGroup {
  check: string
  title: string
  /** The highest of its findings. */
  severity: Severity
  found: {pipeline: PipelineReport; finding: Finding}[]
}

/** The findings in question, grouped by check: the most severe first, then the most frequent. */
export function byCheck(
  pipelines: readonly PipelineReport[],
  isWanted: (finding: Finding, pipeline: PipelineReport) => boolean,
): CheckGroup[] {
  const groups = new Map<string, CheckGroup>()
  for (const pipeline of pipelines)
    for (const finding of pipeline.findings) {
      if (!isWanted(finding, pipeline)) continue
      const {check, title, severity} = finding
      const group = groups.get(check) ?? {check, title, severity, found: []}
      group.found.push({pipeline, finding})
      if (isAtLeast(severity, group.severity)) group.severity = severity
      groups.set(check, group)
    }
  for (const {found} of groups.values())
    found.sort((a, b) => severities.indexOf(b.finding.severity) - severities.indexOf(a.finding.severity))
  return [...groups.values()].sort(
    (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || b.found.length - a.found.length,
  )
}

/** The number of pipelines in a group: a check may find several things on one. */
export const pipelinesOf = ({found}: CheckGroup): PipelineReport[] => [...new Set(found.map(({pipeline}) => pipeline))]
