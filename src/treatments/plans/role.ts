import {seenDelivery} from '../../model/delivery.ts'
import type {RolePermissions} from '../../model/evidence.ts'
import {type Denial, isDenied} from '../../model/policy-statement.ts'
import {mayRead} from '../../model/stream-access.ts'
import type {Accepted, PipelineInHand} from './pipeline.ts'
import {refusal} from './refuse.ts'
import type {Release} from './remap.ts'

/** What a plan tells of the role of a version. */
interface RoleWords {
  risks: string[]
  notes: string[]
}

/** The version that runs now has the same role, and this mapping hands over batches: what the role may do is shown already. */
function isProven({target, lag, functionMetrics, mappingMetrics, nowMs}: PipelineInHand, {candidate}: Release): boolean {
  if (lag === null || candidate.role === null || candidate.role !== target?.role) return false
  return seenDelivery(lag, {functionMetrics, mappingMetrics}, nowMs) === 'own'
}

const provenWords = 'The version that runs now has the same role, and batches are delivered: the remap changes nothing about it.'

const unsimulated =
  'Whether the role of the version may read the stream and write the destination could not be simulated (iam:SimulatePrincipalPolicy).'

/**
 * Refuses a version whose role does not exist, or may not do what the mapping needs. A simulation does not overrule a delivery that is seen:
 * where the running version delivers with the same role, the denial is a note.
 */
export function wordsOnRole(hand: PipelineInHand, release: Release, accepted: Accepted): RoleWords {
  const {permissions} = release
  if (permissions === null) return {risks: [], notes: [unsimulated]}
  const {role, exists} = permissions
  const proven = isProven(hand, release)
  if (!exists && !proven)
    throw refusal('E_ROLE', `The role ${role} of the version does not exist.`, 'Make the role again, or choose a version with another one.')
  if (!exists) return {risks: [], notes: [`IAM has no role ${role}. ${provenWords}`]}
  const {denials, doubt} = denialsOf(release, permissions)
  const notes = unsureOf(release, permissions)
  if (denials.length === 0) return {risks: [], notes}
  const unless = doubt === null ? '' : ` That is not sure: ${doubt}.`
  const words = `A simulation denies ${role} ${denials.map(({action, resource}) => `${action} on ${resource}`).join(', ')}.${unless}`
  if (proven) return {risks: [], notes: [`${words} ${provenWords}`, ...notes]}
  const risk = `${words} The mapping polls with the role of the version that it invokes.`
  if (accepted.denied) return {risks: [risk], notes}
  throw refusal('E_ROLE', risk, 'Allow it, and try again.', 'Or accept it with --accept-denied, where another policy allows it.')
}

/** What stands against the stream, the destination and their keys. The policy of a key may let the role in by itself, unless a policy denies it. */
function denialsOf({streamPolicy}: Release, permissions: RolePermissions): {denials: Denial[]; doubt: string | null} {
  const stream = mayRead(permissions, streamPolicy)
  const others = permissions.results.filter(
    ({purpose, decision}) => (purpose === 'destination' && isDenied({decision})) || (isOfKey(purpose) && decision === 'explicitDeny'),
  )
  if (stream.is !== 'denied') return {denials: others, doubt: null}
  return {denials: [...stream.denials, ...others], doubt: others.length === 0 ? stream.doubt : null}
}

const isOfKey = (purpose: RolePermissions['results'][number]['purpose']): boolean => purpose === 'key' || purpose === 'destination-key'

/** What the simulation leaves open. */
function unsureOf({streamPolicy}: Release, permissions: RolePermissions): string[] {
  const stream = mayRead(permissions, streamPolicy)
  return [
    ...(streamPolicy === undefined ? ['The policy of the stream could not be read (dynamodb:GetResourcePolicy).'] : []),
    ...(stream.is === 'unknown' ? [`Whether the role may read the stream is not known: ${stream.why}.`] : []),
    ...permissions.results
      .filter(({purpose, decision}) => isOfKey(purpose) && decision === 'implicitDeny')
      .map(
        ({action, resource}) => `The identity policies of the role do not allow ${action} on ${resource}: the policy of the key has to.`,
      ),
  ]
}
