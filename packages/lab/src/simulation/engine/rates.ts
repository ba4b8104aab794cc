import {mix} from './random.ts'

/** How much happens per second, over time. Seconds are numbered from the start of the simulation. */
export interface RateShape {
  /** Mean per second. */
  perSecond: number
  /** Slow swing over the hours, as a share of the mean (0–1), and its period. */
  swing: number
  swingPeriodSeconds: number
  /** Where in its swing the start lies (0–1). */
  swingPhase: number
  /** Standard deviation of the logarithm of the noise, which changes every ten seconds. */
  noise: number
  /** Factors on top of all this, in [fromSecond, toSecond). */
  bursts: readonly {fromSecond: number; toSecond: number; factor: number}[]
}

const noiseSeconds = 10

/** Approximately normal, from a hash: the sum of four uniform numbers has the variance 1/3. */
function noiseOf(key: number, step: number): number {
  let sum = 0
  for (let n = 1; n <= 4; n++) sum += mix(mix(key, n), step) / 2 ** 32
  return (sum - 2) * Math.sqrt(3)
}

/** A pure function of the key and the second. */
export function createRate(key: number, shape: RateShape): (second: number) => number {
  const {perSecond, swing, swingPeriodSeconds, swingPhase, noise, bursts} = shape
  let step = -1
  let level = 0
  return second => {
    const asked = Math.floor(second / noiseSeconds)
    if (asked !== step) {
      step = asked
      const slow = 1 + swing * Math.sin(2 * Math.PI * (second / swingPeriodSeconds + swingPhase))
      level = perSecond * slow * Math.exp(noise * noiseOf(key, asked) - (noise * noise) / 2)
    }
    const burst = bursts.find(one => second >= one.fromSecond && second < one.toSecond)
    return burst === undefined ? level : level * burst.factor
  }
}
