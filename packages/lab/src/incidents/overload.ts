import {historySeconds, laneCapacity, type Plan} from './plan.ts'

/** Writes that rise at the onset and stay: before it the lanes carry them with ease, after it `overload` times too much comes in. */
export function overloaded(plan: Plan, overload: number): {plan: Plan; onset: number} {
  const {draw} = plan
  const onset = plan.onsetSecond
  const shards = draw('loaded shards').pick([1, 2, 2, 3, 4, 4, 6, 8])
  const batchSize = draw('loaded batch').pick([5, 10, 10, 25, 50])
  const behaviour = {...plan.behaviour, baseMs: draw('loaded base').whole(150, 700), perRecordMs: draw('loaded per record').between(2, 12)}
  const capacity = laneCapacity(behaviour, batchSize) * shards
  const before = draw('load before').between(0.25, 0.55)
  return {
    onset,
    plan: {
      ...plan,
      shards,
      perSecond: capacity * before,
      swing: Math.min(plan.swing, 0.08),
      noise: Math.min(plan.noise, 0.1),
      bursts: [{fromSecond: onset, toSecond: historySeconds * 100, factor: overload / before}],
      behaviour,
      reservedConcurrency: null,
      timeoutSeconds: Math.max(plan.timeoutSeconds, 15),
      settings: {...plan.settings, BatchSize: batchSize, ParallelizationFactor: 1, MaximumBatchingWindowInSeconds: 0},
    },
  }
}
