import {isAtLeast} from '../../model/check.ts'
import {noPipelines, type PipelineReport, type Report, type Verdict, verdictOrder} from '../../model/report/report.ts'
import {targetLabel} from '../../text/function-label.ts'
import {count, dollars} from '../../text/units.ts'
import {type Row, table} from '../text/columns.ts'
import {clock, dateAndTime} from '../text/instants.ts'
import {accountName} from '../text/names.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {flow, hang, wrap} from '../text/wrap.ts'
import {closingLine} from './closing-line.ts'
import {baselineLines, runLines} from './finding-lines.ts'
import {failures} from './fix-lines.ts'
import {inFull} from './in-full.ts'
import {inShort} from './in-short.ts'
import {missingLines, unreadLines} from './missing-lines.ts'
import {badge, pipelineName, scopeLines} from './verdict-lines.ts'

/** So many are shown in full; of a fleet only those that need somebody. */
const fewPipelines = 5
const mostInFull = 20

/** The report for the eyes of an operator: the verdict, the fix and why, on a screen; with --verbose all that is known. */
export function human(report: Report, style: Style): string {
  const page = pageOf(style)
  const worstFirst = [...report.pipelines].sort((a, b) => verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict))
  const blocks = style.verbose ? everything(worstFirst, report, page) : answer(worstFirst, report, page)
  return blocks
    .filter(block => block.length > 0)
    .map(block => block.map(line => line.trimEnd()).join('\n'))
    .join('\n\n')
}

function everything(worstFirst: readonly PipelineReport[], report: Report, page: Page): string[][] {
  const [only] = worstFirst
  return [
    ...(only && worstFirst.length === 1
      ? [[...title(pipelineName(only, page), page), ...scopeLines(report, only.region, page)], ...inFull(only, report, page)]
      : [overview(report, page), ...worstFirst.flatMap(pipeline => oneOfMany(pipeline, report, page))]),
    runLines(report, page),
    missingLines(report, page),
    footer(report, page),
  ]
}

function oneOfMany(pipeline: PipelineReport, report: Report, page: Page): string[][] {
  const name = `${pipelineName(pipeline, page)} ${page.glyphs.dot} ${page.text(pipeline.region)}`
  return [[rule(page), ...title(name, page)], ...inFull(pipeline, report, page)]
}

function answer(worstFirst: readonly PipelineReport[], report: Report, page: Page): string[][] {
  const [worst, ...others] = worstFirst
  const isAsked = worst?.verdict === 'undecided' && others.length === 0 && worst.causes.length === 0
  const run = runLines(report, page)
  const unread = unreadLines(report, isAsked ? ['denied'] : [], page)
  const closing = worst ? closingLine(worst, report, page) : []
  if (worst && others.length === 0)
    return inShort(
      worst,
      report,
      [...unread, ...baselineLines(report, page), ...(run.length > 0 ? ['', ...run, ''] : []), ...closing],
      page,
    )
  return [
    overview(report, page),
    ...(worstFirst.length > fewPipelines ? fleet(worstFirst, report, page) : worstFirst.flatMap(one => shortOfMany(one, report, page))),
    run,
    [...unread, ...closing],
  ]
}

const rule = (page: Page): string => page.ink.dim(page.glyphs.line.repeat(page.prose))

function shortOfMany(pipeline: PipelineReport, report: Report, page: Page): string[][] {
  const [head = [], ...rest] = inShort(pipeline, report, [], page)
  return [[rule(page), ...head], ...rest]
}

/** A fleet: one by one the pipelines that are wrong or unknown, a line for those at risk, a number for the rest. */
function fleet(worstFirst: readonly PipelineReport[], report: Report, page: Page): string[][] {
  const ill = worstFirst.filter(({verdict}) => verdict !== 'at-risk' && verdict !== 'healthy')
  const atRisk = worstFirst.filter(({verdict}) => verdict === 'at-risk')
  const more = ill.length - mostInFull
  const healthy = worstFirst.length - ill.length - atRisk.length
  return [
    ...ill.slice(0, mostInFull).flatMap(pipeline => shortOfMany(pipeline, report, page)),
    more > 0 ? [`${count(more, 'more pipeline')} like these: --verbose shows them, --format json=FILE saves them.`] : [],
    atRiskLines(
      atRisk.filter(one => !isKnown(one)),
      page,
    ),
    knownLines(atRisk.filter(isKnown).length, page),
    healthy > 0 ? [page.ink.dim(`${count(healthy, 'healthy pipeline')}: --verbose shows them.`)] : [],
  ]
}

/** All that is grave about it is in the baseline of the run. */
const isKnown = ({findings}: PipelineReport): boolean =>
  graveOf(findings).length > 0 && graveOf(findings).every(({baseline}) => baseline === 'known')

const graveOf = (findings: PipelineReport['findings']): PipelineReport['findings'] =>
  failures(findings).filter(({severity}) => isAtLeast(severity, 'high'))

const knownLines = (pipelines: number, page: Page): string[] =>
  pipelines > 0
    ? [page.ink.dim(`${count(pipelines, 'more pipeline')} at risk by known findings (in the baseline): --verbose shows them.`)]
    : []

/** One row for each risk that would hurt later. */
function atRiskLines(pipelines: readonly PipelineReport[], page: Page): string[] {
  if (pipelines.length === 0) return []
  const rows = pipelines.slice(0, 2 * mostInFull).map((pipeline): Row => {
    const grave = graveOf(pipeline.findings)
    return {
      cells: [page.text(pipeline.region), page.text(targetLabel(pipeline))],
      text: grave.map(finding => page.text(assertionText(finding) ?? finding.check)).join(', '),
      paint: page.ink.cyan,
    }
  })
  const more = pipelines.length - rows.length
  return [page.ink.bold('At risk'), ...table(rows, page), ...(more > 0 ? [`  ${count(more, 'more pipeline')}.`] : [])]
}

/** "Qualifier is not set, requires live": the actual and the required value of an assertion. */
function assertionText({facts: {setting, value, required}}: PipelineReport['findings'][number]): string | null {
  if (typeof setting !== 'string' || typeof required !== 'string') return null
  const isUnset = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return `${setting} is ${isUnset ? 'not set' : String(value)}, requires ${required}`
}

const title = (text: string, page: Page): string[] => wrap(text, page.prose).map(line => page.ink.bold(line))

/** Several pipelines (or none that could be seen): how many of each verdict. */
function overview(report: Report, page: Page): string[] {
  const counts = verdictOrder
    .map((verdict): [Verdict, number] => [verdict, report.pipelines.filter(pipeline => pipeline.verdict === verdict).length])
    .filter(([, n]) => n > 0)
    .map(([verdict, n]) => `${n} ${verdict}`)
  const text =
    report.pipelines.length === 0 ? `${noPipelines(report)}.` : `${count(report.pipelines.length, 'pipeline')}: ${counts.join(', ')}.`
  return [
    ...hang(`${badge(report.verdict, page)}  `, text, page.prose).map(line => page.ink.bold(line)),
    ...baselineLines(report, page),
    ...(page.style.verbose ? scopeLines(report, null, page) : shortScope(report, page)),
  ]
}

const shortScope = ({scope, takenAt}: Report, page: Page): string[] =>
  flow(
    [accountName(scope), dateAndTime(takenAt)].map(part => page.text(part)),
    ` ${page.glyphs.dot} `,
    page.prose,
  ).map(line => page.ink.dim(line))

function footer(report: Report, page: Page): string[] {
  const requests = Object.values(report.usage.requests).reduce((sum, n) => sum + n, 0)
  const parts = [
    `${count(requests, 'request')} to AWS`,
    `${dollars(report.usage.usd)} at list price`,
    `metrics of ${clock(report.window.start, report.window.end)} to ${clock(report.window.end, report.takenAt)}`,
    `ddbstream ${report.tool.version}`,
    ...(report.configuration === null ? [] : [`configuration ${report.configuration.file}`]),
  ]
  return flow(
    parts.map(part => page.text(part)),
    ` ${page.glyphs.dot} `,
    page.prose,
  ).map(line => page.ink.dim(line))
}
