import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {randomOf} from '../../../packages/lab/src/simulation/engine/random.ts'
import {createSequenceNumbers} from '../../../packages/lab/src/simulation/engine/sequence.ts'
import {createArrivals} from '../../../packages/lab/src/simulation/table/arrivals.ts'
import {smallWorld, startMs} from './small-world.ts'

const arrivalsOf = (seed: number, rate: number) => createArrivals(seed, randomOf(seed, 'test').poisson, () => rate)

describe('arrivals', () => {
  test('a record is counted from the millisecond on in which it is written', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0.3, 4, 60, 900), fc.nat(200), (seed, rate, index) => {
        const arrivals = arrivalsOf(seed, rate)
        const second = arrivals.secondOf(index, 0, 100_000)
        const at = arrivals.offsetIn(index, second)
        expect(Math.floor(at / 1000)).toBe(second)
        expect(arrivals.countBy(at)).toBeGreaterThan(index)
        expect(arrivals.countBy(at - 1)).toBeLessThanOrEqual(index)
      }),
    )
  })

  test('a partition takes a thousand writes a second and refuses the rest', () => {
    const arrivals = arrivalsOf(1, 1500)
    expect(arrivals.countBy(10_000 - 1)).toBe(10_000)
    expect(arrivals.throttledIn(0, 10)).toBeGreaterThan(4000)
  })

  test('the rate is the requested one', () => {
    expect(arrivalsOf(3, 0.5).countBy(10_000_000) / 5000).toBeCloseTo(1, 1)
    expect(arrivalsOf(3, 200).countBy(1_000_000) / 200_000).toBeCloseTo(1, 2)
  })
})

test('sequence numbers rise, have 21–40 digits, and lead back to their record', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(1e9), (key, index) => {
      const numbers = createSequenceNumbers(key)
      const here = numbers.of(index)
      expect(here).toMatch(/^\d{21,40}$/)
      expect(BigInt(numbers.of(index + 1))).toBeGreaterThan(BigInt(here))
      expect(numbers.indexOf(here)).toBe(index)
      expect(numbers.indexOf((BigInt(here) + 1n).toString())).toBe(index + 1)
      expect(numbers.indexOf(numbers.before(index))).toBe(index)
    }),
  )
})

describe('the shards of a stream', () => {
  const open = () => {
    const small = smallWorld({shards: 2, perShard: 5, shardLifeSeconds: 900, ttlEvery: 10})
    small.to(3600)
    const shards = small.world.tables.get('orders')?.streams[0]?.shards ?? []
    return {small, shards: shards.filter(shard => shard.bounds().next > 0)}
  }

  test('hold every record once, in order, between their sequence numbers', () => {
    const {small, shards} = open()
    let read = 0
    for (const shard of shards) {
      const {first, next} = shard.bounds()
      const records = shard.read(first, next)
      read += records.length
      expect(records).toHaveLength(next - first)
      const numbers = records.map(record => BigInt(record.sequenceNumber))
      expect(numbers.every((number, i) => i === 0 || number > (numbers[i - 1] as bigint))).toBe(true)
      expect(records.every((record, i) => i === 0 || record.writtenMs >= (records[i - 1]?.writtenMs ?? 0))).toBe(true)
      expect(numbers[0]).toBeGreaterThanOrEqual(BigInt(shard.startingSequenceNumber))
      if (shard.endingSequenceNumber !== null) expect(numbers.at(-1)).toBe(BigInt(shard.endingSequenceNumber))
      expect(shard.indexOf(records[3]?.sequenceNumber ?? '')).toBe(3)
    }
    expect(read).toBe(small.counts().written)
  })

  test('show orders whose steps follow each other, and Time to Live deletes by DynamoDB', () => {
    const {shards} = open()
    const records = shards[0]?.read(0, 300) ?? []
    const status = new Map<string, string>()
    const steps = ['PLACED', 'PAID', 'PACKED', 'SHIPPED']
    for (const {eventName, keys, oldImage, newImage, userIdentity} of records) {
      const key = JSON.stringify(keys)
      if (eventName === 'REMOVE') {
        expect(userIdentity).toEqual({type: 'Service', principalId: 'dynamodb.amazonaws.com'})
        expect(newImage).toBeNull()
        continue
      }
      const now = newImage !== null && 'status' in newImage && 'S' in (newImage.status ?? {}) ? (newImage.status as {S: string}).S : ''
      expect(eventName === 'INSERT').toBe(now === 'PLACED')
      expect(oldImage === null).toBe(eventName === 'INSERT')
      const before = status.get(key)
      if (before !== undefined) expect(steps.indexOf(now)).toBeGreaterThan(steps.indexOf(before))
      status.set(key, now)
    }
    expect(records.filter(record => record.eventName === 'REMOVE')).toHaveLength(30)
  })

  test('give up their records after 24 hours', () => {
    const small = smallWorld({shards: 1, perShard: 0.05, shardLifeSeconds: 20_000})
    small.to(30 * 3600)
    // The one in which the line between kept and trimmed lies.
    const shard = small.world.tables
      .get('orders')
      ?.streams[0]?.shards.find(one => one.bounds().first > 0 && one.bounds().next > one.bounds().first)
    const {first, next} = shard?.bounds() ?? {first: 0, next: 0}
    expect(first).toBeGreaterThan(0)
    expect(shard?.read(0, 10)[0]?.index).toBe(first)
    expect(shard?.read(first, 1)[0]?.writtenMs).toBeGreaterThan(small.world.nowMs - 86_400_000)
    expect(next).toBeGreaterThan(first)
    expect(startMs + 30 * 3_600_000).toBe(small.world.nowMs)
  })
})
