import type {WorldSetup} from '../simulation/engine/create-world.ts'

/** The true state of the pipeline, known because the incident was built that way. */
export interface Truth {
  /** The cause that matters most; null where nothing is wrong. */
  cause: string | null
  /** All causes, by harm. */
  causes: string[]
  /** The state of the delivery when somebody looks. */
  lag: 'ok' | 'behind' | 'slow' | 'stalled' | 'stopped' | 'losing' | 'recovering' | 'idle'
  /** The bad settings, although nothing suffers from them when somebody looks; of the careless ones alone. */
  flaws?: string[]
  /** Which of the ways that the story names this seed takes; left out where it names one. */
  way?: string
  /** The only evidence that shows it: no metric, no setting and no permission does. Left out where a plain doctor can see it. */
  shownBy?: 'code'
  /** The record that blocks a shard. */
  sequenceNumber?: string
  /** The partition key that writes gather at. */
  hotKey?: string
}

/** A state of the account that can be opened, and the time after its start when somebody looks. */
export interface Scene {
  /** Seconds since the start of the simulation. */
  openSecond: number
  /** When the trouble began, likewise; where nothing is wrong it means nothing. */
  onsetSecond: number
  setup: (startMs: number) => WorldSetup
}

/** A lab scenario. `id` is also the name of the file: the id of its cause, where it has one. */
export interface Incident {
  id: string
  /** The story in a sentence or two, as a colleague would tell it afterwards. */
  story: string
  /** The effect of the right fix. */
  fix: string
  truth: (seed: number) => Truth
  build: (seed: number) => Scene
}

export const defineIncident = (incident: Incident): Incident => incident
