import {expect, test} from 'vitest'
import {streamFrom} from '../../../src/evidence/first-round/stream.ts'

test('a shard is open as long as it has no last sequence number', () => {
  const stream = streamFrom({
    StreamArn: 'arn:s',
    StreamStatus: 'ENABLED',
    StreamViewType: 'KEYS_ONLY',
    Shards: [
      {ShardId: 'shard-1', SequenceNumberRange: {StartingSequenceNumber: '1', EndingSequenceNumber: '9'}},
      {ShardId: 'shard-2', ParentShardId: 'shard-1', SequenceNumberRange: {StartingSequenceNumber: '10'}},
      {ShardId: 'shard-3', ParentShardId: ''},
    ],
  })
  expect(stream).toEqual({
    streamArn: 'arn:s',
    streamStatus: 'ENABLED',
    streamViewType: 'KEYS_ONLY',
    shards: [
      {shardId: 'shard-1', parentShardId: null, open: false},
      {shardId: 'shard-2', parentShardId: 'shard-1', open: true},
      {shardId: 'shard-3', parentShardId: null, open: true},
    ],
  })
})

test('a disabled stream without shards', () => {
  expect(streamFrom({StreamArn: 'arn:s', StreamStatus: 'DISABLED'})).toEqual({
    streamArn: 'arn:s',
    streamStatus: 'DISABLED',
    streamViewType: null,
    shards: [],
  })
})
