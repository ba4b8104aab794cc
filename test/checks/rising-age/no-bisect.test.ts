import {noBisect} from '../../../src/checks/rising-age/no-bisect.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(noBisect, {
  fail: [['neither bisect nor partial responses', {mapping: mapping({bisectBatchOnFunctionError: false})}, {batchSize: 100}]],
  pass: [
    [
      'partial batch responses',
      {mapping: mapping({bisectBatchOnFunctionError: false, functionResponseTypes: ['ReportBatchItemFailures']})},
    ],
    ['batches of one record', {mapping: mapping({bisectBatchOnFunctionError: false, batchSize: 1})}],
  ],
  unknownWithout: [['mapping']],
})
