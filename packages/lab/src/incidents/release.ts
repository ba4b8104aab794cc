import type {PolicyDocument} from '../simulation/access/roles.ts'
import type {Simulation} from '../simulation/engine/simulation.ts'
import {runOf} from '../simulation/function/releases.ts'
import {functionName, type Plan, tableArn} from './plan.ts'

const readsAlone: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], Resource: [tableArn, `${tableArn}/index/*`]},
  ],
}

/** The handler's own policy, without the writes that it has otherwise. */
function narrow(simulation: Simulation): void {
  const {lab} = runOf(simulation, functionName)
  for (const role of simulation.world.roles.values()) if (role.arn === lab.role) role.inline.set('handler', readsAlone)
}

/**
 * A release that has nothing to do with the incident that began at `secondsIn`, some minutes before or after it; the role of half of the functions may
 * write to the table. A mapping to a version would be updated, and pause.
 */
export function releaseOf({draw, timeline}: Plan, second: number): Pick<Plan, 'target' | 'timeline'> & {atSecond: number} {
  return {
    target: draw('released target').pick(['function', 'alias']),
    timeline: draw('may write').chance(0.5) ? timeline : [...timeline, {atSecond: 0, happens: narrow}],
    atSecond: Math.round(second + draw('released').between(-300, 180)),
  }
}
