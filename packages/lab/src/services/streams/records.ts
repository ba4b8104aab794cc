import type {_Record, GetRecordsCommandOutput, GetShardIteratorCommandOutput} from '@aws-sdk/client-dynamodb-streams'
import type {World} from '../../simulation/engine/world.ts'
import type {LabRecord, LabShard, LabStream} from '../../simulation/table/table-shapes.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {oneOf, required, text, whole} from '../protocol/shapes.ts'
import {shardId, streamArn, streamOf} from './describe.ts'
import {iteratorOf, positionIn} from './iterators.ts'

/** One answer holds 1,000 records or 1 MB (DynamoDB Streams API reference, GetRecords). */
const mostRecords = 1000
const mostBytes = 1_048_576

export const getShardIterator = operation({
  action: 'dynamodb:GetShardIterator',
  input: {
    StreamArn: required(streamArn),
    ShardId: required(shardId),
    ShardIteratorType: required(oneOf('TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER')),
    SequenceNumber: text({min: 21, max: 40}),
  },
  resource: ({StreamArn}) => StreamArn,
  run: (input, {world}): Answer<GetShardIteratorCommandOutput> => {
    const shard = shardOf(streamOf(world, input.StreamArn), input.ShardId)
    const index = startIndex(shard, input.ShardIteratorType, input.SequenceNumber)
    return {ShardIterator: iteratorOf({streamArn: input.StreamArn, shardId: shard.shardId, index, issuedMs: world.nowMs})}
  },
})

export const getRecords = operation({
  action: 'dynamodb:GetRecords',
  input: {ShardIterator: required(text({min: 1, max: 2048})), Limit: whole({min: 1, max: mostRecords})},
  resource: ({ShardIterator}) => ShardIterator.split('|')[0] ?? '*',
  run: ({ShardIterator, Limit = mostRecords}, {world, changes}): Answer<GetRecordsCommandOutput> => {
    const position = positionIn(ShardIterator, world.nowMs)
    const stream = streamOf(world, position.streamArn)
    const shard = shardOf(stream, position.shardId)
    if (!changes.noteRead(world, stream.arn, shard.shardId)) throw tooManyReaders()
    const {first, next} = shard.bounds()
    if (position.index < first) throw trimmed()
    const records = upToBytes(shard.read(position.index, Limit))
    const index = (records.at(-1)?.index ?? position.index - 1) + 1
    const drained = shard.closedMs !== null && index >= next
    return {
      Records: records.map(record => view(record, stream, world)),
      // A closed shard that is read to its end has no further iterator.
      NextShardIterator: drained ? undefined : iteratorOf({...position, index, issuedMs: world.nowMs}),
    }
  },
})

const trimmed = (): AwsError =>
  new AwsError('TrimmedDataAccessException', 'The operation attempted to read past the oldest stream record in a shard.')

const tooManyReaders = (): AwsError =>
  new AwsError(
    'LimitExceededException',
    'Subscriber limit exceeded: There are too many processes reading from the same shard at the same time.',
  )

function shardOf(stream: LabStream, id: string): LabShard {
  const shard = stream.shards.find(candidate => candidate.shardId === id)
  if (shard === undefined) {
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Shard: ${id} in Stream: ${stream.arn} not found`)
  }
  return shard
}

/** In the words of DynamoDB Local. */
const invalid = (why: string): AwsError => new AwsError('ValidationException', `One or more parameter values were invalid: ${why}`)

function startIndex(shard: LabShard, type: string, sequenceNumber: string | undefined): number {
  const {first, next} = shard.bounds()
  if (type === 'TRIM_HORIZON' || type === 'LATEST') {
    if (sequenceNumber !== undefined) throw invalid('SequenceNumber should not be passed for this iterator type')
    return type === 'LATEST' ? next : first
  }
  if (sequenceNumber === undefined || !/^\d+$/.test(sequenceNumber)) throw invalid('Invalid SequenceNumber')
  if (BigInt(sequenceNumber) < BigInt(shard.startingSequenceNumber)) {
    throw new AwsError('ValidationException', 'Invalid SequenceNumber for the shard')
  }
  const index = Math.min(next, shard.indexOf(sequenceNumber))
  // Trimmed: before the oldest record that is left, unless nothing was trimmed and the number lies before the first record.
  if (index < first || (index === first && first > 0 && !holds(shard, index, sequenceNumber))) throw trimmed()
  return type === 'AFTER_SEQUENCE_NUMBER' && holds(shard, index, sequenceNumber) ? index + 1 : index
}

const holds = (shard: LabShard, index: number, sequenceNumber: string): boolean => {
  const found = shard.read(index, 1)[0]?.sequenceNumber
  return found !== undefined && BigInt(found) === BigInt(sequenceNumber)
}

/** As many as fit into one answer; one at least. */
function upToBytes(records: LabRecord[]): LabRecord[] {
  let bytes = 0
  const end = records.findIndex((record, i) => {
    bytes += record.sizeBytes
    return i > 0 && bytes > mostBytes
  })
  return end === -1 ? records : records.slice(0, end)
}

function view(record: LabRecord, stream: LabStream, world: World): _Record {
  const {keys, newImage, oldImage, userIdentity} = record
  return {
    eventID: record.eventId,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: world.region,
    dynamodb: {
      // Rounded down to the second (DynamoDB Streams API reference).
      ApproximateCreationDateTime: new Date(Math.floor(record.writtenMs / 1000) * 1000),
      Keys: keys,
      ...(newImage === null ? {} : {NewImage: newImage}),
      ...(oldImage === null ? {} : {OldImage: oldImage}),
      SequenceNumber: record.sequenceNumber,
      SizeBytes: record.sizeBytes,
      StreamViewType: stream.viewType,
    },
    ...(userIdentity === null ? {} : {userIdentity: {Type: userIdentity.type, PrincipalId: userIdentity.principalId}}),
  }
}
