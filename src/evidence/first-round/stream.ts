import {describeStream, type StreamAnswer} from '../../aws/streams.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {Stream} from '../../model/evidence/evidence.ts'
import {defineCollector} from '../collector.ts'

/** The stream with all its shards; null when it does not exist any more. */
export const stream = defineCollector({
  key: 'stream',
  scope: 'stream',
  after: ['mapping'],
  actions: ['dynamodb:DescribeStream'],
  collect: async (aws, {streamArn}) => {
    try {
      return streamFrom(await describeStream(aws, streamArn))
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'not-found') return null
      throw error
    }
  },
})

export const streamFrom = (answer: StreamAnswer): Stream => ({
  streamArn: answer.StreamArn ?? '',
  streamStatus: answer.StreamStatus ?? null,
  streamViewType: answer.StreamViewType ?? null,
  shards: (answer.Shards ?? []).map(shard => ({
    shardId: shard.ShardId ?? '',
    parentShardId: shard.ParentShardId || null,
    // A shard is open as long as it has no last sequence number.
    open: !shard.SequenceNumberRange?.EndingSequenceNumber,
  })),
})
