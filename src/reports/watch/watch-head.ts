import type {SortOrder, WatchState} from '../../model/watch/watch.ts'
import {duration, number} from '../../text/units.ts'
import type {Page} from '../text/style.ts'
import {flow, hang, wrap} from '../text/wrap.ts'
import {gapLines} from './iterator-age.ts'
import {countsLine, newestAge} from './iterator-age-once.ts'
import {costText} from './watch-line.ts'

/** Lines that a low screen keeps beside its head: a blank, a pipeline in two lines, the keys. */
const rowsBesideHead = 4

/** The head of the screen. On a low one failures come before the figures, and a pipeline still shows. */
export function headLines(state: WatchState, intervalSeconds: number, page: Page): string[] {
  const {sample, usdPerHour, trouble, paused} = state
  if (!sample) return [page.ink.bold('Reading AWS …')]
  const parts = [
    `${sample.region} ${sample.at.slice(11, 19)} UTC`,
    newestAge(sample.pipelines, sample.at),
    `every ${duration(intervalSeconds)}`,
    costText(usdPerHour),
  ]
  const figures = joined(
    parts.map(part => page.text(part)),
    page,
  ).map(line => page.ink.bold(line))
  const notes = [...(trouble ? troubleLines(trouble, page) : []), ...gapLines(sample.missing, page)]
  const pause = paused ? [page.ink.bgYellow.black(' PAUSED (no AWS calls): p resumes ')] : []
  const counts = standing(state, page)
  const whole = [...pause, ...figures, ...counts, ...notes]
  const room = Math.max(1, state.screen.rows - rowsBesideHead)
  return whole.length <= room ? whole : [...pause, ...notes, ...counts, ...figures].slice(0, room)
}

const joined = (parts: string[], page: Page): string[] => flow(parts, ` ${page.glyphs.dot} `, page.style.columns)

const orders: Record<SortOrder, [usual: string, reversed: string]> = {
  risk: ['highest risk first', 'lowest risk first'],
  age: ['oldest first', 'youngest first'],
  growth: ['fastest growth first', 'slowest growth first'],
  loss: ['soonest loss first', 'latest loss first'],
  name: ['by name, A to Z', 'by name, Z to A'],
}

/** The pipelines by state, and how the table selects and sorts them. */
function standing({sample, sorting, filter, problemsOnly, rows, view}: WatchState, page: Page): string[] {
  if (!sample || sample.pipelines.length < 2 || view.kind !== 'table') return []
  const shown = rows.reduce((sum, row) => sum + (row.kind === 'folded' ? row.pipelines.length : 1), 0)
  const more = [
    orders[sorting.by][sorting.reversed ? 1 : 0],
    problemsOnly ? 'only problems' : null,
    filter === '' ? null : `filter "${filter}": ${number(shown)} shown`,
  ].filter(part => part !== null)
  return joined([...countsLine(sample.pipelines, page), ...more.map(part => page.text(part))], page)
}

const troubleLines = ({message, hints}: {message: string; hints: string[]}, page: Page): string[] => [
  ...wrap(page.text(`${message} The last values are shown; the next refresh retries.`), page.style.columns).map(line => page.ink.red(line)),
  ...hints.slice(0, 1).flatMap(hint => hang('  ', page.text(hint), page.style.columns)),
]
