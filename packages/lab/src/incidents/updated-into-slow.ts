import {updateMapping} from '../simulation/poller/mappings.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'
import {slowedPlan} from './slow-handler.ts'

const id = 'updated-into-slow'

export const updatedIntoSlow = defineIncident({
  id,
  story:
    'Somebody bounded the retries of the mapping while the service that the handler calls became slow, and the update looks like the cause. It is not: each invocation takes several times as long.',
  fix: 'Fix or relieve the slow service; reverting the update has no effect.',
  truth: () => ({cause: 'slow-handler', causes: ['slow-handler'], lag: 'slow'}),
  build(seed) {
    const plan = slowedPlan(ordinaryPlan(seed, id))
    const atSecond = Math.round(plan.onsetSecond + plan.draw('updated').between(-240, 30))
    return sceneOf({
      ...plan,
      timeline: [
        ...plan.timeline,
        {
          atSecond,
          happens: ({world}) => {
            for (const uuid of world.mappings.keys()) updateMapping(world, uuid, {MaximumRetryAttempts: 5})
          },
        },
      ],
    })
  },
})
