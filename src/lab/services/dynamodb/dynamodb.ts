import type {
  DescribeContributorInsightsCommandOutput,
  DescribeTableCommandOutput,
  DescribeTimeToLiveCommandOutput,
  ListTablesCommandOutput,
  TableDescription,
} from '@aws-sdk/client-dynamodb'
import type {LabTable, World} from '../../simulation/world.ts'
import {AwsError, jsonErrors} from '../errors.ts'
import {type Answer, operation, type Service} from '../operation.ts'
import {required, text, whole} from '../shapes.ts'

/** A name, or since 2023 the table's ARN (DynamoDB API reference). */
const tableName = text({min: 1, max: 1024})
const tableInput = {TableName: required(tableName)} as const

const nameOf = (given: string): string => /^arn:aws[a-z-]*:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/.exec(given)?.[1] ?? given

const arnOf = ({TableName}: {TableName: string}, {world}: {world: World}): string =>
  `arn:aws:dynamodb:${world.region}:${world.accountId}:table/${nameOf(TableName)}`

const describeTable = operation({
  action: 'dynamodb:DescribeTable',
  input: tableInput,
  resource: arnOf,
  run: ({TableName}, {world}): Answer<DescribeTableCommandOutput> => ({Table: description(tableOf(world, TableName))}),
})

const listTables = operation({
  action: 'dynamodb:ListTables',
  input: {ExclusiveStartTableName: text({min: 3, max: 255}), Limit: whole({min: 1, max: 100})},
  run: ({ExclusiveStartTableName: after = '', Limit = 100}, {world}): Answer<ListTablesCommandOutput> => {
    const names = [...world.tables.keys()].sort().filter(name => name > after)
    return {TableNames: names.slice(0, Limit), LastEvaluatedTableName: names.length > Limit ? names[Limit - 1] : undefined}
  },
})

const describeTimeToLive = operation({
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

/** Contributor Insights is off: nobody has switched it on. */
const describeContributorInsights = operation({
  action: 'dynamodb:DescribeContributorInsights',
  input: {...tableInput, IndexName: text({min: 3, max: 255})},
  resource: arnOf,
  run: ({TableName}, {world}): Answer<DescribeContributorInsightsCommandOutput> => ({
    TableName: tableOf(world, TableName).name,
    ContributorInsightsStatus: 'DISABLED',
  }),
})

function tableOf(world: World, given: string): LabTable {
  const table = world.tables.get(nameOf(given))
  if (table === undefined)
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${nameOf(given)} not found`)
  return table
}

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
    ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0},
    TableSizeBytes: table.sizeBytes,
    ItemCount: table.itemCount,
    TableArn: table.arn,
    TableId: table.id,
    ...(table.billingMode === 'PAY_PER_REQUEST'
      ? {BillingModeSummary: {BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: new Date(table.createdMs)}}
      : {}),
    ...(streaming ? {StreamSpecification: {StreamEnabled: true, StreamViewType: stream.viewType}} : {}),
    ...(stream === undefined ? {} : {LatestStreamLabel: stream.label, LatestStreamArn: stream.arn}),
    DeletionProtectionEnabled: false,
  }
}

export const dynamodb: Service = {
  prefix: 'dynamodb',
  errors: jsonErrors('InternalServerError'),
  operations: {
    DescribeTable: describeTable,
    ListTables: listTables,
    DescribeTimeToLive: describeTimeToLive,
    DescribeContributorInsights: describeContributorInsights,
  },
  json: {target: 'DynamoDB_20120810', version: '1.0', namespace: 'com.amazonaws.dynamodb.v20120810#'},
}
