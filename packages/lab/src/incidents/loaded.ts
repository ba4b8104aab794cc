import type {Plan} from './plan.ts'

/** A pipeline of known capacity. */
export interface Loaded {
  plan: Plan
  /** Records per second that one lane carries when its batches are full. */
  perLane: number
}

/**
 * A pipeline with one lane for each shard, whose writes hardly vary by themselves. Nothing comes in yet: `perSecond` is 0.
 * @param cycleMs how long a full batch takes at least and at most, from one invocation to the next.
 */
export function loaded(plan: Plan, shards: number, cycleMs: readonly [number, number] = [200, 1500]): Loaded {
  const {draw} = plan
  const batchSize = draw('loaded batch').pick([10, 10, 25, 25, 50, 100])
  // Some 4 ms for each record: then a burst of several times the capacity stays below the limit of a partition.
  const cycle = Math.max(draw('loaded cycle').logBetween(...cycleMs), batchSize * 4)
  const perRecordMs = ((cycle - 40) * draw('loaded share').between(0.3, 0.7)) / batchSize
  return {
    perLane: (batchSize * 1000) / cycle,
    plan: {
      ...plan,
      shards,
      perSecond: 0,
      swing: Math.min(plan.swing, 0.05),
      noise: Math.min(plan.noise, 0.1),
      behaviour: {...plan.behaviour, baseMs: Math.round(cycle - 40 - perRecordMs * batchSize), perRecordMs},
      timeoutSeconds: Math.max(plan.timeoutSeconds, 15),
      reservedConcurrency: null,
      settings: {...plan.settings, BatchSize: batchSize, ParallelizationFactor: 1, MaximumBatchingWindowInSeconds: 0},
    },
  }
}
