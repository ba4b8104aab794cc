import {defineIncident} from './incident.ts'
import {loweredPlan} from './lowered.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'batch-size-lowered'

export const batchSizeLowered = defineIncident({
  id,
  story:
    'Somebody lowered the batch size of the mapping after a batch had failed. Each invocation takes no longer than before, but processes fewer records, and the backlog grows.',
  fix: 'Set the batch size back: the backlog drains.',
  truth: () => ({cause: 'insufficient-throughput', causes: ['insufficient-throughput'], lag: 'slow'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw} = ordinary
    const before = {BatchSize: draw('batch before').pick([25, 50, 100, 200]), ParallelizationFactor: draw('lowered factor').pick([1, 1, 2])}
    return sceneOf(loweredPlan(ordinary, {before, after: {BatchSize: draw('batch after').pick([1, 2, 5, 5, 10])}}))
  },
})
