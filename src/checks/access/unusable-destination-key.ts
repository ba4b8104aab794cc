import {mayUse, openKey, reopenKey} from '../../advice/access/kms-key.ts'
import {allow, roleName} from '../../advice/access/policy-statement.ts'
import {defineCheck, type Fix, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {reachesDestination} from '../../signs/delivery.ts'
import {keyIs} from '../../signs/key-state.ts'

export const unusableDestinationKey = defineCheck({
  id: 'unusable-destination-key',
  severity: 'high',
  needs: ['destinationKey'],
  wants: ['rolePermissions', 'functionMetrics', 'mappingMetrics'],
  run: ({destinationKey: key}, wanted) => {
    if (key === null) return []
    const permissions = maybe(wanted.rolePermissions)
    const finding = (denied: string[], fix: Fix) =>
      fail({key: key.arn, state: key.state, role: roleName(permissions?.role ?? 'the execution role'), denied}, fix)
    if (keyIs(key) === 'off') return [finding([], reopenKey(key))]
    if (keyIs(key) === 'unknown') return undecidable(`the key is ${key.state}, a state that is unknown to ddbstream`)
    // A failed batch that arrived is stronger than a simulation.
    if (reachesDestination({functionMetrics: maybe(wanted.functionMetrics), mappingMetrics: maybe(wanted.mappingMetrics)})) return []
    if (!permissions) return undecidable('the role was not simulated, so its access to the key is unknown')
    const use = mayUse(key, permissions, 'destination-key')
    if (use.kind === 'unknown') return undecidable(use.why)
    if (use.kind === 'allowed') return []
    return [
      finding(
        use.denials.map(({action}) => action),
        use.by === 'key' ? openKey(key.arn) : allow(permissions.role, use.denials, 'encrypt-failed-batches'),
      ),
    ]
  },
  text: {
    title: 'The key of the on-failure destination cannot be used',
    why: 'Discarded batches cannot be encrypted for the destination. They are not delivered and are lost.',
    found: ({key, state, role, denied}) => {
      if (denied.length > 0) return `${role} may not call ${denied.join(', ')} on ${key}, with which the destination is encrypted.`
      const fault = state === null ? 'does not exist' : `is ${state}`
      return `The destination is encrypted with ${key}, which ${fault}.`
    },
  },
})
