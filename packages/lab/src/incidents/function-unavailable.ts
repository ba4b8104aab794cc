import type {LabKey} from '../simulation/access/kms-keys.ts'
import type {Simulation} from '../simulation/engine/simulation.ts'
import {deleteAlias, deleteFunction} from '../simulation/function/releases.ts'
import {customerKey} from './customer-key.ts'
import {defineIncident} from './incident.ts'
import {type Draw, functionName, ordinaryPlan, type Plan} from './plan.ts'
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
    if (lab === undefined) return
    const state = draw('state').pick(states)
    Object.assign(lab, state)
    if (state.stateReasonCode !== 'DisabledKMSKey') return
    const key: LabKey = {...customerKey(draw, 'alias/orders-settings'), state: 'Disabled'}
    world.keys.set(key.id, key)
    lab.environmentKeyArn = key.arn
  },
  /** Made again as a function that wants a tenant with each call, which no mapping names. */
  tenants({world}: Simulation) {
    const lab = world.functions.get(functionName)
    if (lab !== undefined) lab.isolatesTenants = true
  },
  /** Made again as a durable function, which is invoked by version or alias alone. */
  durable({world}: Simulation) {
    const lab = world.functions.get(functionName)
    if (lab !== undefined) lab.durable = true
  },
} as const

type Kind = keyof typeof kinds

const kindOf = (draw: Draw): Kind =>
  draw('made anew').chance(0.25)
    ? draw('new kind').pick<Kind>(['tenants', 'durable'])
    : draw('kind').pick<Kind>(['deleted', 'alias', 'state', 'state'])

/** The mapping targets the subject of the kind. */
const targetOf = (kind: Kind, {target}: Plan): Plan['target'] => (kind === 'alias' ? 'alias' : kind === 'durable' ? 'function' : target)

export const functionUnavailable = defineIncident({
  id,
  story:
    'The mapping is fine, but its target is gone. The function or the alias was deleted, or Lambda cannot run the function in its state. Or it was created again as a kind that a mapping cannot invoke.',
  fix: 'Restore the target of the mapping, or point the mapping at an existing one, within the 24 hours that the stream keeps its records.',
  truth: seed => ({cause: id, causes: [id], lag: 'stopped', way: kindOf(ordinaryPlan(seed, id).draw)}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const {draw} = plan
    const kind = kindOf(draw)
    return sceneOf({
      ...plan,
      target: targetOf(kind, plan),
      timeline: [{atSecond: plan.onsetSecond, happens: simulation => kinds[kind](simulation, draw)}],
    })
  },
})
