import type {World} from '../engine/world.ts'
import {allowed} from './permissions.ts'
import {resourceSays} from './resource-policies.ts'
import type {PolicyDocument} from './roles.ts'

/** A key of the customer. Only an enabled one encrypts. */
export interface LabKey {
  id: string
  arn: string
  /** `alias/…` */
  alias: string
  state: 'Enabled' | 'Disabled' | 'PendingDeletion'
  createdMs: number
  policy: PolicyDocument
}

/** The policy of a new key that the account's own policies decide about (KMS Developer Guide, "Default key policy"). */
export const defaultKeyPolicy = (accountId: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: {AWS: `arn:aws:iam::${accountId}:root`},
      Action: 'kms:*',
      Resource: '*',
    },
  ],
})

/** A key by its id, its alias, or the ARN of either. */
export function findKey({keys}: World, named: string): LabKey | undefined {
  const name = named.replace(/^arn:[^:]+:kms:[^:]+:\d{12}:/, '').replace(/^key\//, '')
  return keys.get(name) ?? [...keys.values()].find(({alias}) => alias === name)
}

/** The verdict of a key's policy on one principal. */
const keyPolicySays = ({policy}: LabKey, principal: string, action: string) => resourceSays(policy, principal, {action, resource: '*'})

/**
 * Whether a role of the account may use a key: its policy names the role, or leaves it to the account, whose policies then must allow it
 * (KMS Developer Guide, "Determining access to AWS KMS keys"). A key encrypts in the state Enabled alone.
 */
export function mayUseKey(world: World, role: string, action: string, named: string): boolean {
  const key = findKey(world, named)
  if (key === undefined || key.state !== 'Enabled') return false
  const own = allowed(world, role, action, key.arn)
  const ofKey = keyPolicySays(key, role, action)
  if (own === 'explicitDeny' || ofKey === 'explicitDeny') return false
  return ofKey === 'allowed' || (own === 'allowed' && keyPolicySays(key, `arn:aws:iam::${world.accountId}:root`, action) === 'allowed')
}

/** Keys that AWS manages let in whoever of the account may use the service. */
export const isManagedByAws = (named: string): boolean => /(^|:)alias\/aws\//.test(named)
