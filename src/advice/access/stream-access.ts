import type {Fix} from '../../model/check.ts'
import type {RolePermissions} from '../../model/evidence/evidence.ts'
import {option} from '../../text/shell.ts'
import {regionFlag} from '../region-flag.ts'
import {conditional, type Denial, isDenied} from './policy-statement.ts'
import {type PolicyWord, policyOn} from './resource-policy.ts'

/**
 * Whether a role may read a stream, as far as its own policies and that of the stream tell, and whose policy is in the way. `doubt`: why
 * the denial is not sure; null where it is.
 */
export type StreamUse =
  | {kind: 'allowed'}
  | {kind: 'denied'; by: 'role' | 'stream'; denials: Denial[]; doubt: string | null}
  | {kind: 'unknown'; why: string}

const unread = 'the policy of the stream, which may allow it, was not read'
const underConditions = 'the policy of the stream allows the role under conditions, which are not evaluated'

const accountOf = (arn: string): string => arn.split(':')[4] ?? ''

/** The permissions that the mapping needs to poll. ListStreams is not needed to read a stream that is known. */
export const pollResults = ({results}: RolePermissions): RolePermissions['results'] =>
  results.filter(({purpose, action}) => purpose === 'poll' && !action.endsWith(':ListStreams'))

/**
 * In one account it is enough that the policies of the role or that of the stream allow it; between accounts both must. A denial in either
 * stands, and so does a permissions boundary or a policy of the organization that does not allow it (IAM User Guide, "Policy evaluation
 * logic"; DynamoDB Developer Guide, "Resource-based policies"). `streamPolicy`: null where the stream has none, undefined where it was not read.
 */
export function mayRead(permissions: RolePermissions, streamPolicy: string | null | undefined): StreamUse {
  const polls = pollResults(permissions)
  if (polls.length === 0) return {kind: 'unknown', why: conditional}
  const denied = polls.filter(isDenied)
  if (denied.some(({decision, limit}) => decision === 'explicitDeny' || limit !== undefined))
    return {kind: 'denied', by: 'role', denials: denied, doubt: null}
  const says = (action: string): PolicyWord | null =>
    streamPolicy === undefined ? null : streamPolicy === null ? 'nothing' : policyOn(streamPolicy, permissions.role, action)
  const told = polls.map(one => ({...one, says: says(one.action)}))
  const refused = told.filter(one => one.says === 'denies').map(one => ({...one, decision: 'explicitDeny'}))
  if (refused.length > 0) return {kind: 'denied', by: 'stream', denials: refused, doubt: null}
  return told.some(({resource}) => accountOf(resource) !== accountOf(permissions.role)) ? betweenAccounts(told) : inOneAccount(told)
}

type Told = Denial & {says: PolicyWord | null}

function inOneAccount(told: readonly Told[]): StreamUse {
  const closed = told.filter(one => one.decision !== 'allowed' && one.says !== 'names')
  if (closed.length === 0) return {kind: 'allowed'}
  const denials = closed.filter(isDenied)
  if (denials.length === 0) return {kind: 'unknown', why: conditional}
  const doubt = denials.some(one => one.says === null) ? unread : denials.some(one => one.says === 'may name') ? underConditions : null
  return {kind: 'denied', by: 'role', denials, doubt}
}

function betweenAccounts(told: readonly Told[]): StreamUse {
  const denials = told.filter(isDenied)
  if (denials.length > 0) return {kind: 'denied', by: 'role', denials, doubt: null}
  const closed = told.filter(one => one.says === 'nothing').map(one => ({...one, decision: 'implicitDeny'}))
  if (closed.length > 0) return {kind: 'denied', by: 'stream', denials: closed, doubt: null}
  if (told.some(one => one.says === null)) return {kind: 'unknown', why: unread}
  if (told.some(one => one.says === 'may name' || one.says === 'may delegate')) return {kind: 'unknown', why: underConditions}
  return told.every(({decision}) => decision === 'allowed') ? {kind: 'allowed'} : {kind: 'unknown', why: conditional}
}

/** The command that prints the policy of a stream. */
export const showStreamPolicy = (stream: string): string =>
  `aws dynamodb get-resource-policy${regionFlag(stream)}${option('resource-arn', stream)}`

/** For a stream whose own policy is in the way: no policy of the role opens it. */
export const openStream = (stream: string): Fix => ({
  summary:
    'Grant the role access in the resource policy of the stream: an IAM policy alone is not enough. PutResourcePolicy replaces the whole policy: start from the current one, which this command prints.',
  command: showStreamPolicy(stream),
})
