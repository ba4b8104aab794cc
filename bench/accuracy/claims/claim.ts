import type {LabTruth} from '../../../packages/lab/src/entrance.ts'

/** The reference of a claim: the simulation itself, and the begin of the trouble (epoch ms). */
export interface Reality {
  truth: LabTruth
  onsetMs: number
}

/** A kind of sentence that causes print under *Evidence*, and when it is true. */
export interface Claim {
  pattern: RegExp
  /** Undefined where the simulation does not tell. */
  holds: (reality: Reality, groups: Record<string, string>) => boolean | undefined
}
