import type {FunctionConfiguration} from '@aws-sdk/client-lambda'
import {revisionOf} from '../../simulation/function/revisions.ts'
import type {Account} from '../protocol/account.ts'
import type {Target} from './names.ts'

/** The creation and an update of a function take some seconds (SDK waiters ask every few; how long AWS takes is not documented). */
export const transitionMs = 4000

/** The creation or update of a function that goes on; published versions have none. */
export function transitionOf({world, transitions}: Account, {fn, version}: Target): 'created' | 'updated' | null {
  const found = transitions.get(fn.name)
  return version === '$LATEST' && found !== undefined && found.untilMs > world.nowMs ? found.kind : null
}

/** AWS gives an update the reason of a creation (test/recorded/answers/lambda/functions.ts). */
const goingOn = {reason: 'The function is being created.', code: 'Creating' as string} as const

export function stateOf(account: Account, target: Target): Partial<FunctionConfiguration> {
  const {fn} = target
  const transition = transitionOf(account, target)
  if (transition === 'created') return {State: 'Pending', StateReason: goingOn.reason, StateReasonCode: goingOn.code as 'Creating'}
  return {
    State: fn.state as NonNullable<FunctionConfiguration['State']>,
    ...(fn.stateReason === undefined ? {} : {StateReason: fn.stateReason}),
    ...(fn.stateReasonCode === undefined
      ? {}
      : {StateReasonCode: fn.stateReasonCode as NonNullable<FunctionConfiguration['StateReasonCode']>}),
    ...(transition === 'updated'
      ? {
          LastUpdateStatus: 'InProgress',
          LastUpdateStatusReason: goingOn.reason,
          LastUpdateStatusReasonCode: goingOn.code as NonNullable<FunctionConfiguration['LastUpdateStatusReasonCode']>,
        }
      : {LastUpdateStatus: fn.lastUpdateStatus as NonNullable<FunctionConfiguration['LastUpdateStatus']>}),
  }
}

/** A published version keeps its revision; that of `$LATEST` moves with each change, and once more when it is done. */
export function shownRevision(account: Account, target: Target): string {
  const {fn, version} = target
  const published = fn.versions.get(version)
  if (published !== undefined) return revisionOf(`${fn.arn}:${version} ${published.publishedMs}`)
  const transition = transitionOf(account, target)
  return transition === null ? fn.revisionId : revisionOf(`${fn.revisionId} ${transition}`)
}
