import {foldedId, type Row, type WatchState} from '../../model/watch/watch.ts'
import {count} from '../../text/units.ts'
import type {Page} from '../text/style.ts'
import {wrap} from '../text/wrap.ts'
import {type AgeBlock, ageTable, foldedRow} from './iterator-age.ts'

const markColumns = 2
/** A narrow table has two lines for a pipeline: its name, and its state. */
const fewestTableLines = 2

const pipelinesIn = (rows: readonly Row[]) => rows.flatMap(row => (row.kind === 'pipeline' ? [row.pipeline] : []))

/** The titles, and the lines of each drawn row. */
function rowBlocks(rows: readonly Row[], drawn: readonly Row[], page: Page): {title: string[]; blocks: AgeBlock[]} {
  const pipelines = pipelinesIn(rows)
  const {title, blocks} = ageTable(pipelines, page, pipelinesIn(drawn))
  const folded = drawn.flatMap(row => (row.kind === 'folded' ? [{id: row.id, lines: [foldedRow(row.pipelines, page)]}] : []))
  return {title: pipelines.length === 0 ? [] : title, blocks: [...blocks, ...folded]}
}

/** The titles and the rows around the selected one, in `room` lines. */
export function tableLines(state: WatchState, room: number, page: Page): string[] {
  const {rows, news, selected} = state
  if (rows.length === 0) return emptyLines(state, page)
  const inner: Page = {...page, style: {...page.style, columns: page.style.columns - markColumns}}
  const at = rows.findIndex(({id}) => id === selected)
  // No other row can be in sight: each has a line at least.
  const nearby = {from: Math.max(0, at - room), to: at + room + 1}
  const {title, blocks} = rowBlocks(rows, rows.slice(nearby.from, nearby.to), inner)
  const fresh = new Set(news.map(event => event.transition?.id))
  const titles = title.length + fewestTableLines > room ? [] : title
  const {from, to} = inSight(blocks, at - nearby.from, Math.max(1, room - titles.length))
  const lines = blocks.slice(from, to).flatMap(block => mark(block, block.id === selected, fresh.has(block.id), page))
  const hidden = {above: rows.slice(0, nearby.from + from), below: rows.slice(nearby.from + to)}
  const fits = hidden.above.length + hidden.below.length === 0
  const forRows = room - titles.length - (fits ? 0 : 1)
  return [
    ...titles.map(line => ' '.repeat(markColumns) + line),
    ...(forRows < fewestTableLines
      ? lines.slice(0, Math.max(1, room - titles.length))
      : [...lines.slice(0, forRows), ...(fits ? [] : [hiddenText(countOf(hidden.above), countOf(hidden.below), page)])]),
  ]
}

/** Why there is no row. */
function emptyLines({sample, filter, problemsOnly}: WatchState, page: Page): string[] {
  if (!sample) return []
  const text =
    filter !== ''
      ? `No ${problemsOnly ? 'pipeline with a problem' : 'pipeline'} matches "${filter}". esc clears the filter.`
      : problemsOnly
        ? 'No pipeline has a problem. o shows all.'
        : 'No pipeline.'
  return wrap(page.text(text), page.style.columns)
}

/** The selected pipeline has an arrow, one that has just changed its state stands out. */
function mark({id, lines}: AgeBlock, isSelected: boolean, isFresh: boolean, page: Page): string[] {
  const [first = '', ...rest] = lines
  const arrow = page.style.unicode ? '›' : '>'
  const sign = `${isSelected ? arrow : ''}${isFresh ? '*' : ''}`.padEnd(markColumns)
  const hint = id === foldedId && isSelected ? page.ink.dim('  enter unfolds') : ''
  return [`${page.ink.bold(sign)}${isFresh ? page.ink.inverse(first) : first}${hint}`, ...rest.map(line => ' '.repeat(markColumns) + line)]
}

/** The blocks that fit into `room` lines, among them the selected one; where not all do, a line is left for their number. */
function inSight(blocks: readonly AgeBlock[], selected: number, room: number): {from: number; to: number} {
  const height = (a: number, b: number) => blocks.slice(a, b).reduce((sum, {lines}) => sum + lines.length, 0)
  if (height(0, blocks.length) <= room) return {from: 0, to: blocks.length}
  if (room <= fewestTableLines) return {from: selected, to: selected + 1}
  let from = 0
  let to = 0
  while (to < blocks.length && (height(from, to + 1) <= room - 1 || to <= selected)) {
    to++
    while (height(from, to) > room - 1 && from < to - 1) from++
  }
  return {from, to}
}

/** The lines or rows out of sight, such as "… 12 pipelines above · 170 pipelines below". */
export const hiddenText = (above: string, below: string, page: Page): string => {
  const parts = [`${above} above`, `${below} below`].filter(text => !text.startsWith('0 '))
  return page.ink.dim(page.text(`  … ${parts.join(` ${page.glyphs.dot} `)}`))
}

const countOf = (rows: readonly Row[]): string =>
  count(
    rows.reduce((sum, row) => sum + (row.kind === 'folded' ? row.pipelines.length : 1), 0),
    'pipeline',
  )
