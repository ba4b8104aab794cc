import {deleteAlias, deleteFunction} from '../simulation/releases.ts'
import type {Simulation} from '../simulation/simulation.ts'
import {defineIncident} from './incident.ts'
import {type Draw, functionName, ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'function-unavailable'

/** Why it cannot run (Lambda API reference, FunctionConfiguration). */
const states = [
  {state: 'Failed', stateReasonCode: 'InvalidSecurityGroup', stateReason: 'The security group of the function does not exist.'},
  {state: 'Failed', stateReasonCode: 'InvalidSubnet', stateReason: 'A subnet of the function does not exist.'},
  {state: 'Inactive', stateReasonCode: 'DisabledKMSKey', stateReason: 'The KMS key that encrypts the environment variables is disabled.'},
] as const

const kinds = {
  deleted: ({world}: Simulation) => deleteFunction(world, functionName),
  alias: ({world}: Simulation) => deleteAlias(world, functionName, 'live'),
  state({world}: Simulation, draw: Draw) {
    const lab = world.functions.get(functionName)
    if (lab !== undefined) Object.assign(lab, draw('state').pick(states))
  },
} as const

type Kind = keyof typeof kinds

const kindOf = (draw: Draw): Kind => draw('kind').pick<Kind>(['deleted', 'alias', 'state', 'state'])

export const functionUnavailable = defineIncident({
  id,
  story:
    'The mapping is well, but what it invokes is not there: the function or the alias was deleted, or Lambda cannot run the function in the state it is in.',
  treatment:
    'Bring back what the mapping invokes, or point the mapping at what is there, within the 24 hours that the stream keeps its records.',
  truth: () => ({cause: id, causes: [id], lag: 'stopped'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const {draw} = plan
    const kind = kindOf(draw)
    return sceneOf({
      ...plan,
      target: kind === 'alias' ? 'alias' : plan.target,
      timeline: [{atSecond: plan.onsetSecond, happens: simulation => kinds[kind](simulation, draw)}],
    })
  },
})
