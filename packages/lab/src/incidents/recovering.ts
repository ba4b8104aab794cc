import {type Burst, growsFor, withBurst} from './burst.ts'
import {defineIncident} from './incident.ts'
import {loaded} from './loaded.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

export const recovering = defineIncident({
  id: 'recovering',
  story:
    'A long import ended some time ago. The age falls, but slowly: the throughput is only a little above the write rate, and it takes another hour or more until the backlog is gone.',
  fix: 'Wait, or raise the parallelization factor until the backlog is gone.',
  truth: () => ({cause: 'write-burst', causes: ['write-burst'], lag: 'recovering'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, 'recovering')
    const {draw, openSecond} = ordinary
    const burst: Burst = {
      seconds: Math.round(draw('length').between(47, 60) * 60),
      overload: draw('overload').between(1.75, 2),
      headroom: draw('headroom').between(1.24, 1.32),
    }
    const fromSecond = Math.round(openSecond - draw('since').between(18, 26) * 60 - growsFor(burst) - burst.seconds)
    return sceneOf(withBurst(loaded(ordinary, draw('burst shards').pick([1, 2, 3, 4, 6])), burst, fromSecond))
  },
})
