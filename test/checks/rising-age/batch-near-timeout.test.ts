import {batchNearTimeout} from '../../../src/checks/rising-age/batch-near-timeout.ts'
import {functionMetrics, lambdaFunction, published, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const taking = (averageMs: number, p99Ms: number) =>
  functionMetrics(() => 1, {'Duration.Average': published(() => averageMs), 'Duration.p99': published(() => p99Ms)})
/** Records that 60 invocations a minute share. */
const records = (each: number) => tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(() => 60 * each)})

testCheck(batchNearTimeout, {
  fail: [
    ['27 of 30 s', {functionMetrics: taking(20_000, 27_000)}, {share: 0.9}],
    [
      'half-full batches that take half the timeout',
      {functionMetrics: taking(15_000, 16_000), tableMetrics: records(50)},
      {fullBatchSeconds: 30},
    ],
    ['full batches', {functionMetrics: taking(26_000, 27_000), tableMetrics: records(100)}, {fullBatchSeconds: 26}],
  ],
  pass: [
    [
      'half-full batches that fail tell nothing of full ones',
      {functionMetrics: {...taking(15_000, 16_000), 'Errors.Sum': published(() => 30)}, tableMetrics: records(50)},
    ],
    ['half the timeout with full batches', {functionMetrics: taking(14_000, 15_000), tableMetrics: records(100)}],
    ['batches too empty to tell', {functionMetrics: taking(3000, 4000), tableMetrics: records(5)}],
    ['no such function', {function: null}],
    ['no timeout known', {function: lambdaFunction({timeoutSeconds: null})}],
  ],
  unknownWithout: [['function'], ['mapping'], ['functionMetrics']],
})
