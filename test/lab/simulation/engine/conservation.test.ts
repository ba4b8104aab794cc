import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {MappingSettings} from '../../../../packages/lab/src/simulation/engine/world.ts'
import {updateMapping} from '../../../../packages/lab/src/simulation/poller/mappings.ts'
import {times} from '../../../support/sample.ts'
import {queueArn, smallWorld} from '../small-world.ts'

const paid = '{"dynamodb":{"NewImage":{"status":{"S":["PAID"]}}}}'

const settings = fc.record<Partial<MappingSettings>>({
  BatchSize: fc.integer({min: 1, max: 60}),
  MaximumBatchingWindowInSeconds: fc.constantFrom(0, 0, 1, 5),
  ParallelizationFactor: fc.integer({min: 1, max: 3}),
  MaximumRecordAgeInSeconds: fc.constantFrom(-1, -1, 60, 120),
  MaximumRetryAttempts: fc.constantFrom(-1, 0, 1, 3),
  BisectBatchOnFunctionError: fc.boolean(),
  OnFailureDestination: fc.constantFrom('', queueArn, 'arn:aws:sqs:us-east-1:123456789012:gone'),
  FunctionResponseTypes: fc.constantFrom([], ['ReportBatchItemFailures']),
  FilterPatterns: fc.constantFrom([], [], [paid]),
})

const setup = fc.record({
  seed: fc.integer({min: 1, max: 1e9}),
  shards: fc.integer({min: 1, max: 4}),
  perShard: fc.constantFrom(0, 0.2, 3, 10),
  startingPosition: fc.constantFrom('TRIM_HORIZON' as const, 'LATEST' as const),
  reservedConcurrency: fc.constantFrom(null, null, 0, 1, 2),
  poisonAtSecond: fc.constantFrom(null, 60, 200),
  shardLifeSeconds: fc.constantFrom(300, 14_400),
  otherReaders: fc.constantFrom(0, 1, 2, 3),
  hot: fc.constantFrom(null, {fromSecond: 100, share: 0.7, items: 'one' as const}, {fromSecond: 100, share: 0.7, items: 'many' as const}),
  ttlSweep: fc.constantFrom(null, null, {fromSecond: 100, toSecond: 300, exceptEvery: 4}),
  splitAtSecond: fc.constantFrom(null, null, 150, 450),
  behaviour: fc.record({
    poison: fc.constantFrom('throws' as const, 'reports' as const),
    failsByChance: fc.constantFrom(0, 0.02),
    alwaysFails: fc.constantFrom(false, false, false, true),
    writesBack: fc.constantFrom(0, 0, 0.5, 1),
  }),
  settings,
})

describe('conservation', () => {
  test('every record written is exactly one of processed, filtered, dropped, sent away, trimmed, skipped or pending', () => {
    fc.assert(
      fc.property(setup, settings, fc.boolean(), (given, change, Enabled) => {
        const {world, to, counts} = smallWorld(given)
        const check = () => {
          const {written, processed, filtered, dropped, destination, trimmed, skipped, pending} = counts()
          const gone = dropped.retries + dropped.age + dropped.delivery
          expect(processed + filtered + gone + destination + trimmed + skipped + pending).toBe(written)
          const messages = world.queues.get('failed')?.messages ?? []
          const sent = messages.reduce((sum, {body}) => sum + JSON.parse(body).DDBStreamBatchInfo.batchSize, 0)
          expect(sent).toBe(destination)
        }
        to(400)
        check()
        updateMapping(world, 'mapping-1', {...change, Enabled})
        to(550)
        check()
        updateMapping(world, 'mapping-1', {...given.settings, Enabled: true})
        to(1000)
        check()
      }),
      {numRuns: times(5, 20)},
    )
  })

  test('a calm pipeline processes all but the newest records', () => {
    const {to, counts} = smallWorld()
    to(600)
    const {written, processed, pending} = counts()
    expect(written).toBeGreaterThan(4000)
    expect(pending).toBeLessThan(20)
    expect(processed).toBe(written - pending)
  })

  test('a record that is not delivered within 24 hours is trimmed', () => {
    const {to, counts} = smallWorld({settings: {}, poisonAtSecond: 60, shards: 1, perShard: 0.2})
    to(25 * 3600)
    const {trimmed, processed} = counts()
    expect(trimmed).toBeGreaterThan(0)
    expect(processed).toBeGreaterThan(trimmed)
  })
})
