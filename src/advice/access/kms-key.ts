import type {Fix} from '../../model/check.ts'
import type {CustomerKey, RolePermissions} from '../../model/evidence/evidence.ts'
import {option} from '../../text/shell.ts'
import {regionFlag} from '../region-flag.ts'
import {conditional, type Denial, isDenied} from './policy-statement.ts'
import {type PolicyWord, policyOn} from './resource-policy.ts'

/** Whether a role may use a key, as far as its own policies and that of the key tell, and whose policy is in the way. */
export type KeyUse = {kind: 'allowed'} | {kind: 'denied'; by: 'role' | 'key'; denials: Denial[]} | {kind: 'unknown'; why: string}

const unknown = (why: string): KeyUse => ({kind: 'unknown', why})

/**
 * The policy of a key must let the role in by name, or leave it to the policies of its account: then those have to allow it. A denial in
 * either stands (KMS Developer Guide, "Determining access to AWS KMS keys"). Grants are not read.
 */
export function mayUse({policy}: CustomerKey, {role, results}: RolePermissions, of: 'key' | 'destination-key'): KeyUse {
  const asked = results.filter(({purpose}) => purpose === of)
  const denials = asked.filter(isDenied)
  if (denials.some(({decision}) => decision === 'explicitDeny')) return {kind: 'denied', by: 'role', denials}
  if (policy === null) return ofAnUnreadKey(asked)
  const says = asked.map(one => ({...one, says: policyOn(policy, role, one.action)}))
  const refused = says.filter(one => one.says === 'denies').map(one => ({...one, decision: 'explicitDeny'}))
  if (refused.length > 0) return {kind: 'denied', by: 'key', denials: refused}
  if (denials.length > 0) {
    const mayBeNamed: PolicyWord[] = ['names', 'may name']
    return says.some(one => isDenied(one) && mayBeNamed.includes(one.says))
      ? unknown("the role's policies do not allow the use of the key, and the key's own policy may")
      : {kind: 'denied', by: 'role', denials}
  }
  const closed = says.filter(one => one.says === 'nothing').map(one => ({...one, decision: 'implicitDeny'}))
  if (closed.length > 0) return {kind: 'denied', by: 'key', denials: closed}
  if (says.some(one => one.says === 'may name' || one.says === 'may delegate'))
    return unknown('the key policy allows the role under conditions, which are not evaluated')
  return asked.length > 0 && asked.every(({decision}) => decision === 'allowed') ? {kind: 'allowed'} : unknown(conditional)
}

function ofAnUnreadKey(asked: RolePermissions['results']): KeyUse {
  if (asked.length === 0) return unknown(conditional)
  return asked.some(isDenied)
    ? unknown("the role's policies do not allow the use of the key, and the key policy, which may, was not read")
    : unknown("the role's policies do not deny the use of the key, and the key policy, which must allow it as well, was not read")
}

/** How a key that cannot be used is brought back, as far as its state says. */
export function reopenKey({arn, state}: Pick<CustomerKey, 'arn' | 'state'>): Extract<Fix, {command: string}> {
  const kms = (operation: string) => `aws kms ${operation}${regionFlag(arn)}${option('key-id', arn)}`
  if (state === 'Disabled')
    return {summary: 'First find out who disabled the key, and why. Then enable it.', command: kms('enable-key'), carries: {like: 'before'}}
  if (state === 'PendingDeletion')
    return {
      summary:
        'Cancel the deletion of the key, which leaves it disabled, and enable it. Data that is encrypted with a deleted key is lost.',
      command: `${kms('cancel-key-deletion')} && ${kms('enable-key')}`,
      carries: {like: 'before'},
    }
  return {summary: 'Check the state of the key, and use another one if it does not exist.', command: kms('describe-key')}
}

/** For a key whose own policy is in the way: no policy of the role can open it. */
export const openKey = (key: string): Fix => ({
  summary:
    'Grant the role access in the key policy: an IAM policy alone is not enough. PutKeyPolicy replaces the whole policy: start from the current one, which this command prints, and keep the key administrators.',
  command: `aws kms get-key-policy${regionFlag(key)}${option('key-id', key)} --policy-name default --output text`,
})
