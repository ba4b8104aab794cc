import {updateMapping} from '../simulation/poller/mappings.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'mapping-disabled'

export const mappingDisabled = defineIncident({
  id,
  story:
    'Somebody disabled the event source mapping for a deployment and forgot to enable it again. Writes continue, and no record is delivered.',
  fix: 'Enable the mapping: it resumes after the last processed record and drains the backlog.',
  truth: () => ({cause: id, causes: [id], lag: 'stopped'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    return sceneOf({
      ...plan,
      timeline: [
        {
          atSecond: plan.onsetSecond,
          happens: ({world}) => {
            for (const uuid of world.mappings.keys()) updateMapping(world, uuid, {Enabled: false})
          },
        },
      ],
    })
  },
})
