import type {Overlay, WatchState} from '../../model/watch/watch.ts'
import {count, duration} from '../../text/units.ts'
import {human} from '../doctor/human.ts'
import {clock} from '../text/instants.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {widthOf} from '../text/width.ts'
import {flow, hang, wrap} from '../text/wrap.ts'
import {type AgeBlock, ageTable, gapLines} from './iterator-age.ts'
import {newestPoint} from './iterator-age-once.ts'
import {costText} from './watch-line.ts'

/** What the screen shows beside the state. */
export interface ScreenSetting {
  rows: number
  intervalSeconds: number
}

const fewestEventLines = 3
/** A narrow table has two lines for a pipeline: its name, and its state. */
const fewestTableLines = 2
/** What a low screen keeps beside its head: a blank, a pipeline in two lines, the keys. */
const rowsBesideHead = 4
const markColumns = 2

/** The whole screen: at most `rows` lines, none wider than the style's columns. */
export function watchScreen(state: WatchState, {rows, intervalSeconds}: ScreenSetting, style: Style): string[] {
  const page = pageOf(style)
  const head = header(state, {rows, intervalSeconds}, page)
  const foot = [footer(state, page)]
  const room = Math.max(1, rows - head.length - foot.length - 1)
  const body = state.overlay ? overlay(state.overlay, room, page) : table(state, room, page)
  const filled = [...body.slice(0, room), ...Array<string>(Math.max(0, room - body.length)).fill('')]
  return [...head, '', ...filled, ...foot].slice(0, rows).map(line => clip(line.trimEnd(), style))
}

/** Cuts a line that would wrap. Colours end with the line, so what is cut off is only text. */
function clip(line: string, {columns, colour}: Style): string {
  if (widthOf(line) <= columns) return line
  let cut = line
  while (widthOf(cut) > columns) cut = cut.slice(0, -1)
  return colour ? `${cut}\u001b[0m` : cut
}

/** On a low screen what went wrong comes before the figures, and a pipeline still shows. */
function header({sample, usdPerHour, trouble, paused}: WatchState, {rows, intervalSeconds}: ScreenSetting, page: Page): string[] {
  if (!sample) return [page.ink.bold('Reading AWS …')]
  const parts = [
    `${sample.region} ${sample.at.slice(11, 19)} UTC`,
    count(sample.pipelines.length, 'pipeline'),
    newestPoint(sample.pipelines, sample.at),
    `every ${duration(intervalSeconds)}`,
    costText(usdPerHour),
  ]
  const separator = ` ${page.glyphs.dot} `
  const figures = flow(
    parts.map(part => page.text(part)),
    separator,
    page.style.columns,
  ).map(line => page.ink.bold(line))
  const notes = [...(trouble ? troubleLines(trouble, page) : []), ...gapLines(sample.missing, page)]
  const pause = paused ? [page.ink.bgYellow.black(' PAUSED (no AWS calls): p resumes ')] : []
  const whole = [...pause, ...figures, ...notes]
  const room = Math.max(1, rows - rowsBesideHead)
  return whole.length <= room ? whole : [...pause, ...notes, ...figures].slice(0, room)
}

const troubleLines = ({message, hints}: {message: string; hints: string[]}, page: Page): string[] => [
  ...wrap(page.text(`${message} The last values are shown; the next refresh retries.`), page.style.columns).map(line => page.ink.red(line)),
  ...hints.slice(0, 1).flatMap(hint => hang('  ', page.text(hint), page.style.columns)),
]

const keys = (state: WatchState): string =>
  state.overlay
    ? 'up, down scroll   esc, q back'
    : `q quit   p ${state.paused ? 'resume' : 'pause'}   s sort: ${state.sort}   enter doctor   ? help`

const footer = (state: WatchState, page: Page): string => page.ink.inverse(page.text(` ${keys(state)} `))

function table(state: WatchState, room: number, page: Page): string[] {
  const {sample, events, news, selected} = state
  if (!sample) return []
  const inner: Page = {...page, style: {...page.style, columns: page.style.columns - markColumns}}
  const {title, blocks} = ageTable(sample.pipelines, inner)
  const fresh = new Set(news.map(event => event.transition?.id))
  const log = events.length === 0 ? [] : eventLog(state, Math.max(fewestEventLines, Math.floor(room / 4)), page)
  const eventLines = room - title.length - log.length < fewestTableLines ? [] : log
  const forTable = room - title.length - eventLines.length
  const marked = blocks.map(block => mark(block, block.id === selected, fresh.has(block.id), page))
  return [
    ...title.map(line => ' '.repeat(markColumns) + line),
    ...around(
      marked,
      blocks.findIndex(block => block.id === selected),
      Math.max(1, forTable),
      page,
    ),
    ...eventLines,
  ]
}

/** The selected pipeline has an arrow, one that has just changed its state stands out. */
function mark({lines}: AgeBlock, isSelected: boolean, isFresh: boolean, page: Page): string[] {
  const [first = '', ...rest] = lines
  const arrow = page.style.unicode ? '›' : '>'
  const sign = `${isSelected ? arrow : ''}${isFresh ? '*' : ''}`.padEnd(markColumns)
  return [`${page.ink.bold(sign)}${isFresh ? page.ink.inverse(first) : first}`, ...rest.map(line => ' '.repeat(markColumns) + line)]
}

/** As many blocks as fit, among them the selected one; what does not fit is counted, where there is room for more than one. */
function around(blocks: string[][], selected: number, room: number, page: Page): string[] {
  const lines = blocks.flat()
  if (lines.length <= room) return lines
  if (blocks.length === 1 || room <= fewestTableLines) return (blocks[selected] ?? lines).slice(0, room)
  let from = 0
  let to = 0
  const height = (a: number, b: number) => blocks.slice(a, b).reduce((sum, block) => sum + block.length, 0)
  while (to < blocks.length && (height(from, to + 1) <= room - 1 || to <= selected)) {
    to++
    while (height(from, to) > room - 1 && from < to - 1) from++
  }
  const hidden = blocks.length - (to - from)
  return [
    ...blocks
      .slice(from, to)
      .flat()
      .slice(0, room - 1),
    page.ink.dim(page.text(`  … ${count(hidden, 'more pipeline')}`)),
  ]
}

/** The newest events, the newest last. */
function eventLog({events, sample}: WatchState, most: number, page: Page): string[] {
  const now = sample?.at ?? ''
  const lines = events.slice(-most).map(({at, text}) => page.text(`${clock(at, now)} ${text}`))
  return ['', page.ink.bold('Events'), ...lines.map(line => `  ${line}`)]
}

const help: readonly [term: string, meaning: string][] = [
  ['q, Ctrl-C', 'quit'],
  ['p', 'pause: no AWS calls, no cost'],
  ['s', 'sort by risk, age or name'],
  ['up, down, j, k', 'select a pipeline'],
  ['enter', 'run the doctor on the selected pipeline'],
  ['esc', 'back'],
  ['', ''],
  ['ok', 'records are delivered as they arrive'],
  ['slow', 'the age grows: throughput is below the write rate'],
  ['behind', 'late, neither catching up nor falling further behind'],
  ['recovering', 'catching up'],
  ['stalled', 'at least one shard is blocked'],
  ['stopped', 'records arrive and none is delivered'],
  ['losing', 'records are expiring now'],
  ['idle', 'no record to deliver'],
  ['unknown', 'too little could be read'],
  ['', ''],
  ['age', 'CloudWatch has one value a minute, one to three minutes late: a shorter interval shows nothing new'],
]

const helpLines = (page: Page): string[] =>
  help.flatMap(([term, meaning]) => (term === '' ? [''] : hang(`  ${term.padEnd(16)}`, page.text(meaning), page.style.columns)))

function overlay(shown: Overlay, room: number, page: Page): string[] {
  if (shown.kind === 'help') return helpLines(page)
  if (shown.found === null) return [page.text(`The doctor samples ${shown.function} …`)]
  if ('error' in shown.found) return wrap(page.text(shown.found.error), page.style.columns).map(line => page.ink.red(line))
  const lines = human(shown.found.report, page.style).split('\n')
  return lines.slice(Math.min(shown.top, Math.max(0, lines.length - room)))
}
