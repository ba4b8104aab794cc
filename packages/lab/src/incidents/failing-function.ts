import type {Behaviour} from '../simulation/function/behaviour.ts'
import {deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {type Draw, ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'failing-function'

/** A mistake in the code, or a package that the deployment left out. */
const mistakeOf = (draw: Draw): Partial<Behaviour> =>
  draw('mistake').chance(0.4) ? {initFails: true} : {alwaysFails: true, failureDraw: draw('which mistake').next()}

export const failingFunction = defineIncident({
  id,
  story:
    'A new version of the function was deployed. It fails on every record: either it cannot be loaded, or its handler throws. All shards are blocked.',
  fix: 'Roll back to the previous version: the batches succeed at their next retry, and the backlog drains.',
  truth: () => ({cause: id, causes: [id], lag: 'stalled'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const behaviour = mistakeOf(plan.draw)
    return sceneOf({...plan, timeline: [{atSecond: plan.onsetSecond, happens: simulation => deploy(simulation, {behaviour})}]})
  },
})
