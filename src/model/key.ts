import type {CustomerKey, RolePermissions} from './evidence.ts'
import {conditional, type Denial, isDenied} from './policy-statement.ts'
import {regionFlag} from './region-flag.ts'
import {shellWord} from './shell.ts'

/** The only state in which a key encrypts (KMS Developer Guide, "Key states of KMS keys"). */
export const usableKeyState = 'Enabled'

/** Whether a role may use a key, as far as its own policies and that of the key tell. */
export type KeyUse = {is: 'allowed'} | {is: 'denied'; denials: Denial[]} | {is: 'unknown'; why: string}

/**
 * A policy of the key can let a role in by itself; a denial in a policy of the role stands. A policy of the key that names neither the
 * role nor everybody leaves the decision to the policies of the role (KMS Developer Guide, "Determining access to KMS keys").
 */
export function mayUse({policy}: CustomerKey, {role, results}: RolePermissions, of: 'key' | 'destination-key'): KeyUse {
  const asked = results.filter(({purpose}) => purpose === of)
  const denials = asked.filter(isDenied)
  if (denials.some(({decision}) => decision === 'explicitDeny')) return {is: 'denied', denials}
  if (denials.length > 0) {
    const may = "the role's policies do not allow the use of the key"
    if (policy === null) return {is: 'unknown', why: `${may}, and the key's own policy, which may, is not read`}
    return policy.includes(role) || /"\*"/.test(principalsOf(policy))
      ? {is: 'unknown', why: `${may}, and the key's own policy may`}
      : {is: 'denied', denials}
  }
  if (asked.length > 0 && asked.every(({decision}) => decision === 'allowed')) return {is: 'allowed'}
  return {is: 'unknown', why: conditional}
}

/** Whom the statements of a policy are about, as JSON. */
function principalsOf(policy: string): string {
  try {
    const {Statement = []} = JSON.parse(policy) as {Statement?: {Principal?: unknown} | {Principal?: unknown}[]}
    return JSON.stringify([Statement].flat().map(({Principal}) => Principal))
  } catch {
    // Not JSON: then nothing is known of whom it names.
    return '"*"'
  }
}

/** How a key that cannot be used is brought back, as far as its state says. */
export function reopenKey({arn, state}: CustomerKey): {summary: string; command: string} {
  const kms = (operation: string) => `aws kms ${operation}${regionFlag(arn)} --key-id ${shellWord(arn)}`
  if (state === 'Disabled') return {summary: 'Enable the key again; ask first who disabled it, and why.', command: kms('enable-key')}
  if (state === 'PendingDeletion')
    return {
      summary: 'Cancel the deletion of the key, which leaves it disabled, and enable it. What is encrypted with a deleted key is lost.',
      command: `${kms('cancel-key-deletion')} && ${kms('enable-key')}`,
    }
  return {summary: 'See what is wrong with the key, and use another one where it is gone.', command: kms('describe-key')}
}
