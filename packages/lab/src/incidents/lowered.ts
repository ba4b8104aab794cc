import type {MappingSettings} from '../simulation/engine/world.ts'
import {updateMapping} from '../simulation/poller/mappings.ts'
import {laneCapacity, type Plan} from './plan.ts'

/** A pipeline that copes with its writes until its mapping is updated: then it gets `overload` times its capacity. */
export interface Lowered {
  before: {BatchSize: number; ParallelizationFactor: number}
  after: Partial<MappingSettings>
}

/** Records per second that these settings carry. */
const carried = ({behaviour, shards}: Plan, {BatchSize, ParallelizationFactor}: Lowered['before']): number =>
  laneCapacity(behaviour, BatchSize) * ParallelizationFactor * shards

/** The plan in which somebody makes the mapping weaker at the onset; its writes stay as they were. */
export function loweredPlan(ordinary: Plan, {before, after}: Lowered): Plan {
  const {draw, onsetSecond} = ordinary
  const behaviour = {
    ...ordinary.behaviour,
    baseMs: draw('lowered base').whole(300, 900),
    perRecordMs: draw('lowered per record').between(0.5, 3),
  }
  const plan = {...ordinary, behaviour, shards: draw('lowered shards').pick([1, 2, 2, 3, 4])}
  const most = carried(plan, before)
  const least = carried(plan, {...before, ...after})
  // Between the capacity after the change and the capacity before it, with room on both sides.
  const overload = Math.min(draw('overload').between(1.35, 2.2), (0.8 * most) / least)
  return {
    ...plan,
    perSecond: least * overload,
    swing: Math.min(plan.swing, 0.05),
    noise: Math.min(plan.noise, 0.1),
    reservedConcurrency: null,
    timeoutSeconds: Math.max(plan.timeoutSeconds, 15),
    settings: {...plan.settings, ...before, MaximumBatchingWindowInSeconds: 0},
    timeline: [
      {
        atSecond: onsetSecond,
        happens: ({world}) => {
          for (const uuid of world.mappings.keys()) updateMapping(world, uuid, after)
        },
      },
    ],
  }
}
