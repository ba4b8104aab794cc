import {DescribeTableCommand, UpdateTableCommand} from '@aws-sdk/client-dynamodb'
import {DescribeStreamCommand, GetRecordsCommand, ListStreamsCommand} from '@aws-sdk/client-dynamodb-streams'
import {expect} from 'vitest'
import {iteratorAt, type Place, read, readFrom, readToEnd, type Start, shardsOf} from './reader.ts'
import type {OpenScene, ReplacedScene} from './scenes.ts'

/** The question in a scene, and AWS's answer, in words that do not depend on the scene. */
export interface Question<Scene> {
  about: string
  ask(scene: Scene): Promise<unknown>
  expected: unknown
  /** Where DynamoDB Local answers otherwise than AWS: its answer, and how we know. */
  local?: {answers: unknown; because: string}
}

const noShard = 'shardId-00000000000000000000-00000000'

/** Which of the known records a reader sees from this start, and whether it can go on. */
async function seen(scene: OpenScene, start: Start, limit = 2) {
  const {sequenceNumbers, next} = await readFrom(scene, start, limit)
  return {records: sequenceNumbers.map(number => scene.known.indexOf(number)), goesOn: next !== undefined}
}

const from = (about: string, start: (scene: OpenScene) => Start, records: number[]): Question<OpenScene> => ({
  about,
  ask: scene => seen(scene, start(scene)),
  expected: {records, goesOn: true},
})

/** The name of the error that a call ends with. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    return {answered: await call}
  } catch (error) {
    return (error as Error).name
  }
}

const refusedStart = (about: string, start: (scene: OpenScene) => Start, expected: string, local?: Question<OpenScene>['local']) =>
  ({about, ask: scene => refusal(iteratorAt(scene, start(scene))), expected, ...(local && {local})}) satisfies Question<OpenScene>

const refusedRead = (
  about: string,
  change: (iterator: string) => string,
  limit: number | undefined,
  expected: string,
): Question<OpenScene> => ({
  about,
  ask: async scene => refusal(read(scene, change(await iteratorAt(scene, {ShardIteratorType: 'TRIM_HORIZON'})), limit)),
  expected,
})

const describe = ({streams, streamArn}: Place, more: object) => streams.send(new DescribeStreamCommand({StreamArn: streamArn, ...more}))

const iterators: Question<OpenScene>[] = [
  from('TRIM_HORIZON', () => ({ShardIteratorType: 'TRIM_HORIZON'}), [0, 1]),
  from('AT_SEQUENCE_NUMBER', ({known}) => ({ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: known[2] ?? ''}), [2, 3]),
  from('AFTER_SEQUENCE_NUMBER', ({known}) => ({ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: known[2] ?? ''}), [3, 4]),
  from('LATEST', () => ({ShardIteratorType: 'LATEST'}), []),
  {
    about: 'AT the sequence number that the shard starts with',
    ask: async scene => {
      const shard = (await shardsOf(scene.streams, scene.streamArn)).find(({ShardId}) => ShardId === scene.shardId)
      const first = shard?.SequenceNumberRange?.StartingSequenceNumber ?? ''
      return seen(scene, {ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: first})
    },
    expected: {records: [0, 1], goesOn: true},
  },
  {
    about: 'the same iterator twice, and the one that follows',
    ask: async scene => {
      const iterator = await iteratorAt(scene, {ShardIteratorType: 'TRIM_HORIZON'})
      const [once, again] = [await read(scene, iterator, 2), await read(scene, iterator, 2)]
      const following = await read(scene, once.next ?? '', 2)
      return [once, again, following].map(page => page.sequenceNumbers.map(number => scene.known.indexOf(number)))
    },
    expected: [
      [0, 1],
      [0, 1],
      [2, 3],
    ],
  },
  {
    about: 'LATEST, and then something is written',
    ask: async scene => {
      const iterator = await iteratorAt(scene, {ShardIteratorType: 'LATEST'})
      await scene.write()
      const {sequenceNumbers} = await read(scene, iterator)
      return sequenceNumbers.length > 0 && sequenceNumbers.every(number => BigInt(number) > BigInt(scene.known.at(-1) ?? ''))
    },
    expected: true,
  },
]

const refusals: Question<OpenScene>[] = [
  refusedStart('AT_SEQUENCE_NUMBER without a number', () => ({ShardIteratorType: 'AT_SEQUENCE_NUMBER'}), 'ValidationException'),
  refusedStart('AFTER_SEQUENCE_NUMBER without a number', () => ({ShardIteratorType: 'AFTER_SEQUENCE_NUMBER'}), 'ValidationException'),
  refusedStart(
    'a number of 20 digits',
    () => ({ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '5'.repeat(20)}),
    'ValidationException',
  ),
  refusedStart(
    'a number of 41 digits',
    () => ({ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '5'.repeat(41)}),
    'ValidationException',
  ),
  refusedStart(
    'a number before the shard',
    () => ({ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '0'.repeat(21)}),
    'ValidationException',
  ),
  refusedStart(
    'AFTER a number before the shard',
    () => ({ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: '0'.repeat(21)}),
    'ValidationException',
  ),
  refusedStart('LATEST with a number', ({known}) => ({ShardIteratorType: 'LATEST', SequenceNumber: known[0] ?? ''}), 'ValidationException'),
  refusedStart(
    'TRIM_HORIZON with a number',
    ({known}) => ({ShardIteratorType: 'TRIM_HORIZON', SequenceNumber: known[0] ?? ''}),
    'ValidationException',
  ),
  refusedStart(
    'a shard that the stream does not have',
    () => ({ShardIteratorType: 'LATEST', ShardId: noShard}),
    'ResourceNotFoundException',
  ),
  refusedStart(
    'a stream that does not exist',
    ({streamArn}) => ({ShardIteratorType: 'LATEST', StreamArn: `${streamArn}0`}),
    'ResourceNotFoundException',
  ),
  refusedStart('a type that streams do not have', () => ({ShardIteratorType: 'AT_TIMESTAMP'}), 'ValidationException', {
    answers: 'InternalFailure',
    because: "an HTTP 500 is a fault of Local's own; the API's other broken constraints are ValidationExceptions there too",
  }),
  refusedStart(
    'a number that is none',
    () => ({ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: 'x'.repeat(21)}),
    'ValidationException',
    {
      answers: 'InternalFailure',
      because: "an HTTP 500 is a fault of Local's own",
    },
  ),
  refusedRead('an iterator that is none', () => 'not-an-iterator', undefined, 'ValidationException'),
  refusedRead(
    "an iterator with the stream's ARN and nonsense behind it",
    iterator => `${iterator.split('|')[0]}|1|AAAA`,
    undefined,
    'ValidationException',
  ),
  refusedRead('GetRecords with limit 0', iterator => iterator, 0, 'ValidationException'),
  refusedRead('GetRecords with limit 1001', iterator => iterator, 1001, 'ValidationException'),
  {
    about: 'UpdateTable that enables an enabled stream',
    ask: ({dynamodb, tableName}) =>
      refusal(
        dynamodb.send(
          new UpdateTableCommand({TableName: tableName, StreamSpecification: {StreamEnabled: true, StreamViewType: 'KEYS_ONLY'}}),
        ),
      ),
    expected: 'ValidationException',
  },
  {about: 'DescribeStream with limit 101', ask: scene => refusal(describe(scene, {Limit: 101})), expected: 'ValidationException'},
  {
    about: 'DescribeStream of no stream',
    ask: scene => refusal(describe(scene, {StreamArn: `${scene.streamArn}0`})),
    expected: 'ResourceNotFoundException',
  },
  {
    about: 'children of an unknown type',
    ask: scene => refusal(describe(scene, {ShardFilter: {Type: 'PARENTS', ShardId: noShard}})),
    expected: 'ValidationException',
  },
  {
    about: 'ListStreams with limit 101',
    ask: ({streams}) => refusal(streams.send(new ListStreamsCommand({Limit: 101}))),
    expected: 'ValidationException',
  },
]

const descriptions: Question<OpenScene>[] = [
  {
    about: 'ListStreams of a table',
    ask: async ({streams, tableName, streamArn}) => {
      const {Streams = []} = await streams.send(new ListStreamsCommand({TableName: tableName}))
      return Streams.map(({StreamArn, StreamLabel, TableName}) => [
        StreamArn === streamArn,
        streamArn.endsWith(`/stream/${StreamLabel}`),
        TableName,
      ])
    },
    expected: [[true, true, 'orders']],
  },
  {
    about: 'ListStreams of a table that does not exist',
    ask: async ({streams}) => (await streams.send(new ListStreamsCommand({TableName: 'no-such'}))).Streams,
    expected: [],
  },
  {
    about: 'children of a shard that is open',
    ask: async scene => (await describe(scene, {ShardFilter: {Type: 'CHILD_SHARDS', ShardId: scene.shardId}})).StreamDescription?.Shards,
    expected: [],
  },
  {
    about: 'children of a shard that the stream does not have',
    ask: async scene => (await describe(scene, {ShardFilter: {Type: 'CHILD_SHARDS', ShardId: noShard}})).StreamDescription?.Shards,
    expected: [],
  },
  {
    about: 'the shape of a record',
    ask: async scene => {
      const iterator = await iteratorAt(scene, {ShardIteratorType: 'TRIM_HORIZON'})
      const {Records = []} = await scene.streams.send(new GetRecordsCommand({ShardIterator: iterator, Limit: 1}))
      const [{eventID: _, awsRegion: __, dynamodb, ...record} = {}] = Records
      const members = Object.keys(dynamodb ?? {}).sort()
      const whole = (dynamodb?.ApproximateCreationDateTime?.getTime() ?? Number.NaN) % 1000 === 0
      return {...record, members, whole, sized: (dynamodb?.SizeBytes ?? 0) > 0, digits: /^\d{21,40}$/.test(dynamodb?.SequenceNumber ?? '')}
    },
    expected: {
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      members: ['ApproximateCreationDateTime', 'Keys', 'NewImage', 'SequenceNumber', 'SizeBytes', 'StreamViewType'],
      // Rounded down to the second (API reference); Local rounds to the minute.
      whole: true,
      sized: true,
      digits: true,
    },
  },
  {about: 'sequence numbers', ask: async ({known}) => isGrowing(known), expected: true},
]

const isGrowing = (numbers: readonly string[]): boolean =>
  numbers.every((number, i) => i === 0 || BigInt(number) > BigInt(numbers[i - 1] ?? ''))

const ending = async ({streams, streamArn, shardId}: Place): Promise<string> => {
  const shard = (await shardsOf(streams, streamArn)).find(candidate => candidate.ShardId === shardId)
  return shard?.SequenceNumberRange?.EndingSequenceNumber ?? 'none: the shard is open'
}

const atEnd = (about: string, start: (end: string) => Start, records: number): Question<ReplacedScene> => ({
  about,
  ask: async scene => {
    const {sequenceNumbers, next} = await readFrom(scene, start(await ending(scene)))
    return {records: sequenceNumbers.length, goesOn: next !== undefined}
  },
  expected: {records, goesOn: false},
})

export const openQuestions: readonly Question<OpenScene>[] = [...iterators, ...refusals, ...descriptions]

export const replacedQuestions: readonly Question<ReplacedScene>[] = [
  {
    about: 'the streams of the table: the old one is disabled and still there, the table knows the new one',
    ask: async ({dynamodb, streams, streamArn, tableName}) => {
      const {Table: table} = await dynamodb.send(new DescribeTableCommand({TableName: tableName}))
      const {Streams = []} = await streams.send(new ListStreamsCommand({TableName: tableName}))
      const described = await Promise.all(Streams.map(({StreamArn}) => streams.send(new DescribeStreamCommand({StreamArn}))))
      const statuses = described.map(({StreamDescription: found}) => [found?.StreamArn, found?.StreamStatus])
      return {
        old: statuses.filter(([arn]) => arn === streamArn),
        latest: statuses.filter(([arn]) => arn === table?.LatestStreamArn).map(([, status]) => status),
        all: statuses.length,
        enabled: table?.StreamSpecification?.StreamEnabled,
      }
    },
    expected: {old: [[expect.stringContaining('/stream/'), 'DISABLED']], latest: ['ENABLED'], all: 2, enabled: true},
  },
  {
    about: 'the closed shard, read to its end',
    ask: async scene => {
      const all = await readToEnd(scene)
      return {some: all.length > 0, growing: isGrowing(all), last: all.at(-1) === (await ending(scene))}
    },
    // EndingSequenceNumber is the last record's (API reference, SequenceNumberRange).
    expected: {some: true, growing: true, last: true},
  },
  atEnd('LATEST in a closed shard', () => ({ShardIteratorType: 'LATEST'}), 0),
  atEnd('AT the last record', end => ({ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: end}), 1),
  atEnd('AFTER the last record', end => ({ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: end}), 0),
]
