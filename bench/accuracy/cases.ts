import {describeIncident, labIncidents} from '../../packages/lab/src/entrance.ts'

/** One incident to diagnose, with its true cause. */
export interface Case {
  incident: string
  seed: number
  /** The cause that matters most; null where nothing is wrong. */
  truth: string | null
  /** All causes, by harm. */
  causes: string[]
  /** Nothing is wrong, but the account is set up without care: counted apart from the healthy streams. */
  isCareless: boolean
  /** No evidence of a plain doctor shows it: counted apart from the visible ones. */
  isUnseen: boolean
  /** Which of the lab's laws hold: the second are those that nothing is tuned on. */
  laws: 'first' | 'second'
}

export type Seeds = 'odd' | 'even'

/** Thresholds are tuned on odd seeds and reported on even ones. */
export const seedsOf = (which: Seeds, count: number): number[] => Array.from({length: count}, (_, i) => 2 * i + (which === 'odd' ? 1 : 2))

const seedsPerIncident = 40
/** Five kinds of healthy streams: 200 and more together, because false alarms are rare. */
const seedsPerHealthy = 50
/** Their findings must not become causes. */
const seedsPerCareless = 25

function seedsPer(incident: string): number {
  const {cause, flaws} = describeIncident(incident, 1).truth
  if (flaws !== undefined) return seedsPerCareless
  return cause === null ? seedsPerHealthy : seedsPerIncident
}

/**
 * Every incident of the lab with as many seeds, pairs among them. With `most`, so many cases, spread evenly over the incidents.
 * @param only ids of incidents; empty for all.
 */
export function casesOf(which: Seeds, only: readonly string[], most: number, laws: Case['laws'] = 'first'): Case[] {
  const named = labIncidents.map(({id}) => id).filter(id => only.length === 0 || only.includes(id))
  const step = Math.max(1, Math.ceil(named.length / most))
  const ids = named.filter((_, i) => i % step === 0)
  const all = ids.flatMap(incident => {
    return seedsOf(which, Math.min(seedsPer(incident), Math.ceil(most / ids.length))).map(seed => {
      const {cause, causes, flaws, shownBy} = describeIncident(incident, seed).truth
      return {incident, seed, truth: cause, causes, isCareless: flaws !== undefined, isUnseen: shownBy !== undefined, laws}
    })
  })
  return all
}
