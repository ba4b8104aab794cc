import {describeIncident} from '../../src/lab/entrance.ts'
import type {Place} from './guide-table.ts'

const mostSeeds = 200

/** The first seed of the incident that has what the place wants of its truth. */
export function labOf(place: Place): {incident: string; seed: number} {
  const [incident = '', wanted] = place.split(': ')
  for (let seed = 1; seed <= mostSeeds; seed++) {
    const {way, flaws = []} = describeIncident(incident, seed).truth
    if ((wanted?.split('; ') ?? []).every(one => one === way || flaws.some(flaw => flaw.includes(one)))) return {incident, seed}
  }
  throw new Error(`No seed of ${incident} has ${wanted}.`)
}
