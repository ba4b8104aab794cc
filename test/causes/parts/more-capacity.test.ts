import {expect, it} from 'vitest'
import {carriedByLarger, carriesWith, largerBatch, widerFactor} from '../../../src/causes/parts/more-capacity.ts'
import type {Load, LoadWindow} from '../../../src/model/derived/load.ts'
import {lambdaFunction, mapping} from '../../support/evidence.ts'

it.each([
  ['twice as many at least', 1, 0.9, 2],
  ['as many as carry 1.3 times the writes', 1, 0.5, 3],
  ['just as many', 2, 0.52, 5],
  ['just one more', 2, 0.519, 6],
  ['a ratio that is just known', 1, 0.021, 10],
  ['a ratio that is next to nothing', 2, 0.02, 4],
  ['a ratio that is not known', 3, null, 6],
  ['AWS’s maximum', 7, 0.9, 10],
])('%s: factor %d at a throughput ratio of %d', (_, parallelizationFactor, throughputRatio, expected) => {
  expect(widerFactor(mapping({parallelizationFactor}), {throughputRatio})).toBe(expected)
})

it('carries so many times as much', () => {
  expect(carriesWith(mapping({parallelizationFactor: 2}), 6)).toEqual({carries: {times: 3}})
  expect(carriesWith(mapping({parallelizationFactor: null}), 4)).toEqual({carries: {times: 4}})
})

const load = (now: Partial<LoadWindow>, before: Partial<LoadWindow> | null = null) => ({now, before}) as Load

it.each([
  ['ten times as many', 10, 4, 30, 100],
  ['a thousand at most', 500, 4, 30, 1000],
  ['half of the timeout', 100, 50, 30, 300],
  ['just one more than now', 299, 50, 30, 300],
  ['no more than now', 300, 50, 30, null],
  ['a time that is not known', 10, null, 30, null],
  ['a timeout that is not known', 10, 4, null, null],
])('%s: batches of %d, %d ms a record, a timeout of %d s', (_, batchSize, millisecondsPerRecord, timeoutSeconds, expected) => {
  expect(largerBatch(mapping({batchSize}), load({millisecondsPerRecord}), lambdaFunction({timeoutSeconds}))).toBe(expected)
})

const windowOf = (recordsPerInvocation: number | null, durationAverageMs: number) => ({recordsPerInvocation, durationAverageMs})

it.each([
  // 100 ms for an invocation and 10 ms for each record: 10 take 200 ms, 100 take 1,100 ms.
  ['the fixed time of an invocation is saved', windowOf(2, 120), windowOf(10, 200), 1.818],
  ['batches of about the same size', windowOf(7, 170), windowOf(10, 200), null],
  ['batches just far enough apart', windowOf(5, 150), windowOf(7.5, 175), 1.818],
  ['larger batches that take no longer', windowOf(2, 200), windowOf(10, 200), null],
  ['records that were not counted', windowOf(null, 120), windowOf(10, 200), null],
])('a concurrent batch carries so many times as much: %s', (_, before, now, expected) => {
  const times = carriedByLarger(mapping({batchSize: 10}), 100, load(now, before))
  if (expected === null) expect(times).toBeNull()
  else expect(times).toBeCloseTo(expected, 3)
})
