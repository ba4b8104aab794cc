import {updateRuntime} from '../simulation/function/runtime-updates.ts'
import {defineIncident} from './incident.ts'
import {functionName, ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'runtime-updated'
const cause = 'failing-function'

export const runtimeUpdated = defineIncident({
  id,
  story:
    'AWS moved the function to a newer version of its managed runtime, which lacks a module that the code imports. There was no deployment. No environment starts, and all shards are blocked.',
  fix: 'Set the earlier runtime version by its ARN, which INIT_START contains: the batches succeed at their next retry, and the backlog drains.',
  truth: () => ({cause, causes: [cause], lag: 'stalled'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    return sceneOf({
      ...plan,
      timeline: [
        ...plan.timeline,
        {atSecond: plan.onsetSecond, happens: ({world}) => updateRuntime(world, functionName, {initFails: true})},
      ],
    })
  },
})
