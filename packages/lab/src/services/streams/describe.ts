import type {DescribeStreamCommandOutput, ListStreamsCommandOutput, Shard} from '@aws-sdk/client-dynamodb-streams'
import type {World} from '../../simulation/engine/world.ts'
import type {LabShard, LabStream} from '../../simulation/table/table-shapes.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {oneOf, required, structure, text, whole} from '../protocol/shapes.ts'

export const streamArn = text({min: 37, max: 1024})
export const shardId = text({min: 28, max: 65})
/** Streams and shards per page at most (DynamoDB Streams API reference). */
const limit = whole({min: 1, max: 100})

export const listStreams = operation({
  action: 'dynamodb:ListStreams',
  input: {TableName: text({min: 3, max: 255}), Limit: limit, ExclusiveStartStreamArn: streamArn},
  run: ({TableName, Limit = 100, ExclusiveStartStreamArn}, {world}): Answer<ListStreamsCommandOutput> => {
    const all = allStreams(world).filter(stream => (TableName ?? stream.tableName) === stream.tableName)
    const page = after(all, stream => stream.arn === ExclusiveStartStreamArn, ExclusiveStartStreamArn)
    return {
      Streams: page.slice(0, Limit).map(({arn, tableName, label}) => ({StreamArn: arn, TableName: tableName, StreamLabel: label})),
      LastEvaluatedStreamArn: page.length > Limit ? page[Limit - 1]?.arn : undefined,
    }
  },
})

export const describeStream = operation({
  action: 'dynamodb:DescribeStream',
  input: {
    StreamArn: required(streamArn),
    Limit: limit,
    ExclusiveStartShardId: shardId,
    ShardFilter: structure({Type: oneOf('CHILD_SHARDS'), ShardId: shardId}),
  },
  resource: ({StreamArn}) => StreamArn,
  run: ({StreamArn, Limit = 100, ExclusiveStartShardId, ShardFilter}, {world}): Answer<DescribeStreamCommandOutput> => {
    const stream = streamOf(world, StreamArn)
    const shards = ShardFilter === undefined ? stream.shards : children(stream, ShardFilter)
    const page = after(shards, shard => shard.shardId === ExclusiveStartShardId, ExclusiveStartShardId)
    return {
      StreamDescription: {
        StreamArn: stream.arn,
        StreamLabel: stream.label,
        StreamStatus: stream.status,
        StreamViewType: stream.viewType,
        CreationRequestDateTime: new Date(stream.createdMs),
        TableName: stream.tableName,
        KeySchema: world.tables.get(stream.tableName)?.keys.map(key => ({AttributeName: key.name, KeyType: key.role})),
        Shards: page.slice(0, Limit).map(view),
        LastEvaluatedShardId: page.length > Limit ? page[Limit - 1]?.shardId : undefined,
      },
    }
  },
})

const allStreams = (world: World): LabStream[] => [...world.tables.values()].flatMap(table => table.streams)

export function streamOf(world: World, arn: string): LabStream {
  const stream = allStreams(world).find(candidate => candidate.arn === arn)
  if (stream === undefined) throw new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`)
  return stream
}

function children(stream: LabStream, filter: {Type?: string | undefined; ShardId?: string | undefined}): LabShard[] {
  if (filter.Type === undefined || filter.ShardId === undefined) {
    throw new AwsError('ValidationException', 'ShardFilter needs both Type and ShardId')
  }
  return stream.shards.filter(shard => shard.parentShardId === filter.ShardId)
}

/** The items after the one that a caller has already seen; an unknown one ends the list. */
function after<T>(all: T[], seen: (item: T) => boolean, marker: string | undefined): T[] {
  if (marker === undefined) return all
  const index = all.findIndex(seen)
  return index === -1 ? [] : all.slice(index + 1)
}

const view = (shard: LabShard): Shard => ({
  ShardId: shard.shardId,
  SequenceNumberRange: {
    StartingSequenceNumber: shard.startingSequenceNumber,
    ...(shard.endingSequenceNumber === null ? {} : {EndingSequenceNumber: shard.endingSequenceNumber}),
  },
  ...(shard.parentShardId === null ? {} : {ParentShardId: shard.parentShardId}),
})
