import {describe, expect, it} from 'vitest'
import {functionMetrics, nowMs, type Parts, published, stream} from '../support/evidence.ts'
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
    expect(weighed.causes[0]?.treatments[0]?.command).toBe('ddbstream doctor orders-projector --region us-east-1')
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

  it('is found at the height of a rollover', () => {
    expect(found({functionMetrics: functionMetrics(ago => (ago === 8 ? 100 : 1.2)), stream: bornAgo(8)})).toContain('shard-rollover')
  })

  it('is open when a spike is there and the shards could not be read', () => {
    expect(weighing({functionMetrics: spike}, ['stream']).open).toContain('shard-rollover')
  })
})
