import {ignoredBatchResponse} from '../../../src/checks/code/ignored-batch-response.ts'
import {mapping} from '../../support/evidence.ts'
import {code} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(ignoredBatchResponse, {
  with: {code: code({mentionsFailures: false})},
  fail: [['code that reports, and a mapping that does not listen', {code: code()}]],
  pass: [['both', {code: code(), mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']})}]],
  undecidable: [['a container image', {code: code({notRead: 'it is a container image', mentionsFailures: false})}]],
  unknownWithout: [['code'], ['mapping']],
})
