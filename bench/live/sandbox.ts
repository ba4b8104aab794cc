import type {LiveIncident} from './incident.ts'

/** The account as it is before anything is made. */
export interface Survey {
  accountId: string
  /** Event source mappings of others. */
  others: number
  /** A stack that an earlier run left behind. */
  isDeployed: boolean
}

/** A place where incidents can be made: an account, an emulator, or the lab. */
export interface Sandbox {
  functionName: string
  /** Whether incidents are made step by step; the lab has settings of its own. */
  isMadeHere: boolean
  /** The beginning of the names of everything that belongs to it. */
  prefix: string
  /** The flags and the environment by which a command reaches it. */
  reach(): {flags: readonly string[]; environment: Record<string, string>}
  survey(): Promise<Survey>
  deploy(): Promise<void>
  /** Makes the incident, and writes its items until `end`. Answers how long the mapping was in transition after each update, seconds. */
  begin(incident: LiveIncident): Promise<number[]>
  end(incident: LiveIncident): Promise<number[]>
  /** Waits; ends sooner when the run is stopped. */
  wait(seconds: number, stop: AbortSignal): Promise<void>
  /** Deletes everything, whatever state it is in. */
  takeDown(): Promise<void>
}
