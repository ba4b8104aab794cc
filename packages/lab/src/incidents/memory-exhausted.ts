import {type Deployment, deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'memory-exhausted'

/** A version that needs more than there is, or less memory than the version needs. */
function drawDeployment({draw, behaviour}: Plan, memoryMb: number): Deployment {
  if (draw('kind').chance(0.5)) return {behaviour: {baseMb: Math.round(memoryMb * draw('need').between(1.15, 1.8))}}
  return {memoryMb: Math.max(128, Math.round((behaviour.baseMb * draw('left').between(0.55, 0.85)) / 64) * 64)}
}

export const memoryExhausted = defineIncident({
  id,
  story:
    'Since a deployment the function needs more memory than it has: a new version loads more, or its memory was lowered. Lambda kills each invocation, and retries its batch without end.',
  fix: 'Raise the memory above peak use; the batches succeed at their next retry.',
  truth: () => ({cause: id, causes: [id], lag: 'stalled'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw} = ordinary
    const memoryMb = draw('memory size').pick([512, 512, 768, 1024])
    const baseMb = Math.round(draw('base memory').between(300, 420))
    const plan = {...ordinary, behaviour: {...ordinary.behaviour, baseMb}, settled: {memoryMb}}
    const deployment = drawDeployment(plan, memoryMb)
    return sceneOf({...plan, timeline: [{atSecond: plan.onsetSecond, happens: simulation => deploy(simulation, deployment)}]})
  },
})
