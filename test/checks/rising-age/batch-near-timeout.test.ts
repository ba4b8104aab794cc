import {describe, expect, it} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {batchNearTimeout} from '../../../src/checks/rising-age/batch-near-timeout.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {functionMetrics, lambdaFunction, mapping, nowMs, published, startMs, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const taking = (averageMs: number, p99Ms: number) =>
  functionMetrics(() => 1, {'Duration.Average': published(() => averageMs), 'Duration.p99': published(() => p99Ms)})
/** Records that 60 invocations a minute share. */
const records = (each: number) => tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(() => 60 * each)})

testCheck(batchNearTimeout, {
  fail: [
    [
      '27 of 30 s',
      {functionMetrics: taking(20_000, 27_000)},
      {share: 0.9},
      {command: /--set BatchSize=15$/, fix: /batches of 15 records take about half the timeout/i},
    ],
    ['80 % of it', {functionMetrics: taking(2000, 24_000)}, {share: 0.8, timeoutSeconds: 30}],
    [
      'half-full batches that take half the timeout',
      {functionMetrics: taking(15_000, 16_000), tableMetrics: records(50)},
      {fullBatchSeconds: 30},
      {command: /--set BatchSize=50$/},
    ],
    [
      'a fifth of a batch that takes a fifth of 80 %',
      {functionMetrics: taking(4800, 5000), tableMetrics: records(20)},
      {fullBatchSeconds: 24},
    ],
    ['no smaller batch', {functionMetrics: taking(20_000, 27_000), mapping: mapping({batchSize: 1})}, {batchSize: 1}],
    ['full batches', {functionMetrics: taking(26_000, 27_000), tableMetrics: records(100)}, {fullBatchSeconds: 26}],
  ],
  pass: [
    [
      'half-full batches that fail tell nothing of full ones',
      {functionMetrics: {...taking(15_000, 16_000), 'Errors.Sum': published(() => 30)}, tableMetrics: records(50)},
    ],
    ['half the timeout with full batches', {functionMetrics: taking(14_000, 15_000), tableMetrics: records(100)}],
    ['just less than 80 % of it', {functionMetrics: taking(2000, 23_990)}],
    ['batches too empty to tell, just', {functionMetrics: taking(4800, 5000), tableMetrics: records(19.9)}],
    ['batches too empty to tell', {functionMetrics: taking(3000, 4000), tableMetrics: records(5)}],
    ['no such function', {function: null}],
    ['no timeout known', {function: lambdaFunction({timeoutSeconds: null})}],
  ],
  unknownWithout: [['function'], ['mapping'], ['functionMetrics']],
})

describe('the share of the invocations that it names', () => {
  const words = (kind: string | null, share: number, p99Ms: number) => {
    const load = {now: {durationP99Ms: p99Ms, errorShare: share, batchFill: null, durationAverageMs: null}}
    const found = batchNearTimeout.run(
      {function: lambdaFunction({timeoutSeconds: 15}), mapping: mapping(), load} as never,
      {failures: known({kind, share})} as never,
      {nowMs, startMs, thresholds},
    )
    return Array.isArray(found) ? found.map(({facts}) => batchNearTimeout.text.found(facts))[0] : undefined
  }
  it.each([
    ['timeout', 0.56, 15_000, /^56 % of the invocations fail, and they end at the timeout of 15 s\./],
    ['timeout', 0.011, 14_850, /^1\.1 % of the invocations fail/],
    ['timeout', 0.01, 15_000, /^1 % of the invocations take/],
    ['timeout', 0.56, 14_840, /^1 % of the invocations take/],
    ['exception', 0.56, 15_000, /^1 % of the invocations take/],
  ])('%s, %d, %d ms', (kind, share, p99Ms, expected) => {
    expect(words(kind, share, p99Ms)).toMatch(expected)
  })
})
