import type {CustomerKey, RolePermissions} from './evidence.ts'
import {conditional, type Denial, isDenied} from './policy-statement.ts'

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
