import {allow, conditional, inPolicy, isDenied, isUndetermined, roleName} from '../../advice/access/policy-statement.ts'
import {policyOn} from '../../advice/access/resource-policy.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {reachesDestination} from '../../signs/delivery.ts'

export const missingDestinationPermission = defineCheck({
  id: 'missing-destination-permission',
  severity: 'high',
  needs: ['rolePermissions'],
  wants: ['destination', 'functionMetrics', 'mappingMetrics'],
  run: ({rolePermissions}, wanted) => {
    const results = (rolePermissions?.results ?? []).filter(({purpose}) => purpose === 'destination')
    const denials = results.filter(isDenied)
    // A failed batch that arrived is stronger than a simulation.
    if (reachesDestination({functionMetrics: maybe(wanted.functionMetrics), mappingMetrics: maybe(wanted.mappingMetrics)})) return []
    if (!rolePermissions || denials.length === 0) return results.some(isUndetermined) ? undecidable(conditional) : []
    const explicit = denials.some(({decision}) => decision === 'explicitDeny')
    const {policy = null} = maybe(wanted.destination) ?? {}
    const says = denials.map(({action}) => (policy === null ? 'nothing' : policyOn(policy, rolePermissions.role, action)))
    // The policy of a queue or topic may let the role in by itself.
    if (!explicit && says.some(word => word === 'names' || word === 'may name'))
      return undecidable("the role's policies do not allow it, and the destination's policy names the role or everybody")
    return [
      fail(
        {role: roleName(rolePermissions.role), denied: denials.map(({action, resource}) => `${action} on ${inPolicy(resource)}`), explicit},
        allow(rolePermissions.role, denials, 'write-failed-batches'),
      ),
    ]
  },
  text: {
    title: 'The execution role may not write to the on-failure destination',
    why: 'Discarded batches cannot be delivered and are lost.',
    found: ({role, denied, explicit}) => {
      const reason = explicit ? ' because a policy denies it explicitly' : ''
      return `${role} may not call ${denied.join(', ')}${reason}.`
    },
  },
})
