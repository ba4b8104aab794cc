import type {Misfit} from './misfit.ts'

/** A filter that no record can match, and why. */
export interface FaultyFilter {
  pattern: string
  misfits: Misfit[]
}

/** The effect of a mapping's filters on the records of its stream, as far as pattern and metrics show it. */
export type Filtering =
  | {kind: 'none'}
  /** Records match, or match as soon as there are some of their kind: the filters leave out the others by intention. */
  | {kind: 'selects'; why: 'matched' | 'nothing-expired'}
  /** No record can match any of the filters. */
  | {kind: 'cannot-match'; filters: FaultyFilter[]}
  /**
   * The mapping was set in this window, records came since, and none matched. `stoppedThen`: batches were started regularly until
   * then; otherwise the mapping is new.
   */
  | {kind: 'never-matched'; setMs: number; stoppedThen: boolean}
  /** Nothing matched since this instant, and whether that is the intention is not known. */
  | {kind: 'open'; sinceMs: number}
