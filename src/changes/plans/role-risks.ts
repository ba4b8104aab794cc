import {type Denial, isDenied} from '../../advice/access/policy-statement.ts'
import {mayRead} from '../../advice/access/stream-access.ts'
import type {RolePermissions} from '../../model/evidence/evidence.ts'
import {seenDelivery} from '../../signs/delivery.ts'
import type {Accepted, SelectedPipeline} from './pipeline.ts'
import {refusal} from './refuse.ts'
import type {Release} from './remap.ts'

/** The words of a plan about the role of a version. */
interface RoleWords {
  risks: string[]
  notes: string[]
}

/** The version that runs now has the same role, and this mapping hands over batches: its permissions are proven already. */
function isProven({target, lag, functionMetrics, mappingMetrics, nowMs}: SelectedPipeline, {candidate}: Release): boolean {
  if (lag === null || candidate.role === null || candidate.role !== target?.role) return false
  return seenDelivery(lag, {functionMetrics, mappingMetrics}, nowMs) === 'own'
}

const provenWords = 'The version that runs now has the same role, and batches are delivered: the remap does not change the role.'

const unsimulated = (whose: string): string =>
  `Whether the role of the ${whose} may read the stream and write the destination could not be simulated (iam:SimulatePrincipalPolicy).`

/**
 * Refuses a version whose role does not exist, or lacks a permission that the mapping needs. A simulation does not overrule a delivery that is seen:
 * where the running version delivers with the same role, the denial is a note.
 */
export function wordsOnRole(selected: SelectedPipeline, release: Release, accepted: Accepted): RoleWords {
  const {permissions} = release
  if (permissions === null) return {risks: [], notes: [unsimulated('version')]}
  const {role, exists} = permissions
  const proven = isProven(selected, release)
  if (!exists && !proven)
    throw refusal('E_ROLE', `The role ${role} of the version does not exist.`, 'Create the role again, or use a version with another role.')
  if (!exists) return {risks: [], notes: [`IAM has no role ${role}. ${provenWords}`]}
  const polls = {permissions, streamPolicy: release.streamPolicy}
  const words = denialWords(polls)
  const notes = unsureOf(polls)
  if (words === null) return {risks: [], notes}
  if (proven) return {risks: [], notes: [`${words} ${provenWords}`, ...notes]}
  const risk = `${words} The mapping polls with the role of the version that it invokes.`
  if (accepted.denied) return {risks: [risk], notes}
  throw refusal('E_ROLE', risk, 'Allow the action, and try again.', 'Or proceed with --accept-denied, where another policy allows it.')
}

/** The known facts of a role that polls: its simulation, and the resource policy of the stream (null where it has none, undefined where it was not read). */
interface Polls {
  permissions: RolePermissions
  streamPolicy: string | null | undefined
}

/** The denials for the stream, the destination and their keys. The policy of a key may let the role in by itself, unless a policy denies it. */
function denialsOf({streamPolicy, permissions}: Polls): {denials: Denial[]; doubt: string | null} {
  const stream = mayRead(permissions, streamPolicy)
  const others = permissions.results.filter(
    ({purpose, decision}) => (purpose === 'destination' && isDenied({decision})) || (isOfKey(purpose) && decision === 'explicitDeny'),
  )
  if (stream.kind !== 'denied') return {denials: others, doubt: null}
  return {denials: [...stream.denials, ...others], doubt: others.length === 0 ? stream.doubt : null}
}

const isOfKey = (purpose: RolePermissions['results'][number]['purpose']): boolean => purpose === 'key' || purpose === 'destination-key'

/** The denials of a simulation for the role, as sentences; null where it denies nothing that the mapping needs. */
function denialWords(polls: Polls): string | null {
  const {denials, doubt} = denialsOf(polls)
  if (denials.length === 0) return null
  const unless = doubt === null ? '' : ` This is not certain: ${doubt}.`
  return `A simulation denies ${polls.permissions.role} ${denials.map(({action, resource}) => `${action} on ${resource}`).join(', ')}.${unless}`
}

/** The permissions that the simulation leaves open. */
function unsureOf({streamPolicy, permissions}: Polls): string[] {
  const stream = mayRead(permissions, streamPolicy)
  return [
    ...(streamPolicy === undefined ? ['The policy of the stream could not be read (dynamodb:GetResourcePolicy).'] : []),
    ...(stream.kind === 'unknown' ? [`Whether the role may read the stream is not known: ${stream.why}.`] : []),
    ...permissions.results
      .filter(({purpose, decision}) => isOfKey(purpose) && decision === 'implicitDeny')
      .map(({action, resource}) => `The identity policies of the role do not allow ${action} on ${resource}: the key policy must.`),
  ]
}

/** Refuses a stream that the role of the function may not read: the one that it read before was another stream. A denial that is accepted is a risk. */
export function wordsOnStream(permissions: RolePermissions | null, streamPolicy: string | null | undefined, accepted: Accepted): RoleWords {
  if (permissions === null) return {risks: [], notes: [unsimulated('function')]}
  if (!permissions.exists)
    throw refusal(
      'E_ROLE',
      `The role ${permissions.role} of the function does not exist.`,
      'Create the role again, or give the function another role.',
    )
  const polls = {permissions, streamPolicy}
  const words = denialWords(polls)
  const notes = unsureOf(polls)
  if (words === null) return {risks: [], notes}
  const risk = `${words} A policy may name the old stream by its ARN. The mapping polls with this role.`
  if (accepted.denied) return {risks: [risk], notes}
  throw refusal('E_ROLE', risk, 'Allow the action, and try again.', 'Or proceed with --accept-denied, where another policy allows it.')
}
