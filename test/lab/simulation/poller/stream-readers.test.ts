import {describe, expect, test} from 'vitest'
import {noteRead} from '../../../../packages/lab/src/simulation/poller/stream-readers.ts'
import {smallWorld} from '../small-world.ts'

const busy = {shards: 2, perShard: 30, settings: {BatchSize: 10, Metrics: ['EventCount']}}
const reads = {TableName: 'orders', Operation: 'GetRecords'}

function worst(otherReaders: number): {age: number; throttled: number; userErrors: number; processed: number} {
  const {to, metric, counts} = smallWorld({...busy, otherReaders})
  to(1800)
  const sum = (points: Map<number, number>) => [...points.values()].reduce((a, b) => a + b, 0)
  return {
    age: Math.max(...metric('IteratorAge', 'Maximum').values()),
    throttled: sum(metric('ThrottledRequests', 'Sum', reads, 'AWS/DynamoDB')),
    userErrors: sum(metric('UserErrors', 'Sum', {}, 'AWS/DynamoDB')),
    processed: counts().processed / counts().written,
  }
}

describe('readers of a shard', () => {
  test('two get all they ask for', () => {
    expect(worst(1)).toMatchObject({throttled: 0, userErrors: 0})
    expect(worst(1).age).toBeLessThan(5000)
  })

  test('three are throttled in turn: the age goes up and down, and everything is read in the end', () => {
    const {age, throttled, userErrors, processed} = worst(2)
    expect(throttled).toBeGreaterThan(0)
    expect(userErrors).toBeGreaterThan(0)
    expect(age).toBeGreaterThan(8000)
    expect(age).toBeLessThan(200_000)
    expect(processed).toBeGreaterThan(0.9)
  })

  test('the more, the worse', () => expect(worst(4).throttled).toBeGreaterThan(worst(2).throttled * 2))

  test('reads of the others show in the metrics of the stream', () => {
    const returned = (otherReaders: number) => {
      const {world, to, metric} = smallWorld({...busy, otherReaders})
      to(600)
      const StreamLabel = world.tables.get('orders')?.streams[0]?.label ?? ''
      return metric('ReturnedRecordsCount', 'Sum', {...reads, StreamLabel}, 'AWS/DynamoDB').get(4) ?? 0
    }
    expect(returned(1) / returned(0)).toBeCloseTo(2, 0)
  })

  test('a GetRecords call by hand is one more reader, for a while, and may be refused itself', () => {
    const {world, to, metric} = smallWorld({...busy, otherReaders: 1})
    const stream = world.tables.get('orders')?.streams[0]
    const shardId = stream?.shards.find(shard => shard.closedMs === null)?.shardId ?? ''
    const answers: boolean[] = []
    for (let second = 10; second < 600; second += 2) {
      to(second)
      answers.push(noteRead(world, stream?.arn ?? '', shardId))
    }
    expect(new Set(answers)).toEqual(new Set([true, false]))
    to(900)
    expect(metric('ThrottledRequests', 'Sum', reads, 'AWS/DynamoDB').get(5)).toBe(60)
    expect(metric('ThrottledRequests', 'Sum', reads, 'AWS/DynamoDB').get(12)).toBeUndefined()
  })
})
