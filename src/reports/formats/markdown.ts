import {baselineCounts} from '../../model/report/problem.ts'
import {noPipelines, type PipelineReport, type Report, type Verdict, verdictOrder} from '../../model/report/report.ts'
import {count, duration} from '../../text/units.ts'
import {dateAndTime} from '../text/instants.ts'
import {accountName, namesAmong, partName, plainName} from '../text/names.ts'
import {restOfFindings, settingsToChange} from './markdown/grouped-findings.ts'
import {pipelineSection, title} from './markdown/pipeline-section.ts'
import {cell, code, markup} from './parts/markup.ts'
import {needsSomebody} from './parts/open-findings.ts'

/** GitHub takes 1 MiB of a job summary, and nobody reads more sections than this. */
const mostSections = 20
const mostRows = 100

/** Markdown for a job summary, a pull request or a ticket: a section for each pipeline that needs somebody; the rest is counted. */
export function markdown(report: Report): string {
  const {pipelines} = report
  const worstFirst = [...pipelines].sort((a, b) => verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict))
  const ill = worstFirst.filter(needsSomebody)
  const shown = pipelines.length === 1 ? pipelines : ill.slice(0, mostSections)
  const others = worstFirst.filter(pipeline => !shown.includes(pipeline) && !needsSomebody(pipeline))
  const names = namesAmong(pipelines)
  return [
    `## ddbstream: ${words(report.verdict)}${partName(report.part)}`,
    overview(report),
    ...(report.partial === null ? [] : [`> **Not complete**: ${markup(report.partial)}`]),
    ...runFindings(report),
    ...(ill.length > 1 ? [table(ill, names)] : []),
    ...shown.flatMap(pipeline => pipelineSection(pipeline, report, names(pipeline))),
    ...(ill.length > shown.length ? [`${count(ill.length - shown.length, 'more pipeline')} like these: see the JSON report.`] : []),
    ...settingsToChange(others, report.failOn, names),
    ...missing(report),
    ...restOfFindings(others, report.failOn),
    footer(report),
  ].join('\n\n')
}

const words = (verdict: Verdict): string => verdict.replace('-', ' ')

function overview(report: Report): string {
  const {pipelines, scope} = report
  const counts = verdictOrder
    .map((verdict): [Verdict, number] => [verdict, pipelines.filter(pipeline => pipeline.verdict === verdict).length])
    .filter(([, n]) => n > 0)
    .map(([verdict, n]) => `${n} ${words(verdict)}`)
  const regions = scope.regions.map(markup).join(', ') || 'unknown region'
  const total = pipelines.length === 0 ? noPipelines(report) : `${count(pipelines.length, 'pipeline')}: ${counts.join(', ')}`
  const compared = baselineCounts(report)
  const baseline = compared === null ? '' : ` · baseline: ${count(compared.new, 'new problem')}, ${compared.known} known`
  return `${total}${baseline} · ${markup(accountName(scope))} · ${regions}`
}

const runFindings = ({findings}: Report): string[] => {
  const failed = findings.filter(({status}) => status === 'fail')
  return failed.length === 0 ? [] : [failed.map(({check, summary}) => `- ${code(check)}: ${markup(summary)}`).join('\n')]
}

function table(pipelines: readonly PipelineReport[], names: (pipeline: PipelineReport) => string): string {
  const rows = pipelines
    .slice(0, mostRows)
    .map(pipeline => [
      words(pipeline.verdict),
      cell(names(pipeline) === plainName(pipeline) ? title(pipeline) : `${title(pipeline)} ${code(pipeline.mapping ?? '')}`),
      cell(pipeline.region),
      pipeline.lag.ageSeconds === null ? 'unknown' : duration(pipeline.lag.ageSeconds),
      cell(pipeline.causes[0]?.id ?? '–'),
    ])
  const head = ['verdict', 'pipeline', 'region', 'iterator age', 'cause']
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
}

function missing(report: Report): string[] {
  const gaps = new Map(report.missing.filter(gap => gap.reason !== 'skipped').map(gap => [`${gap.action} ${gap.reason}`, gap]))
  if (gaps.size === 0) return []
  return [
    '### Could not be read',
    [...gaps.values()].map(gap => `- ${code(gap.action)} ${markup(gap.reason)}: ${markup(gap.detail)}`).join('\n'),
  ]
}

function footer({usage, takenAt, tool}: Report): string {
  const requests = Object.values(usage.requests).reduce((sum, n) => sum + n, 0)
  return `${dateAndTime(takenAt)} · ${count(requests, 'request')} to AWS · ddbstream ${markup(tool.version)}`
}
