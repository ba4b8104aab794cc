import Table from 'cli-table3'
import type {Page} from './style.ts'
import {widthOf} from './width.ts'
import {hang, wrap} from './wrap.ts'

/** Below this many columns the last cell goes under the others. */
const columnsForTable = 72
const indent = '  '

export interface Row {
  /** Short cells, already clean. */
  cells: string[]
  /** The last cell: running text, wrapped. */
  text: string
  /** Colours the cells. */
  paint: (text: string) => string
}

const chars = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'middle']
    .flatMap(side => [side, ...['mid', 'left', 'right'].map(end => `${side}-${end}`)])
    .map(side => [side, '']),
)

/** Rows of short cells and one text, without borders; on a narrow terminal the text stands below its cells. */
export function table(rows: Row[], page: Page): string[] {
  if (rows.length === 0) return []
  if (page.style.columns < columnsForTable) return rows.flatMap(row => stacked(row, page))
  const widths = (rows[0]?.cells ?? []).map((_, i) => Math.max(...rows.map(row => widthOf(row.cells[i] ?? ''))))
  const room = page.prose - indent.length - widths.reduce((sum, width) => sum + width + 2, 0)
  if (room < 30) return rows.flatMap(row => stacked(row, page))
  const drawn = new Table({chars, style: {'padding-left': 0, 'padding-right': 2, head: [], border: []}})
  // The text is wrapped here: cli-table3 would cut a word that is wider than its column.
  for (const row of rows) drawn.push([...row.cells.map(cell => row.paint(cell)), wrap(row.text, room).join('\n')])
  return drawn
    .toString()
    .split('\n')
    .map(line => (indent + line).trimEnd())
}

function stacked(row: Row, page: Page): string[] {
  const head = wrap(row.cells.join('  '), page.prose - indent.length).map(line => indent + row.paint(line))
  return [...head, ...hang(`${indent}${indent}`, row.text, page.prose)]
}
