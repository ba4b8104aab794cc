import {type Problem, problemsOf} from '../../model/report/problem.ts'
import type {CauseReport, Finding, PipelineReport, Report} from '../../model/report/report.ts'
import {printable} from '../../text/printable.ts'
import {epochMs} from '../../text/units.ts'
import {stepsOf} from '../doctor/next-lines.ts'
import {headline} from '../doctor/verdict-lines.ts'
import {pagesOf} from './parts/pages.ts'

type Cell = string | number | null

const ofPipeline: readonly [string, (pipeline: PipelineReport, report: Report) => Cell][] = [
  ['takenAt', (_, report) => report.takenAt],
  ['account', ({account}) => account],
  ['region', ({region}) => region],
  ['function', pipeline => pipeline.function],
  ['qualifier', ({qualifier}) => qualifier],
  ['table', ({table}) => table],
  ['mapping', ({mapping}) => mapping],
  ['verdict', ({verdict}) => verdict],
  ['lagState', ({lag}) => lag.state],
  ['ageSeconds', ({lag}) => lag.ageSeconds],
  ['slope', ({lag}) => lag.slope],
  ['secondsToDrain', ({lag}) => lag.drainSeconds],
  ['secondsToLoss', ({lag}, {takenAt}) => (lag.lossAt === null ? null : Math.round((epochMs(lag.lossAt) - epochMs(takenAt)) / 1000))],
]

const ownColumns = ['kind', 'id', 'severity', 'status', 'confidence', 'summary', 'command', 'page'] as const

type Own = Partial<Record<(typeof ownColumns)[number], Cell>>

/**
 * CSV (RFC 4180) for spreadsheets. Each pipeline has one row of kind `pipeline`: its best cause and the next command. A row of kind
 * `cause` or `finding` follows for each further cause, each failed check, and each check without a result.
 */
export const csv = (report: Report): string =>
  [
    [...ofPipeline.map(([name]) => name), ...ownColumns],
    ...report.pipelines.flatMap(pipeline => {
      const common = ofPipeline.map(([, value]) => value(pipeline, report))
      return rowsOf(pipeline, report).map(own => [...common, ...ownColumns.map(column => own[column] ?? null)])
    }),
  ]
    .map(row => row.map(cell).join(','))
    .join('\r\n')

function rowsOf(pipeline: PipelineReport, report: Report): Own[] {
  const problems = problemsOf(pipeline, report.failOn).filter(({kind}) => kind !== 'finding')
  const problem = (id: string): Problem | undefined => problems.find(one => one.id === id)
  return [
    pipelineRow(pipeline, report, problems[0]),
    ...pipeline.causes.slice(1).map(cause => causeRow(cause, problem(cause.id))),
    ...pipeline.findings.filter(({status}) => ['fail', 'unknown', 'bug'].includes(status)).map(findingRow),
  ]
}

function pipelineRow(pipeline: PipelineReport, report: Report, problem: Problem | undefined): Own {
  const [cause] = pipeline.causes
  return {
    kind: 'pipeline',
    id: cause?.id ?? null,
    severity: problem?.severity ?? null,
    status: problem === undefined ? null : standing(problem),
    confidence: cause?.confidence ?? null,
    summary: headline(pipeline, report.takenAt),
    command: stepsOf(pipeline, report)[0]?.command ?? null,
    page: cause === undefined ? null : (pagesOf('causes', cause.id)?.aws ?? null),
  }
}

const causeRow = ({id, confidence, summary, fixes}: CauseReport, problem: Problem | undefined): Own => ({
  kind: 'cause',
  id,
  severity: problem?.severity ?? null,
  status: problem === undefined ? null : standing(problem),
  confidence,
  summary,
  command: fixes[0]?.command ?? null,
  page: pagesOf('causes', id)?.aws ?? null,
})

const findingRow = (finding: Finding): Own => ({
  kind: 'finding',
  id: finding.check,
  severity: finding.severity,
  status: finding.status === 'fail' ? standing(finding) : finding.status,
  summary: finding.summary || finding.title,
  command: finding.fix?.command ?? null,
  page: pagesOf('checks', finding.check)?.aws ?? null,
})

function standing({muted, baseline}: Pick<Problem, 'muted' | 'baseline'>): 'open' | 'muted' | 'known' {
  if (muted !== null) return 'muted'
  return baseline === 'known' ? 'known' : 'open'
}

/** A cell that begins like a formula, also in full width and behind blanks. Some locales end a cell at a semicolon, quoted or not. */
const formula = /(^|[;|])([\s"]*)(?=[=+\-@＝＋－＠])/gu

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = printable(value).replace(formula, "$1'$2")
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
