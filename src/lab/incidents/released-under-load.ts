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
    'A release went out in the minutes in which more began to be written than the mapping carries, and everybody suspects it. The new version does what the old one did; the writes come from elsewhere, and stay.',
  treatment:
    'Raise the parallelization factor or the batch size until the lanes carry more than comes in; going back to the version before changes nothing.',
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
