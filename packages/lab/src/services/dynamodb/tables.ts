import type {
  DescribeKinesisStreamingDestinationCommandOutput,
  DescribeTableCommandOutput,
  DescribeTimeToLiveCommandOutput,
  ListTablesCommandOutput,
  TableDescription,
  UpdateTableCommandOutput,
} from '@aws-sdk/client-dynamodb'
import type {World} from '../../simulation/engine/world.ts'
import type {LabTable} from '../../simulation/table/table-shapes.ts'
import type {Account} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {flag, oneOf, required, structure, text, whole} from '../protocol/shapes.ts'

/** A name, or since 2023 the table's ARN (DynamoDB API reference). */
const tableName = text({min: 1, max: 1024})
export const tableInput = {TableName: required(tableName)} as const

const nameOf = (given: string): string => /^arn:aws[a-z-]*:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/.exec(given)?.[1] ?? given

export const arnOf = ({TableName}: {TableName: string}, {world}: {world: World}): string =>
  `arn:aws:dynamodb:${world.region}:${world.accountId}:table/${nameOf(TableName)}`

export const describeTable = operation({
  action: 'dynamodb:DescribeTable',
  input: tableInput,
  resource: arnOf,
  run: ({TableName}, account): Answer<DescribeTableCommandOutput> => ({Table: shown(account, tableOf(account.world, TableName))}),
})

export const listTables = operation({
  action: 'dynamodb:ListTables',
  input: {ExclusiveStartTableName: text({min: 3, max: 255}), Limit: whole({min: 1, max: 100})},
  run: ({ExclusiveStartTableName: after = '', Limit = 100}, {world}): Answer<ListTablesCommandOutput> => {
    const names = [...world.tables.keys()].sort().filter(name => name > after)
    return {TableNames: names.slice(0, Limit), LastEvaluatedTableName: names.length > Limit ? names[Limit - 1] : undefined}
  },
})

export const describeTimeToLive = operation({
  action: 'dynamodb:DescribeTimeToLive',
  input: tableInput,
  resource: arnOf,
  run: ({TableName}, {world}): Answer<DescribeTimeToLiveCommandOutput> => {
    const attribute = tableOf(world, TableName).timeToLiveAttribute
    return {
      TimeToLiveDescription: attribute === null ? {TimeToLiveStatus: 'DISABLED'} : {TimeToLiveStatus: 'ENABLED', AttributeName: attribute},
    }
  },
})

/** No table here sends its changes to Kinesis. */
export const describeKinesisStreamingDestination = operation({
  action: 'dynamodb:DescribeKinesisStreamingDestination',
  input: tableInput,
  resource: arnOf,
  run: ({TableName}, {world}): Answer<DescribeKinesisStreamingDestinationCommandOutput> => ({
    TableName: tableOf(world, TableName).name,
    KinesisDataStreamDestinations: [],
  }),
})

/** Of UpdateTable, the lab knows the stream alone: off, or a new one on (DynamoDB API reference, StreamSpecification). */
export const updateTable = operation({
  action: 'dynamodb:UpdateTable',
  input: {
    ...tableInput,
    StreamSpecification: structure({
      StreamEnabled: required(flag),
      StreamViewType: oneOf('NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'),
    }),
  },
  resource: arnOf,
  run: ({TableName, StreamSpecification: asked}, account): Answer<UpdateTableCommandOutput> => {
    const {world, changes, transitions} = account
    const table = tableOf(world, TableName)
    if (asked === undefined)
      throw validation(
        'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
      )
    const isOn = table.streams.at(-1)?.status === 'ENABLED'
    if (asked.StreamEnabled && asked.StreamViewType === undefined) {
      throw validation('One or more parameter values were invalid: StreamViewType is required when StreamEnabled is true')
    }
    if (!asked.StreamEnabled && asked.StreamViewType !== undefined) {
      throw validation('One or more parameter values were invalid: StreamViewType cannot be set when StreamEnabled is false')
    }
    if (asked.StreamEnabled && isOn) throw validation('Table already has an enabled stream')
    if (!asked.StreamEnabled && !isOn) throw validation('Table is already disabled')
    if (asked.StreamViewType === undefined) changes.disableStream(world, table.name)
    else changes.enableStream(world, table.name, asked.StreamViewType)
    transitions.set(table.arn, {kind: 'updated', untilMs: world.nowMs + updateMs})
    return {TableDescription: shown(account, table)}
  },
})

/** How long a table is UPDATING after its stream was switched is not documented. */
const updateMs = 5000

function shown({world, transitions}: Account, table: LabTable): TableDescription {
  const isUpdating = (transitions.get(table.arn)?.untilMs ?? 0) > world.nowMs
  return {...description(table), ...(isUpdating ? {TableStatus: 'UPDATING'} : {})}
}

const validation = (message: string): AwsError => new AwsError('ValidationException', message)

export function tableOf(world: World, given: string): LabTable {
  const table = world.tables.get(nameOf(given))
  if (table === undefined)
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${nameOf(given)} not found`)
  return table
}

const replicaMembers = ({regions, consistency}: NonNullable<LabTable['replicas']>): Partial<TableDescription> => ({
  GlobalTableVersion: '2019.11.21',
  Replicas: regions.map(RegionName => ({RegionName, ReplicaStatus: 'ACTIVE'})),
  MultiRegionConsistency: consistency,
})

/** Of a table on demand (DynamoDB Developer Guide, "Warm throughput"). */
const warm = {reads: 12_000, writes: 4000}

function description(table: LabTable): TableDescription {
  const stream = table.streams.at(-1)
  const streaming = stream !== undefined && (stream.status === 'ENABLED' || stream.status === 'ENABLING')
  return {
    AttributeDefinitions: table.keys.map(key => ({AttributeName: key.name, AttributeType: key.type})),
    TableName: table.name,
    KeySchema: table.keys.map(key => ({AttributeName: key.name, KeyType: key.role})),
    TableStatus: table.status as NonNullable<TableDescription['TableStatus']>,
    CreationDateTime: new Date(table.createdMs),
    // On demand, DynamoDB shows zeros here.
    ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: table.writeUnits ?? 0, WriteCapacityUnits: table.writeUnits ?? 0},
    TableSizeBytes: table.sizeBytes,
    ItemCount: table.itemCount,
    TableArn: table.arn,
    TableId: table.id,
    ...(table.billingMode === 'PAY_PER_REQUEST'
      ? {BillingModeSummary: {BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: new Date(table.createdMs)}}
      : {}),
    ...(streaming ? {StreamSpecification: {StreamEnabled: true, StreamViewType: stream.viewType}} : {}),
    ...(stream === undefined ? {} : {LatestStreamLabel: stream.label, LatestStreamArn: stream.arn}),
    ...(table.replicas === undefined ? {} : replicaMembers(table.replicas)),
    ...(table.kmsKeyArn === undefined ? {} : {SSEDescription: {Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: table.kmsKeyArn}}),
    DeletionProtectionEnabled: false,
    WarmThroughput: {
      ReadUnitsPerSecond: table.writeUnits ?? warm.reads,
      WriteUnitsPerSecond: table.writeUnits ?? warm.writes,
      Status: 'ACTIVE',
    },
  }
}
