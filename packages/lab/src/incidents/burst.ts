import type {Loaded} from './loaded.ts'
import type {Plan} from './plan.ts'

/** A burst of writes, against the capacity of the lanes. */
export interface Burst {
  seconds: number
  /** The writes during the burst against the capacity of the lanes, and that capacity against the writes before and after it. */
  overload: number
  headroom: number
}

/** The age grows until the records of the end of the burst are read: so many seconds after the burst ended. */
export const growsFor = ({seconds, overload}: Burst): number => seconds * (overload - 1)

/** How long the backlog lasts behind the end of the burst, seconds: the waiting records over the capacity beyond the writes. */
export const drainedAfter = (burst: Burst): number => growsFor(burst) / (1 - 1 / burst.headroom)

const sweepTolerance = 0.04

/** @param fromSecond start of the burst. */
export function withBurst({plan, perLane}: Loaded, {seconds, overload, headroom}: Burst, fromSecond: number): Plan {
  const perWrite = Math.max(1, Math.round(overload * headroom) - 1)
  // A whole number of deletes can miss the headroom, and with it the end of the backlog: then it is no sweep.
  const isSweep = plan.draw('sweep').chance(0.2) && Math.abs((1 + perWrite) / (overload * headroom) - 1) <= sweepTolerance
  const carried = perLane * plan.shards
  const window = {fromSecond, toSecond: fromSecond + seconds}
  return {
    ...plan,
    // Until it ends nobody can know that it is one.
    onsetSecond: window.toSecond,
    // No more headroom than is said: a slow swing could take it away.
    swing: 0.01,
    // A sweep brings a whole number of deletes for each write; it sets the rate of the other writes.
    perSecond: isSweep ? (carried * overload) / (1 + perWrite) : carried / headroom,
    bursts: isSweep ? [] : [{...window, factor: overload * headroom}],
    writes: {unevenness: 0.02, ...(isSweep && {ttlSweep: {...window, perWrite}})},
  }
}
