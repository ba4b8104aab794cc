import type {
  DeleteResourcePolicyCommandOutput,
  GetResourcePolicyCommandOutput,
  PutResourcePolicyCommandOutput,
} from '@aws-sdk/client-dynamodb'
import {parseResourcePolicy} from '../../simulation/access/policy-document.ts'
import {streamAt} from '../../simulation/access/resource-policies.ts'
import type {World} from '../../simulation/engine/world.ts'
import type {LabStream} from '../../simulation/table/table-shapes.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {flag, required, text} from '../protocol/shapes.ts'

const onResource = {ResourceArn: required(text({min: 1, max: 1283}))} as const
const revision = text({min: 1, max: 255})
/** PutResourcePolicy with this revision only makes a first policy (DynamoDB API reference). */
const noPolicy = 'NO_POLICY'

const notFound = (arn: string): AwsError =>
  new AwsError('PolicyNotFoundException', `Resource-based policy not found for the provided ResourceArn: ${arn}`)

/** Streams alone have policies here: a table's says nothing of its stream. */
function streamOf(world: World, arn: string): LabStream | null {
  const stream = streamAt(world, arn)
  if (stream !== undefined) return stream
  if ([...world.tables.values()].some(table => table.arn === arn)) return null
  throw new AwsError('ResourceNotFoundException', `Requested resource not found: ${arn} not found`)
}

const resource = ({ResourceArn}: {ResourceArn: string}): string => ResourceArn

export const getResourcePolicy = operation({
  action: 'dynamodb:GetResourcePolicy',
  input: onResource,
  resource,
  run: ({ResourceArn}, {world}): Answer<GetResourcePolicyCommandOutput> => {
    const policy = streamOf(world, ResourceArn)?.policy
    if (policy === undefined) throw notFound(ResourceArn)
    return {Policy: JSON.stringify(policy.document), RevisionId: policy.revision}
  },
})

export const putResourcePolicy = operation({
  action: 'dynamodb:PutResourcePolicy',
  input: {
    ...onResource,
    Policy: required(text({min: 1, max: 20_480})),
    ExpectedRevisionId: revision,
    ConfirmRemoveSelfResourceAccess: flag,
  },
  resource,
  run: ({ResourceArn, Policy, ExpectedRevisionId}, {world}): Answer<PutResourcePolicyCommandOutput> => {
    const stream = streamOf(world, ResourceArn)
    if (stream === null) throw new AwsError('ValidationException', 'The lab keeps policies of streams alone.')
    if (ExpectedRevisionId !== undefined && ExpectedRevisionId !== (stream.policy?.revision ?? noPolicy)) throw notFound(ResourceArn)
    const parsed = parseResourcePolicy(Policy, ResourceArn)
    if ('fault' in parsed) throw new AwsError('ValidationException', parsed.fault)
    stream.policy = {document: parsed.document, revision: String(world.nowMs)}
    return {RevisionId: stream.policy.revision}
  },
})

/** Deleting a policy that does not exist is no error (DynamoDB API reference). */
export const deleteResourcePolicy = operation({
  action: 'dynamodb:DeleteResourcePolicy',
  input: {...onResource, ExpectedRevisionId: revision},
  resource,
  run: ({ResourceArn, ExpectedRevisionId}, {world}): Answer<DeleteResourcePolicyCommandOutput> => {
    const stream = streamOf(world, ResourceArn)
    const before = stream?.policy?.revision
    if (ExpectedRevisionId !== undefined && ExpectedRevisionId !== before) throw notFound(ResourceArn)
    if (stream !== null) stream.policy = undefined
    return before === undefined ? {} : {RevisionId: before}
  },
})
