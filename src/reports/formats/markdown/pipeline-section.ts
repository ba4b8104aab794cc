import type {Finding, PipelineReport, Report} from '../../../model/report/report.ts'
import {targetLabel} from '../../../text/function-label.ts'
import {printable} from '../../../text/printable.ts'
import {count, percent} from '../../../text/units.ts'
import {gravestFirst, isIll, needsNothing, noFix, settingsText} from '../../doctor/fix-lines.ts'
import {lagSummary, lossSummary, reasoned, sentence} from '../../doctor/lag-lines.ts'
import {isChange, proofCommand, stepsOf} from '../../doctor/next-lines.ts'
import {headline, isSinceChange, today} from '../../doctor/verdict-lines.ts'
import {reasons} from '../../doctor/why-lines.ts'
import {plainName} from '../../text/names.ts'
import {code, markup} from '../parts/markup.ts'
import {isOpen} from '../parts/open-findings.ts'
import {pagesOf} from '../parts/pages.ts'
import {folded} from './folded.ts'

/** A pipeline in Markdown: its function and its table as code. */
export const title = (pipeline: PipelineReport): string =>
  `${code(targetLabel(pipeline))} ← ${pipeline.table === null ? 'unknown table' : code(pipeline.table)}`

/** A check or a cause as a link to AWS's page of it. */
export function link(kind: 'checks' | 'causes', id: string): string {
  const pages = pagesOf(kind, id)
  return pages === null ? code(id) : `[${code(id)}](${pages.aws})`
}

/** One pipeline: the verdict, the deadline, the fix with its commands, and then the evidence. Other findings are folded. */
export function pipelineSection(pipeline: PipelineReport, report: Report, name: string): string[] {
  const {takenAt: now} = report
  const twin = name === plainName(pipeline) ? '' : ` (${code(pipeline.mapping ?? 'unknown mapping')})`
  return [
    `### ${pipeline.verdict === 'healthy' ? 'OK' : pipeline.verdict.replace('-', ' ').toUpperCase()}: ${title(pipeline)}${twin}`,
    verdict(pipeline, now),
    ...nextSteps(pipeline, report),
    ...evidence(pipeline, now),
    ...pageOfCause(pipeline),
    ...otherFindings(pipeline),
  ]
}

function verdict(pipeline: PipelineReport, now: string): string {
  const {lag} = pipeline
  const cause = isSinceChange(pipeline) ? undefined : pipeline.causes[0]
  const sure = cause === undefined ? '' : ` ${percent(cause.confidence)} sure.`
  const [reason] = cause === undefined && reasoned.includes(lag.state) ? lag.because : []
  const facts = lagSummary(lag, now, cause === undefined && ['ok', 'idle'].includes(lag.state))
    .map(markup)
    .join(' · ')
  const lines = [
    `**${markup(sentence(headline(pipeline, now)))}**${sure}${needsNothing(pipeline) ? ' No action needed.' : ''}`,
    cause === undefined ? '' : markup(today(cause.summary, now)),
    facts === '' ? '' : sentence(facts),
    reason === undefined ? '' : markup(sentence(lag.state === 'unknown' ? `Iterator age unknown: ${reason}` : reason)),
    markup(lossSummary(lag, now) ?? ''),
  ]
  return lines.filter(line => line !== '').join('  \n')
}

function nextSteps(pipeline: PipelineReport, report: Report): string[] {
  const steps = stepsOf(pipeline, report)
  if (steps.length === 0) return isIll(pipeline) ? [`**Fix**: ${noFix}`] : []
  return steps.flatMap((step, i) => {
    const isFix = isChange(step, pipeline)
    const label = i > 0 ? 'Or' : isFix ? 'Fix' : 'Next'
    const texts = [step.summary, settingsText(step), step.effect ?? '', step.doubt ?? ''].filter(text => text !== '')
    return [
      [`**${label}**: ${markup(texts[0] ?? '')}`, ...texts.slice(1).map(text => markup(sentence(text)))].join('  \n'),
      ...commandBlock(step.command),
      ...(i === steps.length - 1 && isChange(steps[0] ?? step, pipeline) ? ['**Then**:', ...commandBlock(proofCommand(pipeline))] : []),
    ]
  })
}

/** A fence that is longer than any in the command. */
export function commandBlock(command: string): string[] {
  const clean = printable(command).trim()
  if (!clean) return []
  const ticks = '`'.repeat(Math.max(3, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return [`${ticks}sh\n${clean}\n${ticks}`]
}

function evidence(pipeline: PipelineReport, now: string): string[] {
  const {causes, openCauses, openBecause} = pipeline
  const lines = pipeline.verdict === 'healthy' && pipeline.repair === null ? [] : reasons(pipeline)
  const [cause, ...others] = causes
  const also = others.map(
    ({id, confidence, summary}) => `- Also possible: ${link('causes', id)}, ${percent(confidence)} sure: ${markup(today(summary, now))}`,
  )
  const confirm = cause?.settledBy ? [`- To confirm: ${markup(cause.settledBy)}`] : []
  const open =
    causes.length === 0 && openCauses.length > 0
      ? [`- Not ruled out, because data is missing: ${openCauses.map(code).join(', ')}.`, ...openBecause.map(text => `- ${markup(text)}`)]
      : []
  const all = [...lines.map(line => `- ${markup(today(line, now))}`), ...confirm, ...also, ...open]
  return all.length === 0 ? [] : ['**Why**', all.join('\n')]
}

function pageOfCause({causes: [cause]}: PipelineReport): string[] {
  const pages = cause === undefined ? null : pagesOf('causes', cause.id)
  return pages === null ? [] : [`More about this cause: ${code(pages.own)} of ddbstream, and [AWS's page](${pages.aws}).`]
}

function otherFindings(pipeline: PipelineReport): string[] {
  const open = gravestFirst(pipeline.findings.filter(isOpen))
  const unknown = gravestFirst(pipeline.findings.filter(({status}) => status === 'unknown' || status === 'bug'))
  const known = pipeline.findings.filter(finding => finding.status === 'fail' && !isOpen(finding))
  if (open.length + unknown.length + known.length === 0) return []
  const counts = [
    open.length > 0 ? count(open.length, 'finding') : '',
    unknown.length > 0 ? `${count(unknown.length, 'check')} without a result` : '',
    known.length > 0 ? `${known.length} muted or known` : '',
  ].filter(part => part !== '')
  return folded(counts.join(', '), [...open.map(findingLine), ...unknownLines(unknown), ...known.map(knownLine)])
}

const findingLine = ({severity, check, summary, title}: Finding): string =>
  `- ${severity} ${link('checks', check)}: ${markup(summary || title)}`

/** A line for each reason: one read that failed leaves many checks without a result. */
function unknownLines(unknown: readonly Finding[]): string[] {
  const reasons = [...new Set(unknown.map(({summary}) => summary))]
  return reasons.map(reason => {
    const found = unknown.filter(({summary}) => summary === reason)
    const label = found.some(({status}) => status === 'bug') ? 'internal error' : 'unknown'
    return `- ${label} ${found.map(({check}) => link('checks', check)).join(', ')}: ${markup(reason)}`
  })
}

const knownLine = ({check, muted, summary}: Finding): string =>
  `- ${muted === null ? 'in the baseline' : `muted by ${markup(muted.owner)} until ${muted.until}`} ${link('checks', check)}: ${markup(muted?.reason ?? summary)}`
