import {stateReasonWords} from '../aws-facts/state-reasons.ts'
import {type Given, maybe} from '../model/derived/derived.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import type {Item} from '../model/evidence/item.ts'
import {mayRead} from './access/stream-access.ts'

/** The evidence that shows whether Lambda can run a mapping that is off. */
export const standingReasonWants = ['function', 'rolePermissions', 'streamPolicy', 'stream'] as const
type Wants = (typeof standingReasonWants)[number]

/** Why Lambda cannot run the mapping, and in words. */
export interface StandingReason {
  kind: 'no-function' | 'function-failed' | 'no-stream' | 'denied'
  words: string
}

/**
 * Why Lambda disables the mapping again when it is enabled, as far as the evidence shows it; null where nothing shows a reason
 * (Lambda Developer Guide, "logging-using-cloudtrail": ESMDisableReason).
 */
export function standingReason(mapping: Mapping, wanted: {readonly [K in Wants]: Item<Given<K>[K]>}): StandingReason | null {
  const target = maybe(wanted.function)
  if (target === null) return {kind: 'no-function', words: `The function ${mapping.functionName} does not exist.`}
  if (target?.state === 'Failed') {
    const code = target.stateReasonCode ? ` (${target.stateReasonCode})` : ''
    const meaning = stateReasonWords(target.stateReasonCode)
    return {kind: 'function-failed', words: `The function is Failed${code}.${meaning === null ? '' : ` ${meaning}`}`}
  }
  if (maybe(wanted.stream) === null) return {kind: 'no-stream', words: 'The stream no longer exists.'}
  const permissions = maybe(wanted.rolePermissions)
  if (!permissions) return null
  if (!permissions.exists) return {kind: 'denied', words: `There is no role ${permissions.role}.`}
  const denied = mayRead(permissions, maybe(wanted.streamPolicy)).kind === 'denied'
  return denied ? {kind: 'denied', words: 'The execution role may not read the stream.'} : null
}
