import {isAtLeast, severities} from '../model/check.ts'
import type {CauseReport, Finding, PipelineReport} from '../model/report.ts'
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

/** What to do: the treatments of the best cause, or of the gravest finding that fails a run when there is no cause. */
export function treatmentsOf(pipeline: PipelineReport): Treatment[] {
  const [cause] = pipeline.causes
  if (cause) return cause.treatments
  const finding = failures(pipeline.findings).find(f => f.treatment !== null && isAtLeast(f.severity, 'high'))
  return finding?.treatment ? [finding.treatment] : []
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
