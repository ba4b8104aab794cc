import type {World} from '../engine/world.ts'
import type {LabStream} from '../table/table-shapes.ts'
import {type AccessRequest, allowed, type Decision, judge, liveContext} from './permissions.ts'
import type {PolicyDocument} from './roles.ts'

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())

/** The verdict of a resource's policy on one principal. */
export function resourceSays(policy: PolicyDocument, principal: string, request: AccessRequest): Decision {
  const Statement = policy.Statement.filter(
    ({Principal = {}}) =>
      Principal === '*' || (typeof Principal === 'object' && listOf(Principal.AWS).some(one => one === '*' || one === principal)),
  )
  return judge([{...policy, Statement}], request).decision
}

export const streamAt = ({tables}: World, arn: string): LabStream | undefined =>
  [...tables.values()].flatMap(table => table.streams).find(stream => stream.arn === arn)

/**
 * Whether a role of the account may do this on a stream: its own policies or that of the stream allow it, and neither denies it (IAM User
 * Guide, "Policy evaluation logic"; DynamoDB Developer Guide, "Resource-based policies").
 */
export function mayUseStream(world: World, role: string, action: string, streamArn: string): boolean {
  const own = allowed(world, role, action, streamArn)
  const policy = streamAt(world, streamArn)?.policy?.document
  if (policy === undefined || !world.roles.has(role.split('/').at(-1) ?? '')) return own === 'allowed'
  const ofStream = resourceSays(policy, role, {action, resource: streamArn, context: liveContext(world, role)})
  return own !== 'explicitDeny' && ofStream !== 'explicitDeny' && (own === 'allowed' || ofStream === 'allowed')
}
