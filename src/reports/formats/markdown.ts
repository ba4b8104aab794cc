import {problemsOf} from '../../model/report/problem.ts'
import {noPipelines, type PipelineReport, type Report, type Verdict, verdictOrder} from '../../model/report/report.ts'
import {count, duration, percent, printable} from '../../text/units.ts'
import {fixesOf, settingsText} from '../doctor/fix-lines.ts'
import {dateAndTime} from '../text/instants.ts'
import {accountName, partName, plainName} from '../text/names.ts'

/** A summary of a thousand pipelines must stay below what GitHub takes (1 MiB). */
const mostInDetail = 50

/** Markdown for a job summary, a pull request or a ticket: the verdict, a table, and each pipeline that needs somebody. */
export function markdown(report: Report): string {
  const worstFirst = [...report.pipelines].sort((a, b) => verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict))
  const shown = worstFirst.filter(pipeline => pipeline.verdict !== 'healthy' || problemsOf(pipeline, report.failOn).length > 0)
  const detailed = shown.slice(0, mostInDetail)
  return [
    `## ddbstream: ${words(report.verdict)}${partName(report.part)}`,
    overview(report),
    ...(report.partial === null ? [] : [`> **Not complete**: ${text(report.partial)}`]),
    ...runFindings(report),
    ...table(detailed),
    ...detailed.flatMap(pipeline => details(pipeline, report)),
    ...(shown.length > detailed.length ? [`${shown.length - detailed.length} more are not shown: see the JSON report.`] : []),
    ...missing(report),
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
  const regions = scope.regions.map(text).join(', ') || 'unknown region'
  const what = pipelines.length === 0 ? noPipelines(report) : `${count(pipelines.length, 'pipeline')}: ${counts.join(', ')}`
  return `${what} · ${text(accountName(scope))} · ${regions}`
}

const runFindings = ({findings}: Report): string[] => {
  const failed = findings.filter(({status}) => status === 'fail')
  return failed.length === 0 ? [] : [failed.map(({check, summary}) => `- **${text(check)}** ${text(summary)}`).join('\n')]
}

function table(pipelines: PipelineReport[]): string[] {
  if (pipelines.length === 0) return []
  const rows = pipelines.map(pipeline => [
    words(pipeline.verdict),
    text(plainName(pipeline)),
    text(pipeline.region),
    pipeline.lag.ageSeconds === null ? 'unknown' : duration(pipeline.lag.ageSeconds),
    text(pipeline.causes[0]?.id ?? '–'),
  ])
  const head = ['verdict', 'pipeline', 'region', 'iterator age', 'cause']
  return [[head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')]
}

function details(pipeline: PipelineReport, {failOn}: Report): string[] {
  const [cause] = pipeline.causes
  const failed = pipeline.findings.filter(({status}) => status === 'fail')
  const fixes = fixesOf(pipeline)
  const failing = new Set(problemsOf(pipeline, failOn).flatMap(problem => (problem.fails ? [problem.id] : [])))
  return [
    `### ${text(plainName(pipeline))}`,
    cause ? `**${text(cause.title)}** (${percent(cause.confidence)} sure)  \n${text(cause.summary)}` : `**${words(pipeline.verdict)}**`,
    ...list(pipeline.repair?.because ?? []),
    ...list(cause?.because ?? pipeline.lag.because),
    ...(pipeline.verdict === 'undecided' && pipeline.openCauses.length > 0
      ? [`Not ruled out (missing data): ${pipeline.openCauses.map(text).join(', ')}.`, ...list(pipeline.openBecause)]
      : []),
    ...fixes
      .flatMap(fix => [...[fix.summary, settingsText(fix), fix.effect ?? '', fix.doubt ?? ''].map(text), ...block(fix.command)])
      .filter(part => part),
    ...(failed.length === 0
      ? []
      : [failed.map(one => `- ${one.severity} **${text(one.check)}**${standing(one, failing)} ${text(one.summary)}`).join('\n')]),
  ]
}

function standing({check, muted, baseline}: PipelineReport['findings'][number], failing: ReadonlySet<string>): string {
  if (muted) return ` (muted by ${text(muted.owner)} until ${muted.until}: ${text(muted.reason)})`
  if (baseline === 'known') return ' (in the baseline)'
  return failing.has(check) && baseline === 'new' ? ' (new)' : ''
}

const list = (items: readonly string[]): string[] => (items.length === 0 ? [] : [items.map(item => `- ${text(item)}`).join('\n')])

/** A fence that is longer than any in the command. */
function block(command: string): string[] {
  const clean = printable(command).trim()
  if (!clean) return []
  const ticks = '`'.repeat(Math.max(3, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return [`${ticks}sh\n${clean}\n${ticks}`]
}

function missing(report: Report): string[] {
  const gaps = new Map(report.missing.filter(gap => gap.reason !== 'skipped').map(gap => [`${gap.action} ${gap.reason}`, gap]))
  if (gaps.size === 0) return []
  return [
    '### Could not be read',
    [...gaps.values()].map(gap => `- ${text(gap.action)}: ${text(gap.reason)}. ${text(gap.detail)}`).join('\n'),
  ]
}

function footer({usage, takenAt, tool}: Report): string {
  const requests = Object.values(usage.requests).reduce((sum, n) => sum + n, 0)
  return `${dateAndTime(takenAt)} · ${count(requests, 'request')} to AWS · ddbstream ${text(tool.version)}`
}

/** Names and words of others: no markup of theirs, no HTML, no break of a table, and nobody is mentioned. */
const text = (value: string): string =>
  printable(value)
    .replace(/[\\`*_{}[\]<>#|~]/g, sign => `\\${sign}`)
    .replace(/(?<!\w)@(?=\w)/g, '@\u200b')
