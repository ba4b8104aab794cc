import {describeIncident} from '../../packages/lab/src/entrance.ts'

/**
 * An incident of the lab, and after a colon a word of its truth (`lab describe` shows it): the way that the incident took, or words of its
 * flaws. The first seed that has it is opened.
 */
export type Place = string

const mostSeeds = 200

/** The words of an incident's truth for this seed. */
function named(incident: string, seed: number): string[] {
  const {way, flaws = []} = describeIncident(incident, seed).truth
  return [...(way === undefined ? [] : [way]), ...flaws]
}

/** The first seed of the incident whose truth has the word of the place. */
export function labOf(place: Place): {incident: string; seed: number} {
  // A flaw may have a colon of its own.
  const [, incident = '', wanted] = /^(.*?)(?:: (.*))?$/.exec(place) ?? []
  const all = wanted?.split('; ') ?? []
  for (let seed = 1; seed <= mostSeeds; seed++) {
    const names = named(incident, seed)
    if (all.every(words => names.some(name => name === words || (name.includes(' ') && name.includes(words))))) return {incident, seed}
  }
  throw new Error(`No seed of ${incident} has ${wanted}.`)
}

/** Every place of the incident with one property at most: itself, and each word in the truth of its first seeds. */
export function placesOf(incident: string, seeds = 12): Place[] {
  const names = Array.from({length: seeds}, (_, i) => named(incident, i + 1)).flat()
  return [incident, ...[...new Set(names)].map(name => `${incident}: ${name}`)]
}
