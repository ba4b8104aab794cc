import {
  DescribeStreamCommand,
  ExpiredIteratorException,
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  ListStreamsCommand,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Lab} from '../../../packages/lab/src/lab.ts'
import {clientsOf} from './clients.ts'
import {labOfOne, shardIds, streamArn} from './world-of-one.ts'

const [closed = '', open = '', trimmed = ''] = shardIds

async function iteratorOf(lab: Lab, shard: string, more: Partial<GetShardIteratorCommandInput> = {}) {
  const input = {StreamArn: streamArn, ShardId: shard, ShardIteratorType: 'TRIM_HORIZON' as const, ...more}
  return (await clientsOf(lab).streams.send(new GetShardIteratorCommand(input))).ShardIterator
}

async function pagesOf(lab: Lab, shard: string, pages: number, Limit?: number): Promise<GetRecordsCommandOutput[]> {
  const {streams} = clientsOf(lab)
  const result: GetRecordsCommandOutput[] = []
  let ShardIterator = await iteratorOf(lab, shard)
  while (ShardIterator !== undefined && result.length < pages) {
    const page: GetRecordsCommandOutput = await streams.send(new GetRecordsCommand({ShardIterator, Limit}))
    result.push(page)
    ShardIterator = page.NextShardIterator
  }
  return result
}

const numbers = (pages: GetRecordsCommandOutput[]) =>
  pages.flatMap(page => page.Records?.map(one => one.dynamodb?.SequenceNumber ?? '') ?? [])

describe('streams', () => {
  it('are listed and described, open shards without an end', async () => {
    const {streams} = clientsOf(labOfOne())
    expect((await streams.send(new ListStreamsCommand({TableName: 'orders'}))).Streams).toEqual([
      {StreamArn: streamArn, TableName: 'orders', StreamLabel: '2026-11-01T00:00:00.000'},
    ])
    const {StreamDescription} = await streams.send(new DescribeStreamCommand({StreamArn: streamArn}))
    expect(StreamDescription).toMatchObject({StreamStatus: 'ENABLED', StreamViewType: 'NEW_AND_OLD_IMAGES', TableName: 'orders'})
    expect(
      StreamDescription?.Shards?.map(shard => [shard.ParentShardId, shard.SequenceNumberRange?.EndingSequenceNumber !== undefined]),
    ).toEqual([
      [undefined, true],
      [closed, false],
      [closed, false],
    ])
    expect(StreamDescription?.LastEvaluatedShardId).toBeUndefined()
  })

  it('page through their shards', async () => {
    const {streams} = clientsOf(labOfOne())
    const first = (await streams.send(new DescribeStreamCommand({StreamArn: streamArn, Limit: 2}))).StreamDescription
    expect(first?.LastEvaluatedShardId).toBe(open)
    const more = new DescribeStreamCommand({StreamArn: streamArn, Limit: 2, ExclusiveStartShardId: open})
    const second = (await streams.send(more)).StreamDescription
    expect(second?.Shards?.map(shard => shard.ShardId)).toEqual([trimmed])
    expect(second?.LastEvaluatedShardId).toBeUndefined()
  })

  it('tell the children of a shard', async () => {
    const {streams} = clientsOf(labOfOne())
    const answer = await streams.send(
      new DescribeStreamCommand({StreamArn: streamArn, ShardFilter: {Type: 'CHILD_SHARDS', ShardId: closed}}),
    )
    expect(answer.StreamDescription?.Shards?.map(shard => shard.ShardId)).toEqual([open, trimmed])
  })

  it('that do not exist are told so', async () => {
    const failure = clientsOf(labOfOne()).streams.send(new DescribeStreamCommand({StreamArn: `${streamArn}1`}))
    await expect(failure).rejects.toThrow(ResourceNotFoundException)
  })
})

describe('records', () => {
  it('of a closed shard end without a next iterator', async () => {
    const pages = await pagesOf(labOfOne(), closed, 10, 2)
    expect(pages.map(page => page.Records?.length)).toEqual([2, 2, 1])
    expect(pages.at(-1)?.NextShardIterator).toBeUndefined()
  })

  it('of an open shard go on for ever', async () => {
    const pages = await pagesOf(labOfOne(), open, 8)
    expect(numbers(pages)).toHaveLength(3000)
    expect(pages.at(-1)).toMatchObject({Records: [], NextShardIterator: expect.any(String)})
  })

  it('come in answers of at most 1 MB', async () => {
    // Records of 2,000 bytes: 524 fit into 1,048,576.
    expect((await pagesOf(labOfOne(), open, 2)).map(page => page.Records?.length)).toEqual([524, 524])
  })

  it('are written as AWS writes them', async () => {
    const [page] = await pagesOf(labOfOne(), closed, 1)
    const [removed, inserted] = page?.Records ?? []
    expect(removed).toMatchObject({eventName: 'REMOVE', userIdentity: {Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com'}})
    expect(inserted).toMatchObject({
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      dynamodb: {
        Keys: {orderId: {S: 'order-1'}},
        NewImage: {total: {N: '12.5'}, paid: {BOOL: true}},
        SizeBytes: 2000,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    })
    expect(inserted?.dynamodb?.ApproximateCreationDateTime?.getMilliseconds()).toBe(0)
  })

  it('are read once each, in order, with any page size', async () => {
    const all = numbers(await pagesOf(labOfOne(), trimmed, 1))
    expect(all).toHaveLength(60)
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 1, max: 70}), async limit => {
        expect(numbers(await pagesOf(labOfOne(), trimmed, Math.ceil(60 / limit), limit))).toEqual(all)
      }),
      {numRuns: 15},
    )
  })

  it('are found at and after a sequence number, and from the end', async () => {
    const lab = labOfOne()
    const {streams} = clientsOf(lab)
    const SequenceNumber = numbers(await pagesOf(lab, open, 1))[10] ?? ''
    const first = async (more: Partial<GetShardIteratorCommandInput>) => {
      const ShardIterator = await iteratorOf(lab, open, more)
      return (await streams.send(new GetRecordsCommand({ShardIterator, Limit: 1}))).Records?.[0]?.dynamodb?.SequenceNumber
    }
    expect(await first({ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber})).toBe(SequenceNumber)
    expect(BigInt((await first({ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber})) ?? 0)).toBe(BigInt(SequenceNumber) + 1n)
    expect(await first({ShardIteratorType: 'LATEST'})).toBeUndefined()
  })

  it('that are trimmed cannot be read', async () => {
    const lab = labOfOne()
    const SequenceNumber = lab.world.tables.get('orders')!.streams[0]!.shards[2]!.startingSequenceNumber
    const failure = iteratorOf(lab, trimmed, {ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber})
    await expect(failure).rejects.toThrow(TrimmedDataAccessException)
  })

  it('are not given for an iterator of more than 15 minutes, nor for a strange one', async () => {
    const lab = labOfOne()
    const {streams} = clientsOf(lab)
    const ShardIterator = await iteratorOf(lab, open)
    lab.world.advanceTo(lab.world.nowMs + 15 * 60_000)
    await streams.send(new GetRecordsCommand({ShardIterator}))
    lab.world.advanceTo(lab.world.nowMs + 1)
    await expect(streams.send(new GetRecordsCommand({ShardIterator}))).rejects.toThrow(ExpiredIteratorException)
    await expect(streams.send(new GetRecordsCommand({ShardIterator: 'strange'}))).rejects.toMatchObject({name: 'ValidationException'})
  })

  it.each([
    [{Limit: 1001}, 'ValidationException'],
    [{Limit: 0}, 'ValidationException'],
  ])('are refused for %o', async (more, name) => {
    const lab = labOfOne()
    const failure = clientsOf(lab).streams.send(new GetRecordsCommand({ShardIterator: await iteratorOf(lab, open), ...more}))
    await expect(failure).rejects.toMatchObject({name})
  })
})
