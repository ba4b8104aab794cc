import type {Random} from './random.ts'

/** How the code of a version behaves. */
export interface Behaviour {
  /** Duration of an invocation: this, and so much per record, times noise around 1. Milliseconds. */
  baseMs: number
  perRecordMs: number
  /** Standard deviation of the logarithm of the noise. */
  noise: number
  /** Start of a new environment, milliseconds. */
  initMs: number
  /** Share of invocations that fail by chance and pass when tried again. */
  failsByChance: number
  /** What it does with a poisoned record: throws, reports it as a failed item, or copes. */
  poison: 'throws' | 'reports' | 'copes'
  /** Fails whatever it gets. */
  alwaysFails: boolean
}

/** What the function is given: how many records, and where among them the first poisoned one stands (−1: none does). */
export interface Given {
  count: number
  poisonedAt: number
}

export interface Outcome {
  /** Without the start of the environment; not over the timeout. Whole milliseconds. */
  durationMs: number
  result: 'succeeded' | 'threw' | 'timed-out' | 'reported'
}

const noiseSize = 512

/** Multipliers around 1, drawn once: an invocation picks one. */
function noiseTable(noise: number, random: Random): Float64Array {
  return Float64Array.from({length: noiseSize}, () => Math.exp(noise * random.normal() - (noise * noise) / 2))
}

/** Runs one invocation of this version. */
export type Handler = (given: Given, timeoutMs: number) => Outcome

export function createHandler(behaviour: Behaviour, random: Random): Handler {
  const noise = noiseTable(behaviour.noise, random)
  return ({count, poisonedAt}, timeoutMs) => {
    const factor = noise[Math.floor(random.next() * noiseSize)] as number
    const trips = poisonedAt >= 0 && behaviour.poison !== 'copes'
    const fails = behaviour.alwaysFails || (behaviour.failsByChance > 0 && random.chance(behaviour.failsByChance))
    // A handler that throws at a record has worked through those before it; one that reports goes on to the end.
    const worked = trips && behaviour.poison === 'throws' ? poisonedAt + 1 : count
    const durationMs = Math.max(1, Math.round((behaviour.baseMs + behaviour.perRecordMs * worked) * factor))
    if (durationMs >= timeoutMs) return {durationMs: timeoutMs, result: 'timed-out'}
    if (fails || (trips && behaviour.poison === 'throws')) return {durationMs, result: 'threw'}
    return {durationMs, result: trips ? 'reported' : 'succeeded'}
  }
}
