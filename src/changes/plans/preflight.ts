import type {LambdaFunction, Mapping} from '../../model/evidence/evidence.ts'
import {percent} from '../../text/units.ts'
import type {SelectedPipeline} from './pipeline.ts'
import {refusal} from './refuse.ts'
import type {Release} from './remap.ts'

/** Refuses a version that would not run, and an alias that is split. */
export function refuseUnfit(mapping: Mapping, {candidate, alias}: Release): void {
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
    throw refusal('E_NO_CONCURRENCY', `The reserved concurrency of ${mapping.functionName} is 0: every invocation would be throttled.`)
}

/** With two versions behind an alias each invocation draws one of them. */
function refuseWeights({name, functionVersion, weights}: NonNullable<Release['alias']>): void {
  const [[other, share] = []] = Object.entries(weights)
  if (other === undefined || share === undefined) return
  throw refusal(
    'E_WEIGHTS',
    `The alias ${name} sends ${percent(share)} of the invocations to version ${other} and the rest to version ${functionVersion}. The alias picks a version per invocation, so a batch that fails on the new version may succeed on the old one. The fault stays hidden until all traffic is moved.`,
    'Remove the weights first, then remap the whole stream under guard.',
  )
}

/** The differences of the two versions. */
export const comparison = ({target}: SelectedPipeline, {candidate}: Release): string[] =>
  target === null ? [] : compared.flatMap(([name, of]) => difference(name, of(target), of(candidate)))

const compared: [string, (one: LambdaFunction) => string | null][] = [
  ['Memory', ({memoryMb}) => (memoryMb === null ? null : `${memoryMb} MB`)],
  ['Timeout', ({timeoutSeconds}) => (timeoutSeconds === null ? null : `${timeoutSeconds} s`)],
  ['Runtime', ({runtime}) => runtime],
  ['Architecture', ({architecture}) => architecture],
  ['Role', ({role}) => role],
  ['Subnets', ({subnetIds}) => [...subnetIds].sort().join(', ') || 'none'],
]

const difference = (name: string, was: string | null, kind: string | null): string[] =>
  was === kind ? [] : [`${name}: ${was ?? 'unknown'} → ${kind ?? 'unknown'}.`]
