import {updateMapping} from '../simulation/poller/mappings.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'
import {slowedPlan} from './slow-handler.ts'

const id = 'updated-into-slow'

export const updatedIntoSlow = defineIncident({
  id,
  story:
    'Somebody bounded the retries of the mapping in the minutes in which the service that the handler calls became slow, and everybody suspects the update. It has nothing to do with it: each invocation takes several times as long.',
  fix: 'Fix or relieve the slow service; setting the mapping back changes nothing.',
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
