import {encryptedFilters} from '../../../src/checks/reading/encrypted-filters.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(encryptedFilters, {
  fail: [['a key of the customer', {mapping: mapping({filterPatterns: null})}]],
  pass: [['filters in plain text', {mapping: mapping({filterPatterns: ['{"eventName":["INSERT"]}']})}]],
  unknownWithout: [['mapping']],
})
