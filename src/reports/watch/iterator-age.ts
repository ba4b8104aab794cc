import type {LagReport} from '../../model/report/report.ts'
import {idOf, isCurrent, type PipelineLag} from '../../model/watch/iterator-age.ts'
import {columnsForTable} from '../../model/watch/watch.ts'
import {targetLabel} from '../../text/function-label.ts'
import {duration, epochMs, number} from '../../text/units.ts'
import {drain, loss, reasoned, throughput, trend} from '../doctor/lag-lines.ts'
import {clock, fromNow} from '../text/instants.ts'
import {spark} from '../text/sparkline.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {widthOf} from '../text/width.ts'
import {flow, hang} from '../text/wrap.ts'
import {currentText} from './state-counts.ts'

/** From this many columns on, a row has room for errors and throttles. */
const columnsForErrors = 110
const stateColumns = 11
const ageColumns = 12
const medianColumns = 9
const errorColumns = 17
const throttleColumns = 11
const sparkColumns = {least: 12, most: 60}
/** So few pipelines are shown with all their facts, however calm they are. */
const fewPipelines = 3

/** The lines of one pipeline: its row, and under it the facts that the row has no room for. */
export interface AgeBlock {
  id: string
  lines: string[]
}

/**
 * The table of iterator ages: the title row, and the lines of each pipeline in the order given. `drawn` are those in sight; the columns
 * have room for all.
 */
export function ageTable(
  pipelines: readonly PipelineLag[],
  page: Page,
  drawn: readonly PipelineLag[] = pipelines,
): {title: string[]; blocks: AgeBlock[]} {
  const layout = layoutOf(pipelines, page)
  const detailed = pipelines.length <= fewPipelines || page.style.verbose
  return {
    title: layout.narrow ? [] : [page.ink.dim(titleRow(layout, pipelines))],
    blocks: drawn.map(pipeline => ({
      id: idOf(pipeline),
      lines: [...row(pipeline, layout, page), ...(detailed || !isCurrent(pipeline) ? facts(pipeline, page) : [])],
    })),
  }
}

interface Layout {
  narrow: boolean
  /** Columns of errors and throttles are shown. */
  errors: boolean
  nameColumns: number
  sparkCells: number
}

function layoutOf(pipelines: readonly PipelineLag[], page: Page): Layout {
  const {columns} = page.style
  const longest = Math.max(8, ...pipelines.map(pipeline => widthOf(nameOf(pipeline, page))))
  const room = columns - stateColumns - ageColumns - medianColumns - 2
  if (columns < columnsForTable) return {narrow: true, errors: false, nameColumns: columns, sparkCells: room}
  const errors = columns >= columnsForErrors
  const rest = room - (errors ? errorColumns + throttleColumns : 0)
  const nameColumns = Math.min(longest, rest - sparkColumns.least)
  return {narrow: false, errors, nameColumns, sparkCells: Math.min(sparkColumns.most, rest - nameColumns)}
}

function titleRow({errors, nameColumns, sparkCells}: Layout, pipelines: readonly PipelineLag[]): string {
  const series = pipelines[0]?.lag.series ?? []
  const [start, end] = [series[0]?.at, series.at(-1)?.at]
  const span = start && end ? `Last ${duration((epochMs(end) - epochMs(start)) / 1000 + 60)}` : ''
  const minutes = pipelines[0]?.recent.minutes ?? 0
  const counts = errors ? `${`Errors (${minutes} min)`.padEnd(errorColumns)}${'Throttles'.padEnd(throttleColumns)}` : ''
  const ages = `${'Age'.padEnd(ageColumns)}${'Median'.padEnd(medianColumns)}`
  return `${'State'.padEnd(stateColumns)}${'Pipeline'.padEnd(nameColumns + 2)}${ages}${counts}${span.slice(0, sparkCells)}`
}

export const nameOf = (pipeline: PipelineLag, page: Page): string =>
  page.text(`${targetLabel(pipeline)} ${page.glyphs.from} ${pipeline.table ?? 'unknown table'}`)

/** The row for all current pipelines. */
export function foldedRow(pipelines: readonly PipelineLag[], page: Page): string {
  const text = currentText(pipelines) ?? ''
  return paintState('ok', page)(text)
}

/** Text cut to so many terminal columns, and filled up to them. */
function cell(text: string, columns: number, page: Page): string {
  if (widthOf(text) <= columns) return text + ' '.repeat(columns - widthOf(text))
  const end = page.text('…')
  let cut = text
  while (cut && widthOf(cut) > columns - end.length) cut = cut.slice(0, -1)
  return cut + end
}

function row(pipeline: PipelineLag, {narrow, errors, nameColumns, sparkCells}: Layout, page: Page): string[] {
  const {lag, recent} = pipeline
  const name = cell(nameOf(pipeline, page), nameColumns, page)
  const state = paintState(lag.state, page)(lag.state.padEnd(stateColumns))
  const age = page.ink.bold((lag.ageSeconds === null ? '-' : duration(lag.ageSeconds)).padEnd(ageColumns))
  const median = medianOf(lag)
  const counts = errors ? counted(recent.errors, errorColumns, page) + counted(recent.throttles, throttleColumns, page) : ''
  const cells = `${age}${(median === null ? '-' : duration(median)).padEnd(medianColumns)}${counts}${sparkline(lag, sparkCells, page)}`
  return (narrow ? [page.ink.bold(name), `  ${state}${cells}`] : [`${state}${name}  ${cells}`]).map(line => line.trimEnd())
}

/** A sum of the newest minutes; one that is not 0 stands out. */
function counted(sum: number | null, columns: number, {ink}: Page): string {
  const text = (sum === null ? '-' : number(sum)).padEnd(columns)
  return sum ? ink.yellow(text) : text
}

/** The newest median age in seconds. */
export const medianOf = ({series}: LagReport): number | null => series?.findLast(point => point.p50 !== null)?.p50 ?? null

/** The highest age of each stretch of time, on a scale of its own. */
function sparkline({series = [], thresholdSeconds}: LagReport, cells: number, page: Page): string {
  const points = series.map(({at, max}) => ({atMs: epochMs(at), value: max}))
  const drawn = spark(points, {cells, rows: 1, atLeast: thresholdSeconds, unicode: page.style.unicode})
  return page.ink.cyan((drawn?.rows[0] ?? '').trimEnd())
}

/** The colour of a state. */
export function paintState(state: LagReport['state'], {ink}: Page): (text: string) => string {
  switch (state) {
    case 'losing':
    case 'stalled':
    case 'stopped':
      return ink.red.bold
    case 'slow':
    case 'behind':
      return ink.yellow.bold
    case 'recovering':
      return ink.cyan
    case 'ok':
      return ink.green
    case 'unknown':
      return ink.magenta
    case 'idle':
      return ink.dim
  }
}

/** The facts that the row has no room for, in as few lines as fit. */
function facts(pipeline: PipelineLag, page: Page): string[] {
  const {lag, lastChange, at} = pipeline
  const all = [
    ...(reasoned.includes(lag.state) ? lag.because.slice(0, 1) : []),
    isCurrent({lag}) ? null : trend(lag.slope),
    throughput(lag),
    drain(lag),
    loss(lag, at),
    lag.onsetAt ? `since ${clock(lag.onsetAt, at)}` : null,
    lastChange ? `${lastChange.what} changed ${fromNow(lastChange.at, at)}` : null,
  ].filter(fact => fact !== null)
  const indent = '  '
  return flow(
    all.map(fact => page.text(fact)),
    ` ${page.glyphs.dot} `,
    Math.min(page.style.columns, 140) - indent.length,
  ).map(line => page.ink.dim(indent + line))
}

const gaps: Readonly<Record<string, string>> = {denied: 'is denied', refused: 'was refused', empty: 'found nothing'}

/** The gaps, a line each. */
export const gapLines = (missing: readonly {action: string; reason: string; detail: string}[], page: Page): string[] =>
  missing.flatMap(({action, reason, detail}) =>
    hang(`${page.ink.yellow('!')} `, page.text(`${action} ${gaps[reason] ?? 'failed'}: ${detail}`), page.prose),
  )

/** The gaps, for a stream that has words alone. */
export const gapText = (missing: Parameters<typeof gapLines>[0], style: Style): string => gapLines(missing, pageOf(style)).join('\n')
