import {DescribeTableCommand, UpdateTableCommand} from '@aws-sdk/client-dynamodb'
import {DetachRolePolicyCommand, ListAttachedRolePoliciesCommand} from '@aws-sdk/client-iam'
import {
  CreateEventSourceMappingCommand,
  GetFunctionCommand,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UpdateAliasCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import {functionName, tableName} from '../../packages/lab/src/incidents/plan.ts'
import type {Preparation} from './draw.ts'
import type {SoakWorld} from './world.ts'

const FunctionName = functionName

/** The tag of another operator's lock. */
async function lock(world: SoakWorld, minutes: number): Promise<void> {
  const mapping = await world.mapping()
  const until = new Date(world.nowMs() + minutes * 60_000).toISOString()
  const Tags = {'ddbstream:lock': `20261102-090000-remap-0000 user/kim ${until}`}
  await world.clients.lambda.send(new TagResourceCommand({Resource: mapping?.EventSourceMappingArn, Tags}))
}

async function takeReadPolicy(world: SoakWorld): Promise<void> {
  const {lambda, iam} = world.clients
  const {Configuration} = await lambda.send(new GetFunctionCommand({FunctionName}))
  const RoleName = Configuration?.Role?.split('/').at(-1)
  const {AttachedPolicies = []} = await iam.send(new ListAttachedRolePoliciesCommand({RoleName}))
  for (const {PolicyArn} of AttachedPolicies) await iam.send(new DetachRolePolicyCommand({RoleName, PolicyArn}))
  world.advance(900)
}

/** The alias invokes a version with other code than $LATEST. */
async function releaseApart({control, clients: {lambda}}: SoakWorld): Promise<void> {
  const {version} = control('POST', 'release', {kind: 'good'}) as {version: string}
  await lambda.send(new UpdateAliasCommand({FunctionName, Name: 'live', FunctionVersion: version}))
}

async function mapLatest(world: SoakWorld): Promise<void> {
  const {lambda, dynamodb} = world.clients
  const old = await world.mapping()
  const {Table} = await dynamodb.send(new DescribeTableCommand({TableName: tableName}))
  const given = {FunctionName: old?.FunctionArn, EventSourceArn: Table?.LatestStreamArn, StartingPosition: 'TRIM_HORIZON'} as const
  await lambda.send(new CreateEventSourceMappingCommand(given))
  world.advance(1800)
}

const prepared: Readonly<Record<Preparation, (world: SoakWorld) => Promise<unknown>>> = {
  weights: ({clients: {lambda}}) =>
    lambda.send(new UpdateAliasCommand({FunctionName, Name: 'live', RoutingConfig: {AdditionalVersionWeights: {'1': 0.1}}})),
  'no-concurrency': ({clients: {lambda}}) =>
    lambda.send(new PutFunctionConcurrencyCommand({FunctionName, ReservedConcurrentExecutions: 0})),
  disabled: async world => {
    const mapping = await world.mapping()
    await world.clients.lambda.send(new UpdateEventSourceMappingCommand({UUID: mapping?.UUID, Enabled: false}))
    world.advance(200)
  },
  locked: world => lock(world, 40),
  'expired-lock': world => lock(world, -1),
  'role-without-stream': takeReadPolicy,
  'stream-off': ({clients: {dynamodb}}) =>
    dynamodb.send(new UpdateTableCommand({TableName: tableName, StreamSpecification: {StreamEnabled: false}})),
  'released-apart': releaseApart,
  'mapped-to-latest': mapLatest,
}

/** Leaves the account as somebody left it. AWS refuses some of it in some incidents: then the account is as it was. */
export async function prepare(world: SoakWorld, preparation: Preparation | null): Promise<void> {
  if (preparation !== null) await prepared[preparation](world).catch(() => undefined)
}
