import {smallBatchSize} from '../../../src/checks/batches/small-batch-size.ts'
import {functionMetrics, lambdaFunction, mapping, published, series, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

/** The records that 60 invocations of 130 ms a minute share. */
const records = (each: number, bytes = 500) =>
  tableMetrics(() => 1200, {
    'ReturnedRecordsCount.Sum': published(() => 60 * each),
    'ReturnedBytes.Sum': published(() => 60 * each * bytes),
  })
const full = {tableMetrics: records(95)}

testCheck(smallBatchSize, {
  fail: [
    ['full batches of 100', full, {batchSize: 100, advised: 5000}, {command: /--set BatchSize=1000$/, fix: /up to 5,000 records/i}],
    [
      'as many as the timeout allows',
      {...full, function: lambdaFunction({timeoutSeconds: 1})},
      {advised: 300},
      {command: /--set BatchSize=300$/, fix: /up to 300 records/i},
    ],
    ['as many as 6 MB hold', {tableMetrics: records(95, 10_000)}, {advised: 400}, {command: /--set BatchSize=400$/}],
    ['as many as 6 MB hold, a third of which is JSON', {tableMetrics: records(95, 8930)}, {advised: 500, recordBytes: 8930}],
    ['twice as many as now', {...full, function: lambdaFunction({timeoutSeconds: 0.6})}, {advised: 200}, {command: /--set BatchSize=200$/}],
    ['half full', {tableMetrics: records(50)}, {batchFill: 0.5}],
    ['below 1,000', {mapping: mapping({batchSize: 999}), tableMetrics: records(999)}, {batchSize: 999}],
  ],
  pass: [
    ['batches that are not full', {tableMetrics: records(49.9)}],
    ['a timeout for less than twice as many', {...full, function: lambdaFunction({timeoutSeconds: 0.5})}],
    ['a batch size of 1,000', {mapping: mapping({batchSize: 1000}), tableMetrics: records(1000)}],
    ['a timeout that allows no more', {...full, function: lambdaFunction({timeoutSeconds: 0.2})}],
    ['records too big for more', {tableMetrics: records(95, 40_000)}],
  ],
  undecidable: [
    ['batches fail', {...full, functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(() => 5)})}],
    ['the records are not known', {tableMetrics: tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': series(() => null)})}],
  ],
  unknownWithout: [['mapping'], ['function'], ['tableMetrics'], ['functionMetrics']],
})
