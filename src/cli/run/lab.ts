import {UserError} from '../../model/user-error.ts'
import {didYouMean} from '../../text/closest.ts'
import type {Furnishing} from '../flags/lab-flags.ts'

/** The lab is loaded only when it is asked for: nothing in the read path knows that it exists. */
export const lab = () => import('#lab')

/** The incident with this id; an unknown one is the user's error. */
export async function knownIncident(id: string): Promise<{id: string; story: string}> {
  const {labIncidents} = await lab()
  const found = labIncidents.find(incident => incident.id === id)
  if (found) return found
  const ids = labIncidents.map(incident => incident.id)
  throw new UserError('E_UNKNOWN_INCIDENT', `The lab has no incident "${id}".`, [
    ...didYouMean(id, ids),
    `Incidents: ${ids.join(', ')}.`,
    'List them: `ddbstream lab list`.',
  ])
}

export interface ServeOptions {
  incident: string
  seed: number
  /** 0: any free port. */
  port: number
  /** Virtual seconds per second. */
  speed: number
  furnishing: Furnishing
}

/** Serves an incident on loopback until `close`. A port that cannot be had is the user's error. */
export async function startLab({furnishing, ...options}: ServeOptions) {
  const {serveLab} = await lab()
  try {
    return await serveLab({...options, ...furnishing})
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    const why = code === 'EADDRINUSE' ? 'is in use' : 'may not be used by this user'
    throw new UserError('E_PORT', `Port ${options.port} ${why}.`, ['Without --port the lab uses a free one.'])
  }
}
