import type {RecordCount} from '../../packages/lab/src/simulation/engine/conservation.ts'
import type {Operation, Plan} from '../../src/model/plan/plan.ts'
import type {Drawn} from './draw.ts'

/** The settings of each target, by its name, as AWS shows them. */
export type Shown = Record<string, Record<string, unknown>>

/** The account between two commands. */
export interface Snapshot {
  shown: Shown
  /** Of each mapping, by its ARN. */
  tags: Record<string, Record<string, string>>
  counts: readonly RecordCount[]
  /** Calls that took effect, by action, since the lab was opened. */
  taken: Record<string, number>
  nowMs: number
}

/** How a command ended. `bug`: it threw something that is no error for users. */
export type Ended =
  | {kind: 'report'; outcome: string; exitCode: number; flow: string | null}
  | {kind: 'error'; code: string; exitCode: number; message: string}
  | {kind: 'killed'}
  | {kind: 'bug'; message: string}

/** A command, and what it left. */
export interface Phase {
  name: 'change' | 'other operator' | 'change again' | 'undo' | 'last undo' | 'forget' | 'unknown id'
  ended: Ended
  plan: Plan | null
  /** All operations of the journal, newest first. */
  operations: readonly Operation[]
  warnings: readonly string[]
  /** Remarks while it ran. */
  notes: readonly string[]
  /** Files of the journal that cannot be read or do not fit its schema, and files that are left over. */
  litter: readonly string[]
  after: Snapshot
}

/** All that is known of a run. */
export interface Facts {
  drawn: Drawn
  start: Snapshot
  phases: readonly Phase[]
  /** The change that somebody made by hand, where it was made; by the target's name. */
  byHand: {target: string; action: string; settings: Record<string, unknown>} | null
}

/** Each broken rule of a run, as a sentence; none where all is well. */
export type Invariant = (facts: Facts) => string[]
