import {deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {overloaded} from './overload.ts'
import {ordinaryPlan} from './plan.ts'
import {releaseOf} from './release.ts'
import {sceneOf} from './scene.ts'

const id = 'released-under-load'
const cause = 'insufficient-throughput'

export const releasedUnderLoad = defineIncident({
  id,
  story:
    'A release went out while the write rate rose above the throughput, and looks like the cause. The new version behaves like the old one; the writes come from elsewhere, and continue.',
  fix: 'Raise the parallelization factor or the batch size until the throughput exceeds the write rate. A rollback has no effect.',
  truth: () => ({cause, causes: [cause], lag: 'slow'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {plan, onset} = overloaded(ordinary, ordinary.draw('overload').between(1.45, 2.6))
    const {atSecond, ...release} = releaseOf(plan, onset)
    return sceneOf({
      ...plan,
      ...release,
      timeline: [...release.timeline, {atSecond, happens: simulation => deploy(simulation, {behaviour: {}})}],
    })
  },
})
