import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams'

/** A shard that can be read, wherever it is. */
export interface Place {
  streams: DynamoDBStreamsClient
  streamArn: string
  shardId: string
}

/** A starting point in AWS's words; members that the type forbids show how they are refused. */
export interface Start {
  ShardIteratorType?: string
  SequenceNumber?: string
  StreamArn?: string
  ShardId?: string
}

/** One answer of GetRecords: the sequence numbers of its records, and where to go on. */
export interface Page {
  sequenceNumbers: string[]
  next: string | undefined
}

export async function iteratorAt({streams, streamArn, shardId}: Place, start: Start): Promise<string> {
  const input = {StreamArn: streamArn, ShardId: shardId, ...start}
  const {ShardIterator = ''} = await streams.send(new GetShardIteratorCommand(input as never))
  return ShardIterator
}

export async function read({streams}: Place, iterator: string, limit?: number): Promise<Page> {
  const {Records = [], NextShardIterator} = await streams.send(
    new GetRecordsCommand({ShardIterator: iterator, ...(limit === undefined ? {} : {Limit: limit})}),
  )
  return {sequenceNumbers: Records.map(record => record.dynamodb?.SequenceNumber ?? ''), next: NextShardIterator}
}

export const readFrom = async (place: Place, start: Start, limit?: number): Promise<Page> =>
  read(place, await iteratorAt(place, start), limit)

/** All sequence numbers of a closed shard, from its oldest record until no iterator follows. */
export async function readToEnd(place: Place): Promise<string[]> {
  const all: string[] = []
  let iterator: string | undefined = await iteratorAt(place, {ShardIteratorType: 'TRIM_HORIZON'})
  while (iterator !== undefined) {
    const page: Page = await read(place, iterator)
    all.push(...page.sequenceNumbers)
    iterator = page.next
  }
  return all
}

export async function shardsOf(streams: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> {
  const all: Shard[] = []
  let after: string | undefined
  do {
    const {StreamDescription: page} = await streams.send(
      new DescribeStreamCommand({StreamArn: streamArn, ...(after === undefined ? {} : {ExclusiveStartShardId: after})}),
    )
    all.push(...(page?.Shards ?? []))
    after = page?.LastEvaluatedShardId
  } while (after !== undefined)
  return all
}
