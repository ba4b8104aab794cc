import {describe, expect, test} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import type {FunctionConcurrency} from '../../../src/model/views/concurrency.ts'
import {judgeConcurrency, needOf} from '../../../src/use-cases/views/concurrency-in-use.ts'

const row = (given: Partial<FunctionConcurrency['mappings'][number]> = {}) => ({
  mapping: 'm',
  table: 'orders',
  state: 'Enabled',
  openShards: 4,
  parallelizationFactor: 2,
  ...given,
})

describe('the need', () => {
  test.each<[string, FunctionConcurrency['mappings'], number | null]>([
    ['open shards × factor', [row()], 8],
    ['of all mappings', [row(), row({openShards: 3, parallelizationFactor: 1})], 11],
    ['of those that poll', [row(), row({state: 'Disabled'}), row({state: 'Disabling'})], 8],
    ['is not known when a stream is not', [row(), row({openShards: null})], null],
    ['is 0 when the stream is gone', [row({openShards: 0})], 0],
  ])('%s', (_, rows, need) => {
    expect(needOf(rows)).toBe(need)
  })
})

describe('whether it is enough', () => {
  const account = {limit: 1000, unreservedLimit: 900, maximum: 300, unreservedMaximum: 300}
  const fn = (given: object) => ({function: 'f', reserved: null, maximum: 5, throttles: 0, need: 8, mappings: [], ...given})
  test.each<[object, object, string, RegExp]>([
    [{reserved: 8}, {}, 'enough', /^8 reserved, 8 needed at most\.$/],
    [{reserved: 7, throttles: 90}, {}, 'too-low', /^7 reserved, 8 needed.* 90 invocations were throttled\. Reserve 8 or more/],
    [{reserved: 0}, {}, 'stopped', /Reserved concurrency is 0/],
    [{}, {}, 'shared', /^The function has no reserved concurrency.* 8 at most.* 900 /],
    [{}, {unreservedMaximum: 800}, 'shared', /89 %/],
    [{}, {unreservedMaximum: 900}, 'too-low', /100 %.* Reserved concurrency of 8/],
    [{need: 1000}, {}, 'too-low', /needs 1,000 at most, and the account has 900/],
    [{need: null}, {}, 'unknown', /open shards could not be read/],
    [{}, {unreservedLimit: null}, 'unknown', /limit could not be read/],
    [{}, {unreservedMaximum: null}, 'shared', /8 at most.* 900 /],
  ])('%j in %j: %s', (given, limits, judgement, says) => {
    const judged = judgeConcurrency(fn(given), true, {...account, ...limits}, thresholds)
    expect(judged.judgement).toBe(judgement)
    expect(judged.says).toMatch(says)
  })

  test('without GetFunction nobody knows', () => {
    expect(judgeConcurrency(fn({}), false, account, thresholds).judgement).toBe('unknown')
  })
})
