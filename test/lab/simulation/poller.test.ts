import {describe, expect, test} from 'vitest'
import {putFunctionConcurrency} from '../../../packages/lab/src/simulation/function/concurrency.ts'
import {updateMapping} from '../../../packages/lab/src/simulation/poller/mappings.ts'
import {queueArn, smallWorld} from './small-world.ts'

const last = (series: Map<number, number>): number => [...series.values()].at(-1) ?? 0

describe('a calm pipeline', () => {
  test('polls each shard four times a second and delivers within two seconds', () => {
    const small = smallWorld({shards: 3, perShard: 0.5})
    small.to(900)
    const polls = small.metric('PolledEventCount', 'SampleCount', {EventSourceMappingUUID: 'mapping-1'})
    expect([...polls.values()].slice(1).every(count => Math.abs(count - 720) <= 3)).toBe(true)
    expect(Math.max(...[...small.metric('IteratorAge', 'Maximum').values()].slice(1))).toBeLessThan(2500)
    expect(small.mapping.lastProcessingResult).toBe('OK')
  })

  test('the batching window holds records back, but not longer than it lasts', () => {
    const without = smallWorld({perShard: 2})
    const within = smallWorld({perShard: 2, settings: {MaximumBatchingWindowInSeconds: 10}})
    without.to(900)
    within.to(900)
    const invocations = (small: typeof within) => small.metric('Invocations', 'Sum').get(8) ?? 0
    expect(invocations(within)).toBeLessThan(invocations(without) / 5)
    expect(invocations(within)).toBeGreaterThanOrEqual(11)
  })

  test('a full batch does not wait for the window', () => {
    const small = smallWorld({perShard: 10, settings: {MaximumBatchingWindowInSeconds: 60, BatchSize: 20}})
    small.to(900)
    expect(small.metric('Invocations', 'Sum').get(8)).toBeGreaterThan(50)
  })

  test('a rollover moves on to the child shard, in order and with a short pause', () => {
    const small = smallWorld({shards: 2, shardLifeSeconds: 600})
    small.to(1800)
    const shards = small.world.tables.get('orders')?.streams[0]?.shards ?? []
    const closed = shards.filter(shard => shard.closedMs !== null && shard.closedMs > small.world.nowMs - 1_700_000)
    expect(closed.length).toBeGreaterThanOrEqual(4)
    expect(shards.filter(shard => shard.closedMs === null)).toHaveLength(2)
    for (const shard of closed) expect(shards.some(child => child.parentShardId === shard.shardId)).toBe(true)
    expect(Math.max(...small.metric('IteratorAge', 'Maximum').values())).toBeLessThan(8000)
  })

  test('an alias shows under its own dimensions, a function under its name alone', () => {
    const small = smallWorld({qualifier: ':live'})
    small.to(600)
    const whole = small.metric('Invocations', 'Sum')
    expect(small.metric('Invocations', 'Sum', {FunctionName: 'projector', Resource: 'projector:live'})).toEqual(whole)
    const version = {FunctionName: 'projector', Resource: 'projector:live', ExecutedVersion: '1'}
    expect(small.metric('Invocations', 'Sum', version)).toEqual(whole)
    expect(small.metric('Invocations', 'Sum', {FunctionName: 'projector', Resource: 'projector'}).size).toBe(0)
    expect(small.metric('Invocations', 'Sum', {})).toEqual(whole)
  })
})

describe('a poisoned record', () => {
  test('holds its shard: the position of the stuck batch does not move', () => {
    const small = smallWorld({poisonAtSecond: 300, backoffCapMs: 20_000})
    small.to(1800)
    const ages = [...small.metric('IteratorAge', 'Maximum')].filter(([minute]) => minute >= 8)
    const positions = ages.map(([minute, age]) => minute * 60 - age / 1000)
    // Each minute's oldest sample was taken within that minute.
    expect(Math.max(...positions) - Math.min(...positions)).toBeLessThan(60)
    expect(Math.min(...positions)).toBeGreaterThan(300 - 120)
    expect(Math.max(...positions)).toBeLessThan(302)
    expect(small.metric('IteratorAge', 'Minimum').get(25)).toBeLessThan(2000)
    expect(small.metric('Errors', 'Sum').get(25)).toBeGreaterThan(0)
  })

  test('that is reported as a failed item holds its shard without an error', () => {
    const settings = {FunctionResponseTypes: ['ReportBatchItemFailures']}
    const small = smallWorld({poisonAtSecond: 300, behaviour: {poison: 'reports'}, settings})
    small.to(1800)
    expect(last(small.metric('IteratorAge', 'Maximum'))).toBeGreaterThan(1_000_000)
    expect(Math.max(...small.metric('Errors', 'Sum').values())).toBe(0)
    expect(last(small.metric('FailedInvokeEventCount', 'Sum', {EventSourceMappingUUID: 'mapping-1'}))).toBeGreaterThan(0)
  })

  test('that is reported to a mapping which does not listen is lost as processed', () => {
    const small = smallWorld({poisonAtSecond: 300, behaviour: {poison: 'reports'}})
    small.to(1800)
    expect(last(small.metric('IteratorAge', 'Maximum'))).toBeLessThan(3000)
    expect(small.counts().pending).toBeLessThan(20)
  })

  test('bounded retries, bisect and a destination let the shard drain and send one pointer', () => {
    const small = smallWorld({poisonAtSecond: 300})
    small.to(1500)
    const before = last(small.metric('IteratorAge', 'Maximum'))
    updateMapping(small.world, 'mapping-1', {MaximumRetryAttempts: 2, BisectBatchOnFunctionError: true, OnFailureDestination: queueArn})
    small.to(2700)
    expect(before).toBeGreaterThan(900_000)
    expect(last(small.metric('IteratorAge', 'Maximum'))).toBeLessThan(3000)
    expect(small.counts()).toMatchObject({destination: 1, dropped: {retries: 0, age: 0, delivery: 0}})
    const [message] = small.world.queues.get('failed')?.messages ?? []
    expect(JSON.parse(message?.body ?? '{}')).toMatchObject({
      requestContext: {condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3},
      responseContext: {statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled'},
      version: '1.0',
      DDBStreamBatchInfo: {batchSize: 1, streamArn: small.mapping.eventSourceArn},
    })
  })

  test('that is reported to a mapping that also bisects goes to the destination alone', () => {
    const small = smallWorld({
      poisonAtSecond: 300,
      perShard: 20,
      behaviour: {poison: 'reports'},
      settings: {
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 1,
        OnFailureDestination: queueArn,
      },
    })
    small.to(900)
    expect(small.counts()).toMatchObject({destination: 1, dropped: {retries: 0}})
    const [message] = small.world.queues.get('failed')?.messages ?? []
    expect(JSON.parse(message?.body ?? '{}').responseContext.functionError).toBeNull()
  })

  test('bounded retries without a destination and without bisect drop the whole batch', () => {
    const small = smallWorld({poisonAtSecond: 300, perShard: 20, settings: {MaximumRetryAttempts: 2}})
    small.to(1200)
    expect(small.counts().dropped.retries).toBeGreaterThan(1)
    expect([...small.metric('DroppedEventCount', 'Sum', {EventSourceMappingUUID: 'mapping-1'}).values()]).toEqual([
      small.counts().dropped.retries,
    ])
  })

  test('a record age limit below the lag discards the backlog', () => {
    const small = smallWorld({poisonAtSecond: 300})
    small.to(1500)
    updateMapping(small.world, 'mapping-1', {MaximumRecordAgeInSeconds: 60})
    small.to(2400)
    expect(small.counts().dropped.age).toBeGreaterThan(3000)
    expect(last(small.metric('IteratorAge', 'Maximum'))).toBeLessThan(90_000)
  })

  test('a destination that does not exist is a delivery failure, and the record is dropped', () => {
    const settings = {
      MaximumRetryAttempts: 1,
      BisectBatchOnFunctionError: true,
      OnFailureDestination: 'arn:aws:sqs:us-east-1:123456789012:gone',
    }
    const small = smallWorld({poisonAtSecond: 300, settings})
    small.to(1200)
    expect(small.counts().dropped.delivery).toBe(1)
    expect([...small.metric('DestinationDeliveryFailures', 'Sum').values()]).toEqual([1])
  })

  test('more parallel batches do not help the item that is stuck', () => {
    const small = smallWorld({poisonAtSecond: 300})
    small.to(900)
    updateMapping(small.world, 'mapping-1', {ParallelizationFactor: 4})
    small.to(2400)
    expect(last(small.metric('IteratorAge', 'Maximum'))).toBeGreaterThan(1_500_000)
    // The other items of the shard go on.
    expect(small.counts().pending).toBeLessThan(0.5 * 4 * 2100)
  })
})

describe('too little concurrency', () => {
  const needy = {shards: 6, perShard: 12, behaviour: {baseMs: 900, perRecordMs: 5}, settings: {BatchSize: 20}} as const

  test('throttles, and the age grows; more of it lets the backlog drain', () => {
    const small = smallWorld(needy)
    small.to(600)
    expect(last(small.metric('IteratorAge', 'Maximum'))).toBeLessThan(5000)
    putFunctionConcurrency(small.world, 'projector', 2)
    small.to(1500)
    expect(last(small.metric('Throttles', 'Sum'))).toBeGreaterThan(20)
    expect(last(small.metric('Errors', 'Sum'))).toBe(0)
    expect(small.metric('ConcurrentExecutions', 'Maximum').get(20)).toBe(2)
    const worst = last(small.metric('IteratorAge', 'Maximum'))
    expect(worst).toBeGreaterThan(120_000)
    putFunctionConcurrency(small.world, 'projector', 12)
    small.to(6000)
    expect(last(small.metric('IteratorAge', 'Maximum'))).toBeLessThan(5000)
    expect(last(small.metric('Throttles', 'Sum'))).toBe(0)
  })

  test('none at all: throttles, and neither invocations nor an age', () => {
    const small = smallWorld()
    small.to(600)
    putFunctionConcurrency(small.world, 'projector', 0)
    small.to(1500)
    expect(small.metric('Throttles', 'Sum').get(20)).toBeGreaterThan(10)
    expect(small.metric('IteratorAge', 'Maximum').has(20)).toBe(false)
    expect(small.metric('Invocations', 'Sum').has(20)).toBe(false)
    expect(small.counts().dropped.retries).toBe(0)
  })

  test('neighbours that fill the account throttle a function without a reservation, and not one with', () => {
    const crowd = (second: number) => (second < 600 ? 100 : 1000)
    const open = smallWorld({...needy, neighbours: crowd})
    const reserved = smallWorld({...needy, neighbours: crowd, reservedConcurrency: 12})
    open.to(1500)
    reserved.to(1500)
    expect(open.metric('Throttles', 'Sum').get(20)).toBeGreaterThan(20)
    expect(open.metric('ConcurrentExecutions', 'Maximum', {}).get(20)).toBe(1000)
    expect(last(reserved.metric('Throttles', 'Sum'))).toBe(0)
  })

  test('no reservation may leave less than 100 for the others', () => {
    const {world} = smallWorld()
    expect(() => putFunctionConcurrency(world, 'projector', 901)).toThrow(/below its minimum value of \[100\]/)
  })
})
