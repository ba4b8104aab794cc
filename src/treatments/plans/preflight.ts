import type {LambdaFunction, Mapping, RolePermissions} from '../../model/evidence.ts'
import {isDenied} from '../../model/policy-statement.ts'
import {percent} from '../../model/units.ts'
import type {PipelineInHand} from './pipeline.ts'
import {refusal} from './refuse.ts'
import type {Release} from './remap.ts'

/** Refuses a version that would not run, or whose role could not read the stream or write the destination; and an alias that is split. */
export function refuseUnfit(mapping: Mapping, {candidate, permissions, alias}: Release): void {
  const {state, lastUpdateStatus, version, reservedConcurrency} = candidate
  if (alias !== null) refuseWeights(alias)
  if (state !== null && state !== 'Active')
    throw refusal(
      'E_NOT_ACTIVE',
      `Version ${version} is ${state}${candidate.stateReasonCode === null ? '' : ` (${candidate.stateReasonCode})`}: Lambda would not run it.`,
    )
  if (lastUpdateStatus !== null && lastUpdateStatus !== 'Successful')
    throw refusal('E_NOT_ACTIVE', `The last update of version ${version} is ${lastUpdateStatus}.`, 'Wait until it is Successful.')
  if (reservedConcurrency === 0)
    throw refusal('E_NO_CONCURRENCY', `The reserved concurrency of ${mapping.functionName} is 0: no invocation would be let through.`)
  refuseDenied(permissions)
}

/** With two versions behind an alias each invocation draws one of them. */
function refuseWeights({name, functionVersion, weights}: NonNullable<Release['alias']>): void {
  const [[other, share] = []] = Object.entries(weights)
  if (other === undefined || share === undefined) return
  throw refusal(
    'E_WEIGHTS',
    `The alias ${name} sends ${percent(share)} of the invocations to version ${other} and the rest to version ${functionVersion}. On a stream each retry of a batch draws anew: a batch that the new version cannot handle passes on the old one, and the fault stays hidden until all is moved.`,
    'Take the weights off first, then remap the whole stream under guard.',
  )
}

function refuseDenied(permissions: RolePermissions | null): void {
  if (permissions === null) return
  const {role, exists, results} = permissions
  if (!exists) throw refusal('E_ROLE', `The role ${role} of the version does not exist.`)
  const denied = results.filter(one => one.purpose !== 'logs' && (mayBeAllowedByKey(one) ? one.decision === 'explicitDeny' : isDenied(one)))
  if (denied.length === 0) return
  throw refusal(
    'E_ROLE',
    `The mapping polls with the role of the version that it invokes, and the identity policies of ${role} do not allow ${denied.map(({action, resource}) => `${action} on ${resource}`).join(', ')}.`,
    'Allow it, and try again.',
  )
}

/** The policy of a key may let the role in by itself, unless a policy of the role denies it. */
const mayBeAllowedByKey = ({purpose}: RolePermissions['results'][number]): boolean => purpose === 'key'

/** What is not the same about the two versions, and what could not be made sure of. */
export function comparison({target}: PipelineInHand, {candidate, permissions}: Release): string[] {
  const unsure =
    permissions === null
      ? [
          'Whether the role of the version may read the stream and write the destination could not be simulated (iam:SimulatePrincipalPolicy).',
        ]
      : permissions.results
          .filter(one => mayBeAllowedByKey(one) && isDenied(one))
          .map(
            ({action, resource}) =>
              `The identity policies of the role do not allow ${action} on ${resource}: the policy of the key has to.`,
          )
  if (target === null) return unsure
  return [...compared.flatMap(([name, of]) => difference(name, of(target), of(candidate))), ...unsure]
}

const compared: [string, (one: LambdaFunction) => string | null][] = [
  ['Memory', ({memoryMb}) => (memoryMb === null ? null : `${memoryMb} MB`)],
  ['Timeout', ({timeoutSeconds}) => (timeoutSeconds === null ? null : `${timeoutSeconds} s`)],
  ['Runtime', ({runtime}) => runtime],
  ['Architecture', ({architecture}) => architecture],
  ['Role', ({role}) => role],
  ['Subnets', ({subnetIds}) => [...subnetIds].sort().join(', ') || 'none'],
]

const difference = (name: string, was: string | null, is: string | null): string[] =>
  was === is ? [] : [`${name}: ${was ?? 'unknown'} → ${is ?? 'unknown'}.`]
