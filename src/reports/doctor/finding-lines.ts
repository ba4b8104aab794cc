import type {Severity} from '../../model/check.ts'
import {baselineCounts} from '../../model/report/problem.ts'
import type {Finding, PipelineReport, Report} from '../../model/report/report.ts'
import {count} from '../../text/units.ts'
import {type Row, table} from '../text/columns.ts'
import type {Page} from '../text/style.ts'
import {hang} from '../text/wrap.ts'
import {failures, fixesOf, needsNothing, shellLines} from './fix-lines.ts'

/** The findings about the run itself: mutes and entries of the baseline that have outlived their use, and an early end. */
export function runLines({findings, partial}: Report, page: Page): string[] {
  const failed = findings.filter(({status}) => status === 'fail').map(finding => failure(finding, page))
  const early = partial === null ? [] : hang('  ', page.text(`Not complete: ${partial}.`), page.prose)
  return failed.length + early.length === 0 ? [] : [page.ink.bold('This run'), ...early, ...table(failed, page)]
}

/** "Baseline: 0 new problems, 40 known." */
export function baselineLines(report: Report, page: Page): string[] {
  const counts = baselineCounts(report)
  return counts === null ? [] : [page.text(`Baseline: ${count(counts.new, 'new problem')}, ${counts.known} known.`)]
}

/** The findings of the checks: all failures with their numbers and fixes, why a check is unknown, and the names of the rest. */
export function findingLines(pipeline: PipelineReport, {configuration}: Pick<Report, 'configuration'>, page: Page): string[] {
  const failed = failures(pipeline.findings)
  const lines = [...inFull(failed, fixesOf(pipeline), page), ...bugLines(pipeline, page), ...withStatus('unknown', pipeline, page)]
  const title = needsNothing(pipeline) ? 'Findings (not related to this)' : 'Findings'
  const file = configuration?.file ?? null
  return lines.length === 0
    ? restLines(pipeline, file, '', page)
    : [page.ink.bold(title), ...lines, ...restLines(pipeline, file, '  ', page)]
}

/** Checks that ended by a fault of their own. */
export const bugLines = (pipeline: PipelineReport, page: Page): string[] => withStatus('bug', pipeline, page)

/** The findings of a status that tells nothing of the pipeline, each with its reason. */
const withStatus = (status: 'bug' | 'unknown', pipeline: PipelineReport, page: Page): string[] =>
  table(
    pipeline.findings.filter(finding => finding.status === status).map(finding => row(finding, status, page.ink.magenta, page)),
    page,
  )

function painter(severity: Severity, page: Page): Row['paint'] {
  if (severity === 'critical' || severity === 'high') return page.ink.red
  return severity === 'medium' ? page.ink.yellow : page.ink.dim
}

/** Where the finding is in the baseline of the run, it says so. */
const row = (finding: Finding, word: string, paint: Row['paint'], page: Page): Row => ({
  cells: [page.text(word), page.text(finding.check)],
  text: page.text((finding.summary || finding.title) + (finding.baseline === 'known' ? ' (in the baseline)' : '')),
  paint,
})

const failure = (finding: Finding, page: Page): Row => row(finding, finding.severity, painter(finding.severity, page), page)

/** Failures with their numbers and fixes; a command that was shown already is not shown again. */
function inFull(failed: Finding[], shown: {command: string}[], page: Page): string[] {
  const commands = new Set(shown.map(fix => fix.command))
  return failed.flatMap(finding => {
    const {fix} = finding
    const isNew = fix !== null && !commands.has(fix.command)
    if (fix) commands.add(fix.command)
    return [
      ...table([failure(finding, page)], page),
      ...hang('    ', page.text(facts(finding)), page.prose).map(line => page.ink.dim(line)),
      ...(isNew ? [...hang('    ', page.text(fix.summary), page.prose), ...shellLines(fix.command, page)] : []),
      '',
    ]
  })
}

const facts = (finding: Finding): string =>
  Object.entries(finding.facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') || 'none' : factText(value)}`)
    .join('; ')

/** Fractions with three digits; the JSON report has them in full. */
const factText = (value: unknown): string =>
  typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(3))) : String(value)

/** The flags that read the evidence of the skipped checks. */
function howToRead(findings: Finding[]): string {
  const flags = ['--deep', '--inspect-code'].filter(flag => findings.some(f => f.status === 'skipped' && f.summary.includes(flag)))
  return flags.length === 0 ? '' : `; to run them: ${flags.join(' ')}`
}

/** The checks that did not fail, and those that are muted or switched off by the configuration file. */
function restLines(pipeline: PipelineReport, file: string | null, indent: string, page: Page): string[] {
  const named = (status: Finding['status']): string[] => pipeline.findings.filter(f => f.status === status).map(f => f.check)
  const sentence = (checks: string[], what: string): string[] =>
    checks.length === 0 ? [] : hang(indent, page.text(`${count(checks.length, 'check')} ${what}: ${checks.join(', ')}.`), page.prose)
  return [
    ...pipeline.findings.flatMap(({check, muted}) =>
      muted ? hang(indent, page.text(`Muted: ${check}, by ${muted.owner} until ${muted.until}: ${muted.reason}`), page.prose) : [],
    ),
    ...sentence(named('unknown'), 'could not be judged'),
    ...sentence(named('skipped'), `skipped${howToRead(pipeline.findings)}`).map(line => page.ink.dim(line)),
    ...sentence(named('off'), ['switched off by the configuration file', ...(file === null ? [] : [file])].join(' ')).map(line =>
      page.ink.dim(line),
    ),
    ...sentence(named('pass'), 'passed').map(line => page.ink.dim(line)),
  ]
}
