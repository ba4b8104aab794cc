import type {PipelineReport, Report} from '../../model/report/report.ts'
import {epochMs, printable} from '../../text/units.ts'

const columns: readonly [string, (pipeline: PipelineReport, report: Report) => string | number | null][] = [
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
  ['cause', ({causes}) => causes[0]?.id ?? null],
  ['confidence', ({causes}) => causes[0]?.confidence ?? null],
  ['failed', ({findings}) => checksThat(findings, finding => finding.status === 'fail' && finding.muted === null)],
  ['muted', ({findings}) => checksThat(findings, finding => finding.muted !== null)],
  ['unknown', ({findings}) => checksThat(findings, finding => finding.status === 'unknown')],
]

const checksThat = (findings: PipelineReport['findings'], wanted: (finding: PipelineReport['findings'][number]) => boolean): string =>
  findings
    .filter(wanted)
    .map(finding => finding.check)
    .join(' ')

/** One row per pipeline (RFC 4180), for spreadsheets. */
export const csv = (report: Report): string =>
  [columns.map(([name]) => name), ...report.pipelines.map(pipeline => columns.map(([, value]) => cell(value(pipeline, report))))]
    .map(row => row.join(','))
    .join('\r\n')

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const clean = printable(value)
  // A spreadsheet would run what begins like a formula.
  const text = /^[=+\-@]/.test(clean) ? `'${clean}` : clean
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
