import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {mix} from '../../../../packages/lab/src/simulation/engine/random.ts'
import {customerAt, zipfKeys} from '../../../../packages/lab/src/simulation/table/keys.ts'
import {topKeys} from '../../../../packages/lab/src/simulation/table/top-keys.ts'
import {smallWorld, startMs} from '../small-world.ts'

describe('Zipf’s law over the customers', () => {
  test('gives the busiest customer its share, and each partition that of its customers', () => {
    const count = 500
    const harmonic = Array.from({length: count}, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0)
    const partitions = zipfKeys(7, count, 1, 4)
    expect(partitions.reduce((sum, {share}) => sum + share, 0)).toBeCloseTo(1)
    const first = partitions[0]
    const busiest = first?.customers.numbers[0]
    const draws = 20_000
    let hits = 0
    for (let i = 0; i < draws; i++) if (first && customerAt(first.customers, mix(3, i)) === busiest) hits++
    expect((hits / draws) * (first?.share ?? 0) * harmonic).toBeCloseTo(1, 1)
  })

  test('every draw falls on a customer of the partition', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({min: 4, max: 200}),
        fc.double({min: 0, max: 2, noNaN: true}),
        fc.nat(2 ** 32 - 1),
        (key, count, exponent, draw) => {
          for (const {customers} of zipfKeys(key, count, exponent, 4)) {
            expect(customers.numbers).toContain(customerAt(customers, draw))
          }
        },
      ),
    )
  })
})

describe('a hot key', () => {
  const top = (items: 'many' | 'one') => {
    const {world, to} = smallWorld({shards: 3, perShard: 20, hot: {fromSecond: 300, share: 0.8, items}})
    to(900)
    return {
      world,
      before: topKeys(world, 'orders', startMs, startMs + 300_000),
      after: topKeys(world, 'orders', startMs + 320_000, world.nowMs),
    }
  }

  test('with many sort keys: one partition key has its share, no item stands out', () => {
    const {before, after} = top('many')
    const all = after.partitionKeys.reduce((sum, {written}) => sum + written, 0)
    expect((after.partitionKeys[0]?.written ?? 0) / (20 * 580)).toBeCloseTo(0.8, 1)
    expect(after.partitionKeys[1]?.written).toBeLessThan(all / 50)
    expect(after.items[0]?.written).toBeLessThan(all / 50)
    expect(before.partitionKeys[0]?.written).toBeLessThan(60)
  })

  test('of one item: that item has it', () => {
    const {world, after} = top('one')
    expect(after.items[0]).toMatchObject({partitionKey: after.partitionKeys[0]?.partitionKey, sortKey: expect.any(String)})
    expect((after.items[0]?.written ?? 0) / (20 * 580)).toBeCloseTo(0.8, 1)
    // GetRecords shows the records that Contributor Insights counts.
    const shards = world.tables.get('orders')?.streams[0]?.shards ?? []
    const records = shards.flatMap(shard => shard.read(shard.bounds().next - 100, 100))
    const hot = records.filter(({keys}) => JSON.stringify(keys).includes(after.items[0]?.sortKey ?? '?'))
    expect(hot.length).toBeGreaterThan(60)
    expect(hot.every(({eventName, newImage, oldImage}) => eventName === 'MODIFY' && newImage !== null && oldImage !== null)).toBe(true)
    const revisions = hot.map(({newImage}) => Number((newImage?.revision as {N: string} | undefined)?.N))
    expect(revisions.every((revision, i) => i === 0 || revision > (revisions[i - 1] ?? 0))).toBe(true)
  })

  test('over the ceiling of a partition is refused, and the metrics of the writers tell', () => {
    const {world, to, metric} = smallWorld({
      shards: 1,
      perShard: 1300,
      settings: {BatchSize: 1000},
      hot: {fromSecond: 0, share: 0.9, items: 'many'},
    })
    to(400)
    const table = {TableName: 'orders'}
    for (const name of ['WriteKeyRangeThroughputThrottleEvents', 'WriteThrottleEvents']) {
      expect(metric(name, 'Sum', table, 'AWS/DynamoDB').get(2)).toBeGreaterThan(15_000)
    }
    expect(metric('ThrottledRequests', 'Sum', {...table, Operation: 'UpdateItem'}, 'AWS/DynamoDB').get(2)).toBeGreaterThan(15_000)
    expect(topKeys(world, 'orders', startMs, world.nowMs).partitionKeys[0]?.throttled).toBeGreaterThan(50_000)
  })
})

test('a sweep of expired items: deletes by DynamoDB that use no write capacity', () => {
  const {world, to, metric} = smallWorld({shards: 1, perShard: 10, ttlSweep: {fromSecond: 120, toSecond: 240, exceptEvery: 5}})
  to(600)
  const of = (name: string, minute: number) => metric(name, 'Sum', {TableName: 'orders'}, 'AWS/DynamoDB').get(minute) ?? 0
  const ratio = of('TimeToLiveDeletedItemCount', 2) / of('ConsumedWriteCapacityUnits', 2)
  expect(ratio).toBeCloseTo(4, 0)
  expect(of('TimeToLiveDeletedItemCount', 5)).toBe(0)
  const shard = world.tables.get('orders')?.streams[0]?.shards.find(one => one.closedMs === null)
  const records = shard?.read(0, 6000).filter(({writtenMs}) => writtenMs >= startMs + 130_000 && writtenMs < startMs + 230_000) ?? []
  const deletes = records.filter(({userIdentity}) => userIdentity !== null)
  expect(deletes.length / records.length).toBeCloseTo(0.8, 1)
  expect(deletes[0]).toMatchObject({
    eventName: 'REMOVE',
    newImage: null,
    userIdentity: {type: 'Service', principalId: 'dynamodb.amazonaws.com'},
  })
})
