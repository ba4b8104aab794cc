import type {Report} from '../../model/report/report.ts'
import {idOf, type PipelineLag} from '../../model/watch/iterator-age.ts'
import {type CommandKind, commandKinds, type View, type WatchState} from '../../model/watch/watch.ts'
import {targetLabel} from '../../text/function-label.ts'
import {printable} from '../../text/printable.ts'
import {ddbstreamCommand, option} from '../../text/shell.ts'
import {stepsOf} from '../doctor/next-lines.ts'
import {commandLines} from '../text/command-lines.ts'
import type {Page} from '../text/style.ts'
import {wrap} from '../text/wrap.ts'

/** Flags of this watch that its printed commands repeat: each with its value. */
export type RepeatedFlags = readonly {flag: string; value: string}[]

/** The command of this kind for a pipeline; null for a fix that is not known. */
export function commandFor(kind: CommandKind, pipeline: PipelineLag, report: Report | undefined, repeated: RepeatedFlags): string | null {
  if (kind === 'fix') return fixOf(pipeline, report)
  const flags = repeated.filter(({flag}) => flag !== 'config' || kind !== 'errors')
  // The lab has its own region.
  const region = flags.some(({flag}) => flag === 'lab') ? [] : [{flag: 'region', value: pipeline.region}]
  const options = [...region, ...flags].map(({flag, value}) => option(flag, value)).join('')
  return ddbstreamCommand(kind, targetLabel(pipeline), options)
}

/** The first command that the doctor recommends for this mapping. */
function fixOf(pipeline: PipelineLag, report: Report | undefined): string | null {
  const found = pipelineIn(report, pipeline)
  const command = found && report ? stepsOf(found, report)[0]?.command : undefined
  return command ? printable(command) : null
}

/** The pipeline in a report of the doctor on its function. */
export const pipelineIn = (report: Report | undefined, pipeline: PipelineLag) =>
  report?.pipelines.find(one => one.mapping === pipeline.mapping) ?? (report?.pipelines.length === 1 ? report.pipelines[0] : undefined)

const keys: Record<CommandKind, string> = {doctor: 'd', errors: 'e', mappings: 'm', fix: 'f'}
const noFix = 'not known: run the doctor first (enter in the details)'
const markColumns = 2

/** The commands of a pipeline, each on lines of its own that a mouse can select; the selected one alone where `room` lines hold no more. */
export function commandView(
  view: Extract<View, {kind: 'command'}>,
  state: WatchState,
  repeated: RepeatedFlags,
  room: number,
  page: Page,
): string[] {
  const pipeline = state.sample?.pipelines.find(one => idOf(one) === view.id)
  if (pipeline === undefined) return [page.text('The mapping is gone.')]
  const {columns} = page.style
  const title = wrap(page.text(`Commands for ${targetLabel(pipeline)}`), columns).map(line => page.ink.bold(line))
  const end = wrap('Enter ends the watch and prints the selected command, ready to copy.', columns)
  const linesOf = (kind: CommandKind): string[] =>
    commandBlock(kind, kind === view.command, commandFor(kind, pipeline, state.reports[view.id], repeated), page)
  const all = [...title, ...commandKinds.flatMap(kind => ['', ...linesOf(kind)]), '', ...end]
  return all.length <= room ? all : [...title, ...linesOf(view.command), ...end]
}

function commandBlock(kind: CommandKind, isSelected: boolean, command: string | null, page: Page): string[] {
  const mark = (isSelected ? (page.style.unicode ? '›' : '>') : '').padEnd(markColumns)
  const title = `${mark}${keys[kind]}  ${kind}`
  const indent = ' '.repeat(4)
  const columns = page.style.columns - indent.length
  return [
    isSelected ? page.ink.bold(title) : title,
    ...(command === null
      ? wrap(page.text(noFix), columns).map(line => indent + page.ink.dim(line))
      : commandLines(page.text(command), columns).map(line => indent + page.ink.cyan(line))),
  ]
}
