import {idOf} from '../../model/watch/iterator-age.ts'
import type {WatchState} from '../../model/watch/watch.ts'
import {pageOf, type Style} from '../text/style.ts'
import {ageTable, gapLines} from './iterator-age.ts'
import {sampleLines} from './iterator-age-once.ts'
import {commandFor, type RepeatedFlags} from './watch-commands.ts'
import {eventLines} from './watch-events.ts'
import {costText} from './watch-line.ts'

const mostEvents = 10

/** The text that remains on the terminal after the screen: the last table, the newest events, and the command that was selected. */
export function watchEnd(state: WatchState, repeated: RepeatedFlags, style: Style): string {
  const {sample, rows, end, usdPerHour} = state
  if (!sample) return ''
  const page = pageOf(style)
  // The counts hold the current pipelines that are folded.
  const pipelines = rows.flatMap(row => (row.kind === 'pipeline' ? [row.pipeline] : []))
  const {title, blocks} = pipelines.length === 0 ? {title: [], blocks: []} : ageTable(pipelines, page)
  const lines = [
    ...title,
    ...blocks.flatMap(block => block.lines),
    ...gapLines(sample.missing, page),
    ...eventLines(state, mostEvents, page),
    '',
    ...sampleLines(sample, [costText(usdPerHour)], page),
  ]
  const chosen = end?.command
  const pipeline = sample.pipelines.find(one => idOf(one) === chosen?.id)
  const command = chosen && pipeline ? commandFor(chosen.kind, pipeline, state.reports[chosen.id], repeated) : null
  // The command is on a line of its own, however wide: it is to be copied as it stands.
  return [...lines, ...(command === null ? [] : ['', command])].map(line => line.trimEnd()).join('\n')
}
