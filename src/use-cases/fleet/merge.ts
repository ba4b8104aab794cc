import {muteFindings} from '../../config/mutes.ts'
import type {Config} from '../../config/schema.ts'
import type {FailOn} from '../../model/report/problem.ts'
import {type PipelineReport, type Report, worstVerdict} from '../../model/report/report.ts'
import {reportSchema} from '../../model/report/report-schema.ts'
import {UserError} from '../../model/user-error.ts'
import {duration, epochMs} from '../../text/units.ts'
import {joinReports, unique} from './join-reports.ts'

/** A report that was read from a file. */
export interface Part {
  file: string
  report: Report
}

const refuse = (message: string, ...hints: string[]): UserError => new UserError('E_PARTS', message, hints)

/** Reads the output of `doctor --json`. */
export function readReport(text: string, file: string): Part {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw refuse(`${file} is not complete JSON.`, 'Write it with `ddbstream doctor … --format json=FILE`.')
  }
  const parsed = reportSchema.safeParse(data)
  if (parsed.success) return {file, report: parsed.data}
  const [issue] = parsed.error.issues
  throw refuse(
    `${file} is not a report of this ddbstream: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unknown'}.`,
    'Write it with `ddbstream doctor … --format json=FILE`.',
  )
}

export interface MergeOptions {
  /** Instead of the strictest of the parts. */
  failOn?: FailOn | undefined
  config?: Config | undefined
}

/** Joins reports of slices, regions or accounts into one. A double slice or pipeline is refused; a missing slice leaves the whole undecided at best. */
export function merge(parts: readonly Part[], {failOn, config}: MergeOptions): Report {
  refuseDoubles(parts)
  const reports = parts.map(({report}) => report)
  const lost = lostSlices(reports)
  const partial = [...lost.map(slice => `slice ${slice} is missing`), ...reports.flatMap(partialOf)].join('; ') || null
  const joined = joinReports(reports)
  const verdict = partial === null ? joined.verdict : worstVerdict([joined.verdict, 'undecided'])
  const merged: Report = {...joined, verdict, failOn: failOn ?? joined.failOn, partial}
  return {...merged, findings: unique([...merged.findings, ...muteFindings(config, merged)])}
}

/** Longer than the parts of one run are apart. */
const longestRunMs = 2 * 3_600_000

/** The doubts that the parts are of one run, in words. */
export function doubtsAbout(parts: readonly Part[]): string[] {
  const slices = parts.filter(({report}) => report.part !== null)
  const byTime = [...slices].sort((a, b) => epochMs(a.report.takenAt) - epochMs(b.report.takenAt))
  const [first, last] = [byTime[0], byTime.at(-1)]
  if (first === undefined || last === undefined) return []
  const apartMs = epochMs(last.report.takenAt) - epochMs(first.report.takenAt)
  const other = slices.find(({report}) => scopeOf(report) !== scopeOf(first.report))
  return [
    ...(apartMs > longestRunMs
      ? [`${last.file} was taken ${duration(apartMs / 1000)} after ${first.file}: they are probably not from one run.`]
      : []),
    ...(other === undefined
      ? []
      : [`${first.file} is of ${scopeOf(first.report)}, ${other.file} of ${scopeOf(other.report)}: they are probably not from one fleet.`]),
  ]
}

const scopeOf = ({scope: {account, regions}, whole}: Report): string =>
  `${whole ? 'all pipelines' : 'some pipelines'} of ${account ?? 'several accounts'} in ${regions.join(', ')}`

const nameOf = ({account, region, mapping, function: name, qualifier}: PipelineReport): string =>
  [account, region, mapping ?? `${name}:${qualifier}`].join(' ')

function refuseDoubles(parts: readonly Part[]): void {
  const slices = new Map<string, string>()
  const pipelines = new Map<string, string>()
  for (const {file, report} of parts) {
    if (report.part !== null) {
      const slice = `${report.part.shard}/${report.part.of}`
      const before = slices.get(slice)
      if (before !== undefined) throw refuse(`Slice ${slice} occurs twice: in ${before} and in ${file}.`, 'Leave one of them out.')
      slices.set(slice, file)
    }
    for (const pipeline of report.pipelines) {
      const before = pipelines.get(nameOf(pipeline))
      if (before !== undefined)
        throw refuse(
          `The pipeline ${pipeline.function} (${pipeline.mapping}) is in ${before} and in ${file}.`,
          'Merge reports of different slices, regions or accounts.',
        )
      pipelines.set(nameOf(pipeline), file)
    }
  }
  const sizes = new Set(parts.map(({report}) => report.part?.of ?? 0))
  if (sizes.size > 1)
    throw refuse(
      `The reports come from different splits of the fleet: ${[...sizes].map(n => (n === 0 ? 'not at all' : `into ${n}`)).join(', ')}.`,
    )
}

/** `3/8` for each slice without a report. */
function lostSlices(reports: readonly Report[]): string[] {
  const of = reports[0]?.part?.of ?? 0
  const there = new Set(reports.map(report => report.part?.shard))
  return Array.from({length: of}, (_, i) => i + 1)
    .filter(slice => !there.has(slice))
    .map(slice => `${slice}/${of}`)
}

const partialOf = ({partial, part}: Report): string[] =>
  partial === null ? [] : [part === null ? partial : `slice ${part.shard}/${part.of}: ${partial}`]
