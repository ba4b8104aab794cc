import {idOf, isCurrent, type PipelineLag} from '../../model/watch/iterator-age.ts'
import {columnsForTable, foldedId, type Row, type WatchState} from '../../model/watch/watch.ts'
import {targetLabel} from '../../text/function-label.ts'
import {sorted} from './sorting.ts'

/** Lines of the screen beside the rows: the head, the titles, the keys. */
const otherLines = 7
/** Lines of facts below the row of a pipeline with a problem. */
const factLines = 2
/** One row saves nothing when it is folded. */
const fewestFolded = 2

/** The rows of the table: filtered, sorted, and the current pipelines as one row where they are folded. */
export function rowsOf(state: Pick<WatchState, 'sample' | 'filter' | 'problemsOnly' | 'fold' | 'sorting' | 'screen'>): Row[] {
  const shown = (state.sample?.pipelines ?? [])
    .filter(pipeline => matches(pipeline, state.filter))
    .filter(pipeline => !state.problemsOnly || !isCurrent(pipeline))
  const current = shown.filter(isCurrent)
  const folds = current.length >= fewestFolded && isFolded(state, shown)
  const rows = sorted(folds ? shown.filter(pipeline => !isCurrent(pipeline)) : shown, state.sorting).map(
    (pipeline): Row => ({kind: 'pipeline', id: idOf(pipeline), pipeline}),
  )
  return folds ? [...rows, {kind: 'folded', id: foldedId, pipelines: current}] : rows
}

/** Each word of the filter is a part of the name, the table or the state. */
function matches(pipeline: PipelineLag, filter: string): boolean {
  const text = [targetLabel(pipeline), pipeline.table, pipeline.lag.state, isCurrent(pipeline) ? 'current' : ''].join(' ').toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}

function isFolded({fold, filter, screen}: Pick<WatchState, 'fold' | 'filter' | 'screen'>, shown: readonly PipelineLag[]): boolean {
  // A filter selects the rows that somebody needs to see.
  if (fold === 'auto') return filter === '' && linesOf(shown, screen.columns) > screen.rows - otherLines
  return fold === 'folded'
}

const linesOf = (pipelines: readonly PipelineLag[], columns: number): number =>
  pipelines.reduce((lines, pipeline) => lines + (columns < columnsForTable ? 2 : 1) + (isCurrent(pipeline) ? 0 : factLines), 0)
