import {deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {loaded} from './loaded.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'write-back-loop'

export const writeBackLoop = defineIncident({
  id,
  story:
    'A release made the function write its result to the table that it reads: each write creates a record, each record a write. The writes follow the invocations, and both rise to the limit of the throughput.',
  fix: 'Roll back to the previous version, or let the function ignore its own writes. Until then disable the mapping: records wait in the stream for 24 hours.',
  truth: () => ({cause: id, causes: [id], lag: 'slow'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw} = ordinary
    // Twice: the order itself, and an entry of its history beside it.
    const writesBack = draw('writes back').pick([1.25, 1.5, 2, 2])
    const {plan, perLane} = loaded(ordinary, draw('looping shards').pick([1, 2, 2, 3, 4]), [300, 1500])
    return sceneOf({
      ...plan,
      perSecond: perLane * plan.shards * draw('use').between(0.08, 0.3),
      writes: {writtenBack: true},
      timeline: [{atSecond: plan.onsetSecond, happens: simulation => deploy(simulation, {behaviour: {writesBack}})}],
    })
  },
})
