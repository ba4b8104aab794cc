import type {PipelineReport, Report} from '../../model/report/report.ts'
import {targetLabel} from '../../text/function-label.ts'
import {requestsIn} from '../../text/printed-request.ts'
import {ddbstreamCommand, option} from '../../text/shell.ts'
import {commandLines} from '../text/command-lines.ts'
import {indent, labelled} from '../text/gutter.ts'
import type {Page} from '../text/style.ts'
import {type Fix, fixesOf, isIll, needsNothing, noFix, settingsText, shellLines} from './fix-lines.ts'
import {sentence} from './lag-lines.ts'
import {gapsOf} from './missing-lines.ts'

/** Operations of ddbstream that change nothing. */
const readers: readonly string[] = ['doctor', 'iterator-age', 'errors', 'cold-starts', 'concurrency', 'mappings', 'history', 'policy']

/** Whether a command only reads. A command that cannot be parsed may change something. */
export function isRead(command: string): boolean {
  try {
    const requests = requestsIn(command)
    return (
      requests.length > 0 &&
      requests.every(({service, operation}) =>
        service === 'ddbstream' ? readers.includes(operation) : /^(describe|filter|get|list|tail)\b/.test(operation),
      )
    )
  } catch {
    return false
  }
}

/** The first words of a text: up to its first sign of punctuation. */
const start = (text: string): string => /^.*?(?=[.,:;](?:\s|$)| \()/su.exec(text)?.[0] ?? text

/** The outcome of an effect in the end: "at this rate the backlog is gone by 01:44 UTC". */
const outcome = (effect: string): string => effect.split('; ').at(-1) ?? effect

/** The evidence that would decide an undecided verdict, and the command that reads it. */
function toDecide(pipeline: PipelineReport, report: Report): Fix {
  const gaps = gapsOf(report, pipeline)
  const denied = [...new Set(gaps.filter(({reason}) => reason === 'denied').map(({action}) => action))]
  const later = gaps.length === 0 ? 'Run it again when CloudWatch has published newer minutes:' : 'Run it again:'
  return {
    summary: denied.length === 0 ? later : `To read it, allow ${report.scope.caller ?? 'the caller'}: ${denied.join(', ')}. Then:`,
    command: ddbstreamCommand('doctor', targetLabel(pipeline), option('region', pipeline.region)),
  }
}

/** The next steps, best first: a decision needs the evidence that could not be read. */
export function stepsOf(pipeline: PipelineReport, report: Report): Fix[] {
  const list = fixesOf(pipeline)
  return list.length === 0 && pipeline.verdict === 'undecided' ? [toDecide(pipeline, report)] : list
}

/** Whether a next step changes something, and is not only a read or a wait. */
export const isChange = ({command}: Fix, pipeline: PipelineReport): boolean => !isRead(command) && !needsNothing(pipeline)

/** The fix with before and after, its effect and its command; then the command that shows whether it worked. */
export function nextLines(pipeline: PipelineReport, report: Report, page: Page): string[] {
  const [first, ...others] = stepsOf(pipeline, report)
  if (first === undefined) return isIll(pipeline) ? labelled('FIX', [noFix], page) : []
  const isFix = isChange(first, pipeline)
  const changes = [settingsText(first), first.effect && outcome(first.effect), first.doubt]
    .flatMap(text => (text ? [sentence(text)] : []))
    .join(' ')
  const texts = [first.summary, changes].filter(text => text !== '')
  const more = others.length > 1 ? ` (one of ${others.length} more: --verbose)` : ' (--verbose)'
  return [
    ...labelled(isFix ? 'FIX' : 'NEXT', texts, page),
    ...(first.command ? shellLines(first.command, page) : []),
    ...(isFix && first.command ? thenLines(pipeline, page) : []),
    ...labelled(
      'MORE',
      others.slice(0, 1).map(({summary}) => start(summary) + more),
      page,
    ),
  ]
}

/**
 * The command that shows whether the fix worked: the lag drains, or nothing is found any more. A rollback gives the mapping another
 * version, so that none is named.
 */
export function proofCommand(pipeline: PipelineReport): string {
  const {lag, region, qualifier} = pipeline
  const isLate = !['ok', 'idle'].includes(lag.state)
  const name = /^\d+$/.test(qualifier ?? '') ? pipeline.function : targetLabel(pipeline)
  const at = option('region', region)
  return isLate ? ddbstreamCommand('iterator-age', name, `${at} --watch --until drained`) : ddbstreamCommand('doctor', name, at)
}

const thenLines = (pipeline: PipelineReport, page: Page): string[] =>
  commandLines(proofCommand(pipeline), page.style.columns - indent.length).map(
    (line, i) => (i === 0 ? page.ink.bold('THEN'.padEnd(indent.length)) : indent) + page.ink.cyan(line),
  )
