import {isAtLeast, severities} from '../../../model/check.ts'
import type {FailOn} from '../../../model/report/problem.ts'
import type {Finding, PipelineReport} from '../../../model/report/report.ts'
import {count} from '../../../text/units.ts'
import {settingsText} from '../../doctor/fix-lines.ts'
import {code, markup} from '../parts/markup.ts'
import {byCheck, type CheckGroup, isGrave, isOpen, pipelinesOf} from '../parts/open-findings.ts'
import {folded} from './folded.ts'
import {commandBlock, link} from './pipeline-section.ts'

/** So many pipelines of a group are named. */
const mostNames = 10

/** Whether a finding puts its pipeline at risk, or fails the run. */
const isSevere = (finding: Finding, failOn: FailOn): boolean =>
  isOpen(finding) && (isAtLeast(finding.severity, 'high') || isGrave(finding.severity, failOn))

/** Severe findings of pipelines whose records arrive in time: a section for each check, with all its pipelines. */
export function settingsToChange(
  pipelines: readonly PipelineReport[],
  failOn: FailOn,
  names: (pipeline: PipelineReport) => string,
): string[] {
  const groups = byCheck(pipelines, finding => isSevere(finding, failOn))
  return groups.length === 0 ? [] : ['### Findings that need a change', ...groups.flatMap(group => section(group, names))]
}

function section(group: CheckGroup, names: (pipeline: PipelineReport) => string): string[] {
  const of = pipelinesOf(group)
  const first = group.found[0]?.finding
  const fix = first?.fix ?? null
  const rest = of.length - mostNames
  const list = `${of
    .slice(0, mostNames)
    .map(pipeline => code(names(pipeline)))
    .join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  const lines = [
    `**${group.severity}** ${link('checks', group.check)} · ${count(of.length, 'pipeline')}: ${list}`,
    markup(first?.summary || group.title),
    ...(fix === null
      ? []
      : [
          `**Fix**: ${[fix.summary, settingsText(fix)]
            .filter(text => text !== '')
            .map(markup)
            .join(' ')}`,
        ]),
  ]
  const others =
    of.length > 1 && fix?.command ? [`The command is for ${code(names(of[0] as PipelineReport))}; the CSV report holds the others.`] : []
  return [lines.join('  \n'), ...commandBlock(fix?.command ?? ''), ...others]
}

/** Everything else, counted: a line for each severity with the checks and their numbers of pipelines. */
export function restOfFindings(pipelines: readonly PipelineReport[], failOn: FailOn): string[] {
  const counted = byCheck(pipelines, finding => isOpen(finding) && !isSevere(finding, failOn))
  const muted = byCheck(pipelines, ({muted}) => muted !== null)
  const known = byCheck(pipelines, finding => finding.status === 'fail' && finding.muted === null && finding.baseline === 'known')
  const unknown = byCheck(pipelines, ({status}) => status === 'unknown' || status === 'bug')
  const bySeverity = [...severities].reverse().flatMap(severity =>
    line(
      severity,
      counted.filter(group => group.severity === severity),
    ),
  )
  const lines = [...bySeverity, ...line('in the baseline', known), ...line('muted', muted), ...line('without a result', unknown)]
  return lines.length === 0 ? [] : folded(summary(pipelines, counted), lines)
}

function summary(pipelines: readonly PipelineReport[], counted: readonly CheckGroup[]): string {
  const healthy = pipelines.filter(({verdict}) => verdict === 'healthy').length
  const atRisk = pipelines.length - healthy
  const findings = counted.reduce((sum, {found}) => sum + found.length, 0)
  const parts = [
    healthy > 0 ? count(healthy, 'healthy pipeline') : '',
    atRisk > 0 ? `${count(atRisk, 'pipeline')} at risk` : '',
    findings > 0 ? `${count(findings, 'finding')} to change later` : '',
  ]
  return parts.filter(part => part !== '').join(', ')
}

const line = (label: string, groups: readonly CheckGroup[]): string[] =>
  groups.length === 0
    ? []
    : [`- ${label}: ${groups.map(group => `${link('checks', group.check)} ${pipelinesOf(group).length}`).join(', ')}`]
