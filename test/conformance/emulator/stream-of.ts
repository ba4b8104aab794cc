import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams'

/** All sequence numbers of a stream with one open shard, oldest first, by AWS's own calls. */
export async function sequenceNumbersOf(streams: DynamoDBStreamsClient, streamArn: string): Promise<string[]> {
  const {StreamDescription} = await streams.send(new DescribeStreamCommand({StreamArn: streamArn}))
  const shard = StreamDescription?.Shards?.find(({SequenceNumberRange: range}) => range?.EndingSequenceNumber === undefined)
  const start = {StreamArn: streamArn, ShardId: shard?.ShardId, ShardIteratorType: 'TRIM_HORIZON'} as const
  let {ShardIterator: next} = await streams.send(new GetShardIteratorCommand(start))
  const found: string[] = []
  while (next !== undefined) {
    const {Records = [], NextShardIterator} = await streams.send(new GetRecordsCommand({ShardIterator: next}))
    if (Records.length === 0) break
    found.push(...Records.map(({dynamodb}) => dynamodb?.SequenceNumber ?? ''))
    next = NextShardIterator
  }
  return found
}
