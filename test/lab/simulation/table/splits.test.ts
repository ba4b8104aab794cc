import {describe, expect, test} from 'vitest'
import {updateMapping} from '../../../../packages/lab/src/simulation/poller/mappings.ts'
import {smallWorld, startMs} from '../small-world.ts'

describe('a partition that splits', () => {
  test('closes its shard and opens two children, which name it as their parent', () => {
    const {world, to} = smallWorld({shards: 2, splitAtSecond: 120})
    to(121)
    const shards = world.tables.get('orders')?.streams[0]?.shards ?? []
    const parent = shards.find(shard => shard.closedMs === startMs + 120_000)
    const children = shards.filter(shard => shard.parentShardId === parent?.shardId)
    expect(children).toHaveLength(2)
    expect(shards.filter(shard => shard.closedMs === null)).toHaveLength(3)
    for (const child of children) {
      expect(BigInt(child.startingSequenceNumber)).toBeGreaterThanOrEqual(BigInt(parent?.endingSequenceNumber ?? '0'))
    }
  })

  test('goes on being read: each child gets half of the writes and of the customers', () => {
    const {world, to, counts} = smallWorld({shards: 1, perShard: 8, splitAtSecond: 120})
    to(1200)
    const {written, processed, pending} = counts()
    expect(written).toBeGreaterThan(8 * 1200 * 0.9)
    expect(pending).toBeLessThan(20)
    expect(processed + pending).toBe(written)
    const open = (world.tables.get('orders')?.streams[0]?.shards ?? []).filter(shard => shard.closedMs === null)
    const customers = open.map(shard => new Set(shard.read(0, 1000).map(({keys}) => JSON.stringify(keys.customerId))))
    expect(customers.map(set => set.size > 50)).toEqual([true, true])
    expect([...(customers[0] ?? [])].filter(one => customers[1]?.has(one))).toEqual([])
  })

  test('children wait for their parent: nothing of theirs is handed over before it is read to its end', () => {
    // The record at second 60 blocks the parent.
    const {to, counts, metric} = smallWorld({shards: 1, perShard: 8, poisonAtSecond: 60, splitAtSecond: 120})
    to(900)
    expect(counts().processed).toBeLessThan(8 * 70)
    const oldest = Math.min(...[...metric('IteratorAge', 'Minimum')].filter(([minute]) => minute > 3).map(([, value]) => value))
    expect(oldest).toBeGreaterThan(100_000)
  })

  test('happens while the mapping is off, too', () => {
    const {world, to, counts} = smallWorld({shards: 1, perShard: 8, splitAtSecond: 300})
    to(200)
    updateMapping(world, 'mapping-1', {Enabled: false})
    to(400)
    updateMapping(world, 'mapping-1', {Enabled: true})
    to(1500)
    expect(counts().pending).toBeLessThan(20)
    expect(counts().skipped).toBe(0)
  })
})
