import {recordAgeBeyondRetention} from '../../../src/checks/discarded-records/record-age-beyond-retention.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(recordAgeBeyondRetention, {
  fail: [
    ['the default of older mappings', {mapping: mapping({maximumRecordAgeSeconds: 604_800})}, {maximumRecordAgeSeconds: 604_800}],
    ['24 hours', {mapping: mapping({maximumRecordAgeSeconds: 86_400})}],
  ],
  pass: [['half a day', {mapping: mapping({maximumRecordAgeSeconds: 43_200})}]],
  unknownWithout: [['mapping']],
})
