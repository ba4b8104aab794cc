import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

export const idle = defineIncident({
  id: 'idle',
  story: 'Nobody writes to the table. The mapping polls and finds nothing, and so the function does not run and most metrics are absent.',
  treatment: 'Nothing is to be done.',
  truth: () => ({cause: null, causes: [], lag: 'idle'}),
  build(seed) {
    const plan = ordinaryPlan(seed, 'idle')
    return sceneOf({
      ...plan,
      shards: plan.draw('idle shards').pick([1, 1, 2, 4]),
      perSecond: 0,
      lastProcessingResult: plan.draw('result').pick(['No records processed', 'OK']),
    })
  },
})
