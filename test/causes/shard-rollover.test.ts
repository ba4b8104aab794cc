import {describe, expect, it} from 'vitest'
import {functionMetrics, nowMs, type Parts, published, stream, tableMetrics} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const shard = (number: number, bornMs: number, parentShardId: string | null) => ({
  shardId: `shardId-${String(bornMs).padStart(20, '0')}-abcdef0${number}`,
  parentShardId,
  open: true,
})
const bornAgo = (minutes: number) =>
  stream(1, {shards: [shard(1, nowMs - 1e8, null), shard(2, nowMs - minutes * 60_000, 'shardId-parent')]})
const spike = functionMetrics(ago => (ago === 8 ? 46 : 1.2))

describe('shard-rollover', () => {
  it('is found when one spike came as a shard was made, and does no harm', () => {
    const weighed = weighing({functionMetrics: spike, stream: bornAgo(8)})
    expect(weighed.causes[0]?.id).toBe('shard-rollover')
    expect(weighed.causes[0]?.fixes[0]?.command).toBe('ddbstream doctor orders-projector --region us-east-1')
    expect([weighed.harmed, weighed.explained]).toEqual([false, true])
  })

  it.each<[string, Partial<Parts>]>([
    ['no spike', {stream: bornAgo(8)}],
    ['no shard was made', {functionMetrics: spike}],
    ['a shard was made after the spike', {functionMetrics: spike, stream: bornAgo(6)}],
    [
      'a spike that is over and higher than a rollover makes',
      {functionMetrics: functionMetrics(ago => (ago === 8 ? 101 : 1.2)), stream: bornAgo(8)},
    ],
    [
      'an age that climbed for many minutes, with other shards in between',
      {functionMetrics: functionMetrics(ago => (ago >= 8 && ago <= 28 && ago % 5 !== 4 ? (29 - ago) * 4.5 : 1.2)), stream: bornAgo(8)},
    ],
    ['a shard was made an hour before', {functionMetrics: spike, stream: bornAgo(70)}],
    ['a spike of an hour ago', {functionMetrics: functionMetrics(ago => (ago === 60 ? 46 : 1.2)), stream: bornAgo(60)}],
    ['an age that stays high', {functionMetrics: functionMetrics(ago => (ago <= 9 ? 46 : 1.2)), stream: bornAgo(8)}],
    [
      'batches that fail',
      {
        functionMetrics: functionMetrics(ago => (ago === 8 ? 46 : 1.2), {'Errors.Sum': published(ago => (ago < 12 ? 2 : 0))}),
        stream: bornAgo(8),
      },
    ],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('shard-rollover')
  })

  it.each<[string, number, boolean]>([
    ['no other minute of the hour before', 0, false],
    ['one in 11 minutes before', 11, false],
    ['one in 9 minutes before: it fails now and then', 9, true],
  ])('where an invocation fails in the minute of the spike, and in %s', (_name, every, isFound) => {
    const errors = published(ago => (ago === 8 || (every > 0 && ago > 8 && ago % every === 0) ? 1 : 0))
    const parts = {functionMetrics: functionMetrics(ago => (ago === 8 ? 46 : 1.2), {'Errors.Sum': errors}), stream: bornAgo(8)}
    // Minutes since the spike succeed: it may be over.
    expect(found(parts)).toContain('shard-rollover')
    const newest = {'Errors.Sum': published(ago => (ago === 4 || (every > 0 && ago > 8 && ago % every === 0) ? 1 : 0))}
    const now = {functionMetrics: functionMetrics(ago => (ago === 4 ? 46 : 1.2), newest), stream: bornAgo(4)}
    expect(found(now).includes('shard-rollover')).toBe(isFound)
  })

  const two = (bornMinutesAgo: number, rest: Partial<Parts> = {}): Partial<Parts> => {
    const others = stream(3).shards
    return {
      functionMetrics: functionMetrics(ago => (ago <= 5 ? 46 : 1.2)),
      stream: stream(4, {shards: [...others, shard(9, nowMs - bornMinutesAgo * 60_000, 'shardId-parent')]}),
      ...rest,
    }
  }
  it.each<[string, Partial<Parts>, string[]]>([
    ['a shard that was just continued', two(6), ['shard-rollover']],
    ['no shard was', two(70), ['hot-partition']],
    [
      'one was, and more is written',
      two(6, {tableMetrics: tableMetrics(ago => (ago <= 6 ? 1800 : 1200))}),
      ['hot-partition', 'shard-rollover'],
    ],
  ])('one shard is late for two minutes: %s', (_name, parts, causes) => {
    expect(found(parts)).toEqual(causes)
  })

  it('is found at the height of a rollover', () => {
    expect(found({functionMetrics: functionMetrics(ago => (ago === 8 ? 100 : 1.2)), stream: bornAgo(8)})).toContain('shard-rollover')
  })

  it('is open when a spike is there and the shards could not be read', () => {
    expect(weighing({functionMetrics: spike}, ['stream']).open).toContain('shard-rollover')
  })
})
