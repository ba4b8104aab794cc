import {batchNearTimeout} from '../../../src/checks/rising-age/batch-near-timeout.ts'
import {functionMetrics, lambdaFunction, mapping, published, tableMetrics} from '../../support/evidence.ts'
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
