import {minuteMs} from '../../text/minutes.ts'

/** One minute (or other period) of a series: epoch milliseconds, and null where nothing was reported. */
export interface SparkPoint {
  atMs: number
  value: number | null
}

export interface Spark {
  /** Rows of equally many cells, the top one first. */
  rows: string[]
  max: number
  /** The value of the full height. */
  top: number
  startMs: number
  endMs: number
  /** The cell of an instant within the series. */
  cellOf: (atMs: number) => number
  /** Some cells are blank because nothing was reported. */
  gaps: boolean
}

const unicodeLevels = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
const asciiLevels = [' ', '.', ':', '|', '#']

/**
 * A series as rows of bars, at most `cells` wide; a cell shows the highest of its minutes.
 * The full height is the highest value, but no less than `atLeast`: small noise stays small.
 * A reported zero is the lowest bar, a blank means that nothing was reported. Undefined when nothing was reported at all.
 */
export function spark(points: SparkPoint[], options: {cells: number; rows: number; atLeast: number; unicode: boolean}): Spark | undefined {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || points.every(point => point.value === null)) return undefined
  const minutes = Math.max(1, Math.round((last.atMs - first.atMs) / minuteMs) + 1)
  const cells = Math.min(options.cells, minutes)
  const cellOf = (atMs: number): number =>
    Math.max(0, Math.min(cells - 1, Math.floor((Math.floor((atMs - first.atMs) / minuteMs) * cells) / minutes)))
  const heights = highest(points, cells, cellOf)
  const max = Math.max(...heights.map(height => height ?? 0))
  const top = Math.max(max, options.atLeast)
  const levels = options.unicode ? unicodeLevels : asciiLevels
  const perRow = levels.length - 1
  const bars = heights.map(height => (height === null ? 0 : Math.max(1, Math.round((height / (top || 1)) * options.rows * perRow))))
  const rows = Array.from({length: options.rows}, (_, i) => {
    const below = (options.rows - 1 - i) * perRow
    return bars.map(bar => levels[Math.max(0, Math.min(perRow, bar - below))]).join('')
  })
  return {rows, max, top, startMs: first.atMs, endMs: last.atMs, cellOf, gaps: heights.includes(null)}
}

function highest(points: SparkPoint[], cells: number, cellOf: (atMs: number) => number): (number | null)[] {
  const heights: (number | null)[] = Array.from({length: cells}, () => null)
  for (const {atMs, value} of points) {
    const cell = cellOf(atMs)
    if (value !== null) heights[cell] = Math.max(heights[cell] ?? 0, value)
  }
  return heights
}
