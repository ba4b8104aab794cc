import type {DynamoDBStreamsClient, StreamDescription} from '@aws-sdk/client-dynamodb-streams'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

export type StreamAnswer = StreamDescription

const sdk = () => import('@aws-sdk/client-dynamodb-streams')

/** The IAM actions of streams have DynamoDB's prefix. */
export const streamsClient = (aws: Aws): Promise<DynamoDBStreamsClient> =>
  clientOf(aws, 'streams', 'dynamodb', async () => (await sdk()).DynamoDBStreamsClient)

/** A stream with all its shards; the list ends only when AWS names no last shard (at most 100 a page). */
export const describeStream = (aws: Aws, streamArn: string): Promise<StreamAnswer> =>
  call(aws, 'dynamodb:DescribeStream', async abortSignal => {
    const [client, {DescribeStreamCommand}] = [await streamsClient(aws), await sdk()]
    let stream: StreamAnswer = {}
    const shards = await allPages(async last => {
      const input = {StreamArn: streamArn, ...(last !== undefined && {ExclusiveStartShardId: last})}
      const page = await client.send(new DescribeStreamCommand(input), {abortSignal})
      stream = required(page.StreamDescription, 'StreamDescription')
      return {items: stream.Shards ?? [], next: stream.LastEvaluatedShardId}
    })
    return {...stream, Shards: shards}
  })
