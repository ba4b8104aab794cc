import type {LagReport, Report} from '../report/report.ts'
import type {Sample} from './iterator-age.ts'

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

export const sortOrders = ['danger', 'age', 'name'] as const
export type SortOrder = (typeof sortOrders)[number]

/** What covers the table. `top` is the first line that is shown. */
export type Overlay =
  | {kind: 'help'}
  | {kind: 'doctor'; id: string; function: string; top: number; found: {report: Report} | {error: string} | null}

/** All that a watch shows. */
export interface WatchState {
  sample: Sample | null
  usdPerHour: number
  trouble: Trouble | null
  /** Oldest first, the newest hundred. */
  events: readonly WatchEvent[]
  /** What the last sample added to the events. */
  news: readonly WatchEvent[]
  sort: SortOrder
  paused: boolean
  /** The id of a pipeline. */
  selected: string | null
  overlay: Overlay | null
}

/** The end of a watch by rule; `left` is that of its user. */
export type WatchEnd = 'count' | 'until' | 'timeout' | 'left'

/** When a watch may end. ok: all pipelines are ok or idle. stalled: one delivers nothing on some shard. drained: nothing waits anywhere. */
export const untilRules = ['ok', 'stalled', 'drained'] as const
export type UntilRule = (typeof untilRules)[number]
