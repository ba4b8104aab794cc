import {type SimulationAnswer, simulatePrincipalPolicy} from '../../aws/iam.ts'
import {orNull} from '../../aws/not-found.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import {failedBatchObject} from '../../aws-facts/failed-batch-object.ts'
import {maybe, type Wanted} from '../../model/derived/derived.ts'
import type {LambdaFunction, Mapping, RolePermissions} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

type Result = RolePermissions['results'][number]
/** An action on a resource that somebody needs of the execution role. */
export type Wish = Omit<Result, 'decision' | 'limit'>
type Simulated = Pick<Result, 'action' | 'resource'>
type Verdict = Pick<Result, 'decision' | 'limit'>

/** One simulation of all that the mapping needs of the execution role. */
export const rolePermissions = defineOnDemand({
  key: 'rolePermissions',
  scope: 'mapping',
  needs: ['mapping', 'function'],
  wants: ['table', 'tableKey', 'destinationKey'],
  actions: ['iam:SimulatePrincipalPolicy'],
  collect: (aws, {mapping, function: lambdaFunction}, _where, wanted) => simulateRole(aws, mapping, lambdaFunction, keysOf(wanted)),
})

/** ARNs of the keys that the table and the on-failure destination are encrypted with; null where they are not the customer's. */
interface Keys {
  table: string | null
  destination: string | null
}

/** Where nothing is known of the table's key but its ARN, it may be the customer's. */
const keysOf = ({table, tableKey, destinationKey}: Wanted<'table' | 'tableKey' | 'destinationKey'>): Keys => ({
  table: tableKey.state === 'known' ? (tableKey.value?.arn ?? null) : (maybe(table)?.kmsKeyArn ?? null),
  destination: maybe(destinationKey)?.arn ?? null,
})

/** The mapping's permissions in the role of this function, whether it invokes it now or is to. */
export async function simulateRole(
  aws: Aws,
  mapping: Mapping,
  lambdaFunction: LambdaFunction | null,
  keys: Keys,
): Promise<RolePermissions | null> {
  const role = lambdaFunction?.role ?? null
  if (lambdaFunction === null || role === null) return null
  const wishes = [...wishesOf(mapping, lambdaFunction), ...tableKeyWish(keys.table), ...destinationKeyWish(mapping, keys.destination)]
  const [actions, resources] = [wishes.map(({action}) => action), wishes.map(({resource}) => resource)]
  const answers = await orNull(simulatePrincipalPolicy(aws, role, unique(actions), unique(resources)))
  return {role, exists: answers !== null, results: answers === null ? [] : resultsFrom(wishes, answers)}
}

const unique = (values: readonly string[]): string[] => [...new Set(values)]

/** The permissions for the poller (Lambda Developer Guide, "services-dynamodb-eventsourcemapping"), its destination, and the log. */
export function wishesOf({uuid, eventSourceArn, onFailureDestination}: Mapping, {functionArn, logGroup}: LambdaFunction): Wish[] {
  const [, partition = 'aws', , region = '', account = ''] = functionArn.split(':')
  const polls = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams']
  return [
    ...polls.map(name => ({purpose: 'poll' as const, action: `dynamodb:${name}`, resource: eventSourceArn})),
    ...destinationWish(onFailureDestination, uuid),
    {
      purpose: 'logs',
      action: 'logs:PutLogEvents',
      resource: `arn:${partition}:logs:${region}:${account}:log-group:${logGroup}:log-stream:any`,
    },
  ]
}

/** Records of a table that is encrypted with KMS are decrypted for whoever reads them (DynamoDB Developer Guide, "Encryption at rest"). */
const tableKeyWish = (arn: string | null): Wish[] => (arn === null ? [] : [{purpose: 'key', action: 'kms:Decrypt', resource: arn}])

/**
 * Whoever sends to an encrypted queue or topic makes a data key and verifies it (SQS Developer Guide, "Key management"; SNS Developer
 * Guide, "Managing encryption keys and costs"); who writes to a bucket makes one (Lambda Developer Guide, "services-dynamodb-errors").
 */
function destinationKeyWish({onFailureDestination}: Mapping, arn: string | null): Wish[] {
  if (arn === null) return []
  const actions = onFailureDestination?.split(':')[2] === 's3' ? ['kms:GenerateDataKey'] : ['kms:GenerateDataKey', 'kms:Decrypt']
  return actions.map(action => ({purpose: 'destination-key', action, resource: arn}))
}

function destinationWish(arn: string | null, uuid: string): Wish[] {
  const purpose = 'destination' as const
  switch (arn?.split(':')[2]) {
    case 'sqs':
      return [{purpose, action: 'sqs:SendMessage', resource: arn}]
    case 'sns':
      return [{purpose, action: 'sns:Publish', resource: arn}]
    case 's3':
      // A policy may allow the objects of this mapping alone.
      return [
        {purpose, action: 's3:PutObject', resource: failedBatchObject(arn, uuid)},
        {purpose, action: 's3:ListBucket', resource: arn},
      ]
    default:
      return []
  }
}

/** The verdict on each wish. A wish that was not judged for this resource is left out: it is not known. */
export const resultsFrom = <W extends Simulated>(wishes: readonly W[], answers: readonly SimulationAnswer[]): (W & Verdict)[] =>
  wishes.flatMap(wish => {
    const ofAction = answers.filter(({EvalActionName}) => EvalActionName === wish.action)
    const decision = decisionOn(wish, ofAction)
    if (decision === undefined) return []
    const limit = limitOn(wish, ofAction)
    return [{...wish, decision, ...(limit !== undefined && {limit})}]
  })

/** A permissions boundary is judged for each resource, the organization's limit for the action. */
function limitOn({resource}: Simulated, ofAction: readonly SimulationAnswer[]): Result['limit'] {
  const within = ofAction.flatMap(answer => answer.ResourceSpecificResults ?? []).filter(one => one.EvalResourceName === resource)
  const details = within.length > 0 ? within : ofAction.filter(one => one.EvalResourceName === resource)
  if (details.some(one => one.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false)) return 'boundary'
  return ofAction.some(one => one.OrganizationsDecisionDetail?.AllowedByOrganizations === false) ? 'organization' : undefined
}

/**
 * Since 2026 IAM answers once per action, the strictest over all resources, and each resource's verdict within. Before, and in
 * some copies of IAM, it answered once per action and resource.
 */
function decisionOn({resource}: Simulated, ofAction: readonly SimulationAnswer[]): string | undefined {
  for (const answer of ofAction) {
    const within = answer.ResourceSpecificResults?.find(({EvalResourceName}) => EvalResourceName === resource)
    if (within !== undefined) return settled(within.EvalResourceDecision, within.MissingContextValues ?? answer.MissingContextValues)
    if (answer.EvalResourceName === resource) return settled(answer.EvalDecision, answer.MissingContextValues)
  }
  return undefined
}

/** A denial that hangs on a condition which the simulation knew no value for may be none. */
const settled = (decision: string | undefined, missingContext: readonly string[] = []): string | undefined =>
  decision !== undefined && decision !== 'allowed' && missingContext.length > 0 ? 'undetermined' : decision
