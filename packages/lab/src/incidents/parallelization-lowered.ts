import {defineIncident} from './incident.ts'
import {loweredPlan} from './lowered.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'parallelization-lowered'

export const parallelizationLowered = defineIncident({
  id,
  story:
    'Somebody lowered the parallelization factor of the mapping to save concurrency. The function is as fast as before and the write rate has not risen, but fewer batches run at once, and the backlog grows.',
  fix: 'Set the parallelization factor back: the backlog drains.',
  truth: () => ({cause: 'insufficient-throughput', causes: ['insufficient-throughput'], lag: 'slow'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw} = ordinary
    const before = {
      BatchSize: draw('lowered batch').pick([5, 10, 10, 25]),
      ParallelizationFactor: draw('factor before').pick([2, 4, 4, 8]),
    }
    return sceneOf(loweredPlan(ordinary, {before, after: {ParallelizationFactor: 1}}))
  },
})
