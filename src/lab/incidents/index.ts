import {healthy} from './healthy.ts'
import {idle} from './idle.ts'
import type {Incident, Truth} from './incident.ts'
import {mappingDisabled} from './mapping-disabled.ts'
import {poisonRecord} from './poison-record.ts'
import {staleStream} from './stale-stream.ts'
import {throttledConcurrency} from './throttled-concurrency.ts'

export type {Incident, Truth} from './incident.ts'
export {functionName, tableName} from './plan.ts'

/** All incidents of the lab. */
export const incidents: readonly Incident[] = [healthy, idle, mappingDisabled, poisonRecord, staleStream, throttledConcurrency]

export const findIncident = (id: string): Incident | undefined => incidents.find(incident => incident.id === id)

/** What `lab describe` tells. */
export interface Description {
  incident: string
  story: string
  truth: Truth
  treatment: string
}

/** The ground truth of an incident for this seed; undefined when there is no such incident. */
export function describeIncident(id: string, seed: number): Description | undefined {
  const incident = findIncident(id)
  if (incident === undefined) return undefined
  return {incident: id, story: incident.story, truth: incident.truth(seed), treatment: incident.treatment}
}
