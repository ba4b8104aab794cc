import {AwsFailure, given, type Operations, type Wire} from './wire.ts'
import type {World} from './world.ts'

/** A table by its name or ARN. */
const tableName = (text: unknown): string => String(text).split('/').at(-1) ?? ''

/** The most shards in an answer of DescribeStream (DynamoDB Streams API reference, DescribeStream: Limit). */
const shardsOfPage = 100

const missing = (words: string): AwsFailure => new AwsFailure('ResourceNotFoundException', `Requested resource not found: ${words}`)

export const dynamodb = (world: World): Operations<Wire> => ({
  DescribeTable: ({TableName}) => {
    const found = world.tables[tableName(TableName)]
    if (found === undefined) throw missing(`Table: ${tableName(TableName)} not found`)
    return {Table: found}
  },
  DescribeTimeToLive: ({TableName}) => ({
    TimeToLiveDescription: world.timeToLive?.[tableName(TableName)] ?? {TimeToLiveStatus: 'DISABLED'},
  }),
  DescribeContributorInsights: ({TableName}) => ({
    TableName: tableName(TableName),
    ContributorInsightsStatus: 'DISABLED',
    ContributorInsightsRuleList: [],
  }),
  GetResourcePolicy: ({ResourceArn}) => {
    const policy = given(world.resourcePolicies, 'dynamodb:GetResourcePolicy')[String(ResourceArn)]
    if (policy === undefined)
      throw new AwsFailure('PolicyNotFoundException', `Resource-based policy not found for the provided ResourceArn: ${ResourceArn}`)
    return {Policy: JSON.stringify(policy), RevisionId: '1709600000000'}
  },
})

export const dynamodbStreams = (world: World): Operations<Wire> => ({
  DescribeStream: ({StreamArn, Limit, ExclusiveStartShardId}) => {
    const found = world.streams[String(StreamArn)]
    if (found === undefined) throw missing(`Stream: ${StreamArn} not found`)
    const shards = (found.Shards ?? []) as {ShardId: string}[]
    const from = ExclusiveStartShardId === undefined ? 0 : shards.findIndex(({ShardId}) => ShardId === ExclusiveStartShardId) + 1
    const page = shards.slice(from, from + Math.min(Number(Limit ?? shardsOfPage), shardsOfPage))
    const isLast = from + page.length >= shards.length
    return {StreamDescription: {...found, Shards: page, ...(!isLast && {LastEvaluatedShardId: page.at(-1)?.ShardId})}}
  },
  ListStreams: ({TableName}) => ({
    Streams: Object.values(world.streams)
      .filter(stream => TableName === undefined || stream.TableName === tableName(TableName))
      .map(({StreamArn, TableName: table, StreamLabel}) => ({StreamArn, TableName: table, StreamLabel})),
  }),
})
