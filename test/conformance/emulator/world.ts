import type {Runtime} from './handlers.ts'
import type {Batch} from './played.ts'
import type {Stage} from './stage.ts'

/** A difference between the emulator and the lab, with AWS's own words on it. */
export interface Difference {
  /** The name of the difference. */
  id: string
  why: string
  /** AWS's page, or its recorded answer. */
  source: string
  /** Batches that one of the two has and the other has not. */
  batches?: {onlyLive: Batch[]; onlyLab: Batch[]}
  /** A field of the message at the destination, with both values. */
  message?: {field: string; live: unknown; lab: unknown}
}

/** A state of a pipeline, and the commands of an operator in it. Each stage plays the same script. */
export interface World {
  id: string
  /** One sentence. */
  story: string
  runtime: Runtime
  /** `scripted`: the script decides which records come in one batch. `by time`: the moment of each write decides, so only the records are compared. */
  batches: 'scripted' | 'by time'
  /** The records that Lambda discards: with the right settings they are not lost by ddbstream. */
  discarded?: {live: number[]; lab: number[]}
  differences: readonly Difference[]
  /** Writes, waits and commands, with the promises that hold on every stage. */
  play(stage: Stage): Promise<void>
}

export const defineWorld = (world: World): World => world
