import {idOf, isCurrent, type PipelineLag} from '../../model/watch/iterator-age.ts'
import type {WatchState} from '../../model/watch/watch.ts'
import {count, duration} from '../../text/units.ts'
import {ageChart, drain, loss, reasoned, sentence, stateWords, throughput, trend} from '../doctor/lag-lines.ts'
import {nextLines} from '../doctor/next-lines.ts'
import {badge} from '../doctor/verdict-lines.ts'
import {commandLines} from '../text/command-lines.ts'
import {labelled} from '../text/gutter.ts'
import {clock, fromNow} from '../text/instants.ts'
import type {Page} from '../text/style.ts'
import {flow, hang, wrap} from '../text/wrap.ts'
import {medianOf, nameOf, paintState} from './iterator-age.ts'
import {commandFor, pipelineIn, type RepeatedFlags} from './watch-commands.ts'
import {eventLines} from './watch-events.ts'

const chartRows = {least: 3, most: 12}
/** Lines of the chart beside its bars, and the blanks around the chart. */
const linesAroundBars = 5
const labelColumns = 13
const mostEvents = 5

/** One pipeline on the whole screen: its state, its deadline, the next command, the chart of the age, the rates. */
export function detailLines(id: string, state: WatchState, repeated: RepeatedFlags, room: number, page: Page): string[] {
  const log = state.overlays.length > 0 ? [] : eventLines(state, mostEvents, page)
  const pipeline = state.sample?.pipelines.find(one => idOf(one) === id)
  if (pipeline === undefined) return [page.text('The mapping is gone.')]
  const wide: Page = {...page, prose: page.style.columns}
  const top = [...headOf(pipeline, wide), ...nextOf(pipeline, state, repeated, wide)]
  const facts = [...factLines(pipeline, wide), ...log]
  const rows = Math.max(chartRows.least, Math.min(chartRows.most, room - top.length - facts.length - linesAroundBars))
  const chart = ageChart(pipeline.lag, pipeline.at, wide, rows)
  return [...top, '', ...(chart.length === 0 ? ['No iterator age was reported in this window.'] : chart), '', ...facts]
}

/** The name, the state with its reason, and the deadline. */
function headOf(pipeline: PipelineLag, page: Page): string[] {
  const {lag, at} = pipeline
  const words = [...stateWords(lag, at), lag.onsetAt ? `since ${clock(lag.onsetAt, at)}` : null].filter(part => part !== null)
  const lost = loss(lag, at)
  const why = reasoned.includes(lag.state) ? lag.because : []
  const separator = ` ${page.glyphs.dot} `
  return [
    ...wrap(nameOf(pipeline, page), page.prose).map(line => page.ink.bold(line)),
    ...flow(
      words.map(word => page.text(word)),
      separator,
      page.prose,
    ).map(line => paintState(lag.state, page)(line)),
    ...why.flatMap(text => wrap(page.text(sentence(text)), page.prose)),
    ...(lost ? wrap(page.text(sentence(lost)), page.prose).map(line => page.ink.bold(line)) : []),
  ]
}

/** The fix, where the doctor has run during this watch; else the command that finds it. */
function nextOf(pipeline: PipelineLag, {reports}: WatchState, repeated: RepeatedFlags, page: Page): string[] {
  const report = reports[idOf(pipeline)]
  const found = pipelineIn(report, pipeline)
  if (report && found) {
    const cause = found.causes[0]?.id
    const verdict = badge(found.verdict, {...page, style: {...page.style, colour: false}})
    const title = `doctor at ${clock(report.takenAt, pipeline.at)}: ${verdict}${cause === undefined ? '' : ` ${cause}`}`
    return ['', ...wrap(page.text(title), page.prose).map(line => page.ink.dim(line)), ...nextLines(found, report, page)]
  }
  const command = commandFor('doctor', pipeline, undefined, repeated) ?? ''
  const indent = 6
  const purpose = isCurrent(pipeline) ? 'It checks the settings.' : 'It finds the cause and the fix.'
  const [first = '', ...rest] = commandLines(page.text(command), page.prose - indent)
  return [
    '',
    page.ink.bold('NEXT'.padEnd(indent)) + page.ink.cyan(first),
    ...rest.map(line => ' '.repeat(indent) + page.ink.cyan(line)),
    ...labelled('', [`${purpose} Enter runs it here.`], page),
  ]
}

function factLines(pipeline: PipelineLag, page: Page): string[] {
  const {lag, recent, openShards, lastChange, at} = pipeline
  const sum = (value: number | null, noun: string): string => (value === null ? `${noun}s not reported` : count(value, noun))
  const seconds = (label: string, value: number | null): string | null => (value === null ? null : `${label}${duration(value)}`)
  const facts: [label: string, parts: (string | null)[]][] = [
    [
      'Age',
      [seconds('', lag.ageSeconds) ?? 'not reported', seconds('median ', medianOf(lag)), seconds('youngest batch ', lag.minimumAgeSeconds)],
    ],
    ['Trend', [trend(lag.slope), throughput(lag), drain(lag)]],
    [`Last ${recent.minutes} min`, [sum(recent.errors, 'error'), sum(recent.throttles, 'throttle')]],
    [
      'Stream',
      [
        recent.recordsReadPerMinute === null
          ? 'reads not reported'
          : `${count(recent.recordsReadPerMinute, 'record')} read a minute, by all readers`,
        openShards === null ? null : count(openShards, 'open shard'),
      ],
    ],
    ['Changed', [lastChange === null ? null : `${lastChange.what}, ${fromNow(lastChange.at, at)}`]],
  ]
  return facts.flatMap(([label, parts]) => {
    const text = parts.filter(part => part !== null).join(` ${page.glyphs.dot} `)
    return text === '' ? [] : hang(page.ink.dim(label.padEnd(labelColumns)), page.text(text), page.prose)
  })
}
