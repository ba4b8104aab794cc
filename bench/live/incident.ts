import type {Mapping} from '../../src/model/evidence/evidence.ts'

/** The fault that an item carries. The handler has it until a time that stands in the item, so that nothing has to be cleaned up. `sleep`: milliseconds. */
export type Fault = 'throw' | 'report' | 'report wrongly' | `sleep ${number}`

/** A change of the pipeline by AWS's own calls. */
export type Step =
  | {kind: 'mapping'; settings: Record<string, unknown>}
  /** Reserved concurrency; null removes it. */
  | {kind: 'reserve'; executions: number | null}
  /** Actions that the execution role is denied; none restores it. */
  | {kind: 'deny'; actions: readonly string[]}

/** An incident that is made in a real account. */
export interface LiveIncident {
  id: string
  /** One sentence. */
  story: string
  perSecond: number
  /** The fault of the nth item, from 0. */
  fault(place: number): Fault | null
  make: readonly Step[]
  /** The steps that end it. */
  undo: readonly Step[]
  /** Time until CloudWatch shows the symptom. */
  symptomSeconds: number
  /** The causes that the doctor may give first; empty where nothing is wrong. */
  causes: readonly string[]
  /** The settings that the evidence must show. */
  shows: Partial<Mapping>
  /** The same incident of the lab. */
  lab: {incident: string; seed: number}
}

export const defineLive = (incident: LiveIncident): LiveIncident => incident

export const noFault = (): null => null
