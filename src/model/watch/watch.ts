import type {LagReport, Report} from '../report/report.ts'
import type {PipelineLag, Sample} from './iterator-age.ts'

export type LagState = LagReport['state']

/** Something that happened while watching. */
export interface WatchEvent {
  /** ISO 8601 UTC, by AWS's clock. */
  at: string
  text: string
  /** The pipeline and its states, where one went from a state to another. */
  transition: {id: string; function: string; table: string | null; from: LagState; to: LagState} | null
}

/** AWS could not be asked; the watch goes on. */
export interface Trouble {
  message: string
  hints: string[]
}

export const sortOrders = ['risk', 'age', 'growth', 'loss', 'name'] as const
export type SortOrder = (typeof sortOrders)[number]

export interface Sorting {
  by: SortOrder
  /** From the other end. An unknown value comes last in both directions. */
  reversed: boolean
}

/** A row of the table: a pipeline, or all current pipelines in one line. */
export type Row =
  | {kind: 'pipeline'; id: string; pipeline: PipelineLag}
  | {kind: 'folded'; id: typeof foldedId; pipelines: readonly PipelineLag[]}

/** The id of the row that stands for all current pipelines. */
export const foldedId = 'folded'

/** Below this many columns a pipeline takes two lines: its name, and its state. */
export const columnsForTable = 72

/** Commands that the screen prints for a pipeline. The fix is known after the doctor has run. */
export const commandKinds = ['doctor', 'errors', 'mappings', 'fix'] as const
export type CommandKind = (typeof commandKinds)[number]

/** A report of the doctor, or the reason why there is none. */
export type Examination = {report: Report} | {error: string}

/** A view that covers the table, or the details of the only pipeline. `id` is that of a pipeline. */
export type Overlay =
  | {kind: 'help'}
  | {kind: 'detail'; id: string}
  | {kind: 'doctor'; id: string; function: string; found: Examination | null}
  | {kind: 'command'; id: string; command: CommandKind}

export type View = {kind: 'table'} | Overlay

/** All that a watch shows. */
export interface WatchState {
  screen: {columns: number; rows: number}
  sample: Sample | null
  usdPerHour: number
  trouble: Trouble | null
  /** Oldest first, the newest hundred. */
  events: readonly WatchEvent[]
  /** The changes of the last sample to the events. */
  news: readonly WatchEvent[]
  sorting: Sorting
  /** Words that a row contains, without regard to case. */
  filter: string
  /** Keys are text for the filter. */
  typing: boolean
  problemsOnly: boolean
  /** Whether current pipelines are one row; `auto` folds them when there are more rows than fit. */
  fold: 'auto' | 'folded' | 'unfolded'
  /** The table: filtered, sorted and folded. */
  rows: readonly Row[]
  paused: boolean
  /** The id of a row. */
  selected: string | null
  /** The views above the first one, the newest last. */
  overlays: readonly Overlay[]
  /** The view on the screen. */
  view: View
  /** The first line that the view shows, where it scrolls. */
  top: number
  /** The newest report of the doctor on each pipeline, by id. */
  reports: Readonly<Record<string, Report>>
  /** The user ends the watch, with a command to print or without. */
  end: {command: {kind: CommandKind; id: string} | null} | null
}

/** The end of a watch by rule; `left` is that of its user. */
export type WatchEnd = 'count' | 'until' | 'timeout' | 'left'

/** When a watch may end. ok: all pipelines are ok or idle. stalled: one delivers nothing on some shard. drained: nothing waits anywhere. */
export const untilRules = ['ok', 'stalled', 'drained'] as const
export type UntilRule = (typeof untilRules)[number]
