import {noPartialBatchResponse} from '../../../src/checks/rising-age/no-partial-batch-response.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const reports = {mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']})}

testCheck(noPartialBatchResponse, {
  with: reports,
  fail: [['the default', {mapping: mapping()}, {batchSize: 100}]],
  pass: [['batches of one record', {mapping: mapping({batchSize: 1})}]],
  unknownWithout: [['mapping']],
})
