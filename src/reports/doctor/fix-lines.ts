import {isAtLeast, severities} from '../../model/check.ts'
import {explainingChecks} from '../../model/report/explaining-checks.ts'
import type {CauseReport, Finding, PipelineReport, RepairReport} from '../../model/report/report.ts'
import {functionLabel} from '../../text/function-label.ts'
import {printable} from '../../text/printable.ts'
import {ddbstreamCommand, option} from '../../text/shell.ts'
import {commandLines} from '../text/command-lines.ts'
import {clock} from '../text/instants.ts'
import type {Page} from '../text/style.ts'
import {hang} from '../text/wrap.ts'

export type Fix = CauseReport['fixes'][number]

export const gravestFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))

/** The failed findings that are not muted, the most severe first. */
export const failures = (findings: readonly Finding[]): Finding[] =>
  gravestFirst(findings.filter(finding => finding.status === 'fail' && finding.muted === null))

/** Late or losing records while missing data hides the cause: a finding beside it must not look like the fix. */
const isUnexplained = ({verdict, causes, openCauses}: PipelineReport): boolean =>
  (verdict === 'critical' || verdict === 'degraded') && causes.length === 0 && openCauses.length > 0

const lookAgain = (pipeline: PipelineReport): Fix => ({
  summary:
    'Find the cause before any change: missing or unpublished data decides between the causes that are not ruled out. Allow the reads, and run doctor again.',
  command: ddbstreamCommand('doctor', nameOf(pipeline), option('region', pipeline.region)),
})

const nameOf = ({function: name, qualifier}: PipelineReport): string => functionLabel(name, qualifier)

export const isIll = ({verdict}: PipelineReport): boolean => verdict === 'critical' || verdict === 'degraded'

/** Whether records are late, blocked or lost now, or may be. */
const suffers = (pipeline: PipelineReport): boolean => isIll(pipeline) || !['ok', 'idle'].includes(pipeline.lag.state)

/** After a change whose effect is not at its end: watch it, and make no other change. */
const watchIt = (pipeline: PipelineReport, {state, lookAgainAt}: RepairReport): Fix => ({
  summary: `Make no other change: watch the effect of the last one.${state === 'unseen' && lookAgainAt !== null ? ` CloudWatch shows it by ${clock(lookAgainAt, lookAgainAt)}.` : ''}`,
  command: ddbstreamCommand('iterator-age', nameOf(pipeline), `${option('region', pipeline.region)} --watch --until drained`),
})

/**
 * The steps to take: the fixes of the best cause. Without one, of the gravest finding: one that explains the symptom while records are
 * late, any that fails a run while none is. Beside a harmless cause no other change is a next step.
 */
export function fixesOf(pipeline: PipelineReport): Fix[] {
  const [cause] = pipeline.causes
  const {repair} = pipeline
  if (cause?.harmful && !cause.beforeChange) return cause.fixes
  if (repair !== null && repair.state !== 'recovered') return [watchIt(pipeline, repair)]
  if (cause) return cause.fixes
  if (isUnexplained(pipeline)) return [lookAgain(pipeline)]
  const grave = failures(pipeline.findings).filter(f => f.fix !== null && isAtLeast(f.severity, 'high'))
  const finding = suffers(pipeline) ? grave.find(({check}) => explainingChecks.has(check)) : grave[0]
  return finding?.fix ? [finding.fix] : []
}

/** Why no next step is named, while records are late. */
export const noFix = 'No recommended action: no finding explains the symptom. An unrelated change would only pause polling.'

const nothingToDo = (page: Page): string[] => [page.ink.bold('Recommended action'), ...hang('  ', page.text(noFix), page.prose)]

/** The reason of the late records passes on its own, and nothing harmful is beside it. */
export const needsNothing = ({causes, repair}: PipelineReport): boolean =>
  (repair === null || repair.state === 'recovered') && causes[0]?.passes === true && !causes.some(({harmful}) => harmful)

/** The fixes, each with a command that can be copied. */
export function fixLines(pipeline: PipelineReport, page: Page): string[] {
  const list = fixesOf(pipeline)
  if (list.length === 0) return isIll(pipeline) ? nothingToDo(page) : []
  return [
    page.ink.bold(needsNothing(pipeline) ? 'No action needed' : 'Recommended action'),
    ...list.flatMap((fix, i) => [
      ...(i === 0 ? [] : ['']),
      ...hang(list.length > 1 ? `  ${i + 1}. ` : '  ', page.text(fix.summary), page.prose),
      ...prospectLines(fix, page),
      ...(fix.command ? ['', ...shellLines(fix.command, page)] : []),
    ]),
  ]
}

const shown = (value: string | number | boolean | null): string => (value === null ? 'none' : String(value))

/** "BatchSize 100 → 200": the change of the command. */
export const settingsText = ({settings = []}: Fix): string =>
  settings.map(({name, before, after}) => `${name} ${shown(before)} → ${shown(after)}`).join(', ')

/** The change of the command, its outcome, and why it may not be enough. */
function prospectLines(fix: Fix, page: Page): string[] {
  const {effect, doubt} = fix
  return [settingsText(fix), effect, doubt].flatMap(text => (text ? hang('     ', page.text(text), page.prose) : []))
}

/** A command on lines of its own, to be copied as they stand. */
export const shellLines = (command: string, page: Page): string[] =>
  commandLines(printable(command).trim(), page.style.columns - 4).map(line => `    ${page.ink.cyan(line)}`)
