import {deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {releaseOf} from './release.ts'
import {sceneOf} from './scene.ts'
import {burstOf, isDraining} from './write-burst.ts'

const id = 'released-into-burst'

export const releasedIntoBurst = defineIncident({
  id,
  story:
    'A release went out while an import began, and looks like the cause. The import is over, and the backlog drains, with the new version as with the old one.',
  fix: 'Wait; a rollback has no effect. To drain faster, raise the parallelization factor.',
  truth: seed => ({cause: 'write-burst', causes: ['write-burst'], lag: isDraining(ordinaryPlan(seed, id).draw) ? 'recovering' : 'slow'}),
  build(seed) {
    const {plan, fromSecond} = burstOf(ordinaryPlan(seed, id))
    const {atSecond, ...release} = releaseOf(plan, fromSecond)
    return sceneOf({
      ...plan,
      ...release,
      timeline: [...release.timeline, {atSecond, happens: simulation => deploy(simulation, {behaviour: {}})}],
    })
  },
})
