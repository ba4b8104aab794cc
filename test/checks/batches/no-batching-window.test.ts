import {noBatchingWindow} from '../../../src/checks/batches/no-batching-window.ts'
import {functionMetrics, mapping, published, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const busy = {functionMetrics: functionMetrics(() => 1, {'Invocations.Sum': published(() => 400)})}
const records = (each: number) => ({tableMetrics: tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(() => 400 * each)})})

testCheck(noBatchingWindow, {
  fail: [['400 invocations of two records', {...busy, ...records(2)}, {recordsPerInvocation: 2}]],
  pass: [
    ['twenty records each', {...busy, ...records(20)}],
    ['a window', {...busy, ...records(2), mapping: mapping({maximumBatchingWindowSeconds: 1})}],
    ['batches of one on purpose', {...busy, ...records(1), mapping: mapping({batchSize: 1})}],
    [
      'few invocations',
      {
        functionMetrics: functionMetrics(() => 1, {'Invocations.Sum': published(() => 20)}),
        tableMetrics: tableMetrics(() => 40, {'ReturnedRecordsCount.Sum': published(() => 40)}),
      },
    ],
  ],
  unknownWithout: [['mapping'], ['functionMetrics']],
})
