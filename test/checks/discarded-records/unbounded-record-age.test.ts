import {unboundedRecordAge} from '../../../src/checks/discarded-records/unbounded-record-age.ts'
import {functionMetrics, mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(unboundedRecordAge, {
  with: {mapping: mapping({maximumRecordAgeSeconds: 43_200})},
  fail: [
    ['the default', {mapping: mapping()}, {maximumRecordAgeSeconds: -1}],
    ['a lag that a limit would discard', {mapping: mapping(), functionMetrics: functionMetrics(() => 40_000)}],
  ],
  pass: [['a limit beyond the retention', {mapping: mapping({maximumRecordAgeSeconds: 604_800})}]],
  unknownWithout: [['mapping']],
})
