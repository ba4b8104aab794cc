import {defineIncident} from './incident.ts'
import {overloaded} from './overload.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'insufficient-throughput'

export const insufficientThroughput = defineIncident({
  id,
  story:
    'The write rate of the table has risen for good. With small batches, one at a time per shard, the throughput is below the write rate: nothing fails, but the backlog grows.',
  fix: 'Raise the parallelization factor or the batch size until the throughput exceeds the write rate; then the backlog drains.',
  truth: () => ({cause: id, causes: [id], lag: 'slow'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    return sceneOf(overloaded(ordinary, ordinary.draw('overload').between(1.45, 2.6)).plan)
  },
})
