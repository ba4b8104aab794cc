import {expect} from 'vitest'
import type {Row} from '../row.ts'

const describe = 'dynamodbstreams describe-stream --stream-arn {stream}'
const iterator = 'dynamodbstreams get-shard-iterator --stream-arn {stream} --shard-id'
const sequenceNumber = expect.stringMatching(/^\d{21,40}$/)
const gone = {refused: 'ResourceNotFoundException'}
const invalid = {refused: 'ValidationException'}

/** The error codes of streams are those that DynamoDB Local answers (test/conformance/dynamodb-local). */
export const dynamodbRows: readonly Row[] = [
  {
    aws: 'dynamodb describe-table --table-name {table}',
    answers: {
      Table: {
        TableName: 'orders',
        TableStatus: 'ACTIVE',
        StreamSpecification: {StreamEnabled: true},
        KeySchema: expect.any(Array),
        ItemCount: expect.any(Number),
      },
    },
    keep: {stream: 'Table.LatestStreamArn'},
  },
  {aws: 'dynamodb describe-table --table-name no-such', ...gone, saying: /^Requested resource not found: Table: no-such not found/},
  {aws: 'dynamodb list-tables', answers: {TableNames: expect.arrayContaining(['orders'])}},
  {
    aws: 'dynamodb describe-time-to-live --table-name {table}',
    answers: {TimeToLiveDescription: {TimeToLiveStatus: expect.stringMatching(/^(EN|DIS)ABLED$/)}},
  },
  {
    aws: 'dynamodb describe-contributor-insights --table-name {table}',
    answers: {TableName: 'orders', ContributorInsightsStatus: expect.stringMatching(/^(EN|DIS)ABLED$/)},
  },
  // An operation of AWS that the lab does not have: it says so, and `/_lab/calls` lists it.
  {aws: 'dynamodb list-backups', refused: 'UnknownOperationException'},
  {
    aws: 'dynamodbstreams list-streams --table-name {table}',
    answers: {Streams: [{TableName: 'orders', StreamArn: expect.any(String), StreamLabel: expect.any(String)}]},
  },
  {aws: 'dynamodbstreams list-streams --limit 101', ...invalid},
  {
    aws: describe,
    answers: {
      StreamDescription: {
        StreamStatus: 'ENABLED',
        TableName: 'orders',
        Shards: expect.any(Array),
        CreationRequestDateTime: expect.any(String),
      },
    },
  },
  {
    aws: `${describe} --limit 1`,
    answers: {
      StreamDescription: {
        Shards: [{ShardId: expect.stringMatching(/^shardId-/), SequenceNumberRange: {StartingSequenceNumber: sequenceNumber}}],
      },
    },
    keep: {shard: 'StreamDescription.Shards.0.ShardId', first: 'StreamDescription.Shards.0.SequenceNumberRange.StartingSequenceNumber'},
  },
  {aws: `${describe} --limit 101`, ...invalid},
  {aws: 'dynamodbstreams describe-stream --stream-arn {stream}0', ...gone},
  {
    aws: `${iterator} {shard} --shard-iterator-type TRIM_HORIZON`,
    answers: {ShardIterator: expect.any(String)},
    keep: {iterator: 'ShardIterator'},
  },
  {aws: 'dynamodbstreams get-records --shard-iterator {iterator} --limit 5', answers: {Records: expect.any(Array)}},
  {aws: 'dynamodbstreams get-records --shard-iterator {iterator} --limit 1001', ...invalid},
  {aws: 'dynamodbstreams get-records --shard-iterator not-an-iterator', ...invalid, saying: /Invalid ShardIterator/},
  {aws: `${iterator} {shard} --shard-iterator-type LATEST`, answers: {ShardIterator: expect.any(String)}},
  {aws: `${iterator} {shard} --shard-iterator-type AT_SEQUENCE_NUMBER`, ...invalid},
  {aws: `${iterator} {shard} --shard-iterator-type AT_TIMESTAMP`, ...invalid},
  {aws: `${iterator} shardId-00000000000000000000-00000000 --shard-iterator-type LATEST`, ...gone},
  // As DynamoDB Local answers.
  {
    aws: 'dynamodb update-table --table-name {table} --stream-specification StreamEnabled=true,StreamViewType=KEYS_ONLY',
    ...invalid,
    saying: /already has an enabled stream/,
  },
  {
    aws: 'dynamodb update-table --table-name {table} --stream-specification StreamEnabled=false',
    answers: {TableDescription: {TableName: 'orders'}},
  },
  {advance: 60},
  {aws: describe, answers: {StreamDescription: {StreamStatus: 'DISABLED', Shards: expect.any(Array)}}},
]
