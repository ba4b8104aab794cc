import {isAtLeast, severities} from '../model/check.ts'
import type {CauseReport, Finding, PipelineReport} from '../model/report.ts'
import {shellWord} from '../model/shell.ts'
import {printable} from '../model/units.ts'
import {commandLines} from './command-lines.ts'
import type {Page} from './style.ts'
import {hang} from './wrap.ts'

type Treatment = CauseReport['treatments'][number]

/** The failed findings that are not muted, the gravest first. */
export const failures = (findings: Finding[]): Finding[] =>
  findings
    .filter(finding => finding.status === 'fail' && finding.muted === null)
    .sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))

/** In trouble, and what could not be read would tell why: a finding beside it must not pass for the cure. */
const isUnexplained = ({verdict, causes, openCauses}: PipelineReport): boolean =>
  (verdict === 'critical' || verdict === 'degraded') && causes.length === 0 && openCauses.length > 0

const lookAgain = (pipeline: PipelineReport): Treatment => ({
  summary:
    'Find the cause before anything is changed: what could not be read, or is not yet published, decides between those that are still possible. Allow it, and look again.',
  command: `ddbstream doctor ${shellWord(nameOf(pipeline))} --region ${shellWord(pipeline.region)}`,
})

const nameOf = ({function: name, qualifier}: PipelineReport): string => (qualifier === null ? name : `${name}:${qualifier}`)

/** What to do: the treatments of the best cause, or of the gravest finding that fails a run when there is no cause, or none that harms. */
export function treatmentsOf(pipeline: PipelineReport): Treatment[] {
  const [cause] = pipeline.causes
  if (cause?.harmful) return cause.treatments
  if (isUnexplained(pipeline)) return [lookAgain(pipeline)]
  const finding = failures(pipeline.findings).find(f => f.treatment !== null && isAtLeast(f.severity, 'high'))
  return [...(finding?.treatment ? [finding.treatment] : []), ...(cause?.treatments ?? [])]
}

/** The treatments, each with a command that can be copied. */
export function treatmentLines(pipeline: PipelineReport, page: Page): string[] {
  const list = treatmentsOf(pipeline)
  if (list.length === 0) return []
  return [
    page.ink.bold('Do this next'),
    ...list.flatMap((treatment, i) => [
      ...(i === 0 ? [] : ['']),
      ...hang(list.length > 1 ? `  ${i + 1}. ` : '  ', page.text(treatment.summary), page.prose),
      ...(treatment.command ? ['', ...shellLines(treatment.command, page)] : []),
    ]),
  ]
}

/** A command on lines of its own, to be copied as they stand. */
export const shellLines = (command: string, page: Page): string[] =>
  commandLines(printable(command).trim(), page.style.columns - 4).map(line => `    ${page.ink.cyan(line)}`)
