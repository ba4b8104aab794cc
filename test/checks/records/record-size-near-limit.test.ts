import {recordSizeNearLimit} from '../../../src/checks/records/record-size-near-limit.ts'
import {published, table, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const records = (bytes: number) => ({tableMetrics: tableMetrics(() => 1200, {'ReturnedBytes.Sum': published(() => 1200 * bytes)})})

testCheck(recordSizeNearLimit, {
  fail: [
    ['records of 200 KB', records(200_000), {recordBytes: 200_000}],
    ['items of 150 KB', {table: table({itemCount: 100, sizeBytes: 15_000_000})}, {itemBytes: 150_000}],
  ],
  pass: [
    ['records of 2 KB', records(2000)],
    ['an empty table', {table: table({itemCount: 0, sizeBytes: 0})}],
    ['no table', {table: null}],
  ],
  unknownWithout: [['tableMetrics'], ['table']],
})
