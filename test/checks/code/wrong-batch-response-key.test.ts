import {wrongBatchResponseKey} from '../../../src/checks/code/wrong-batch-response-key.ts'
import {mapping} from '../../support/evidence.ts'
import {code} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const reports = {mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']})}
const wrong = (key: string, where: 'inner' | 'outer') => code({wrongKeys: [{key, where, file: 'index.js', line: 12}]})

testCheck(wrongBatchResponseKey, {
  with: {...reports, code: code()},
  fail: [
    ['recordId', {code: wrong('recordId', 'inner')}, {where: 'inner', line: 12}],
    ['a misspelt outer key', {code: wrong('batchItemFailure', 'outer')}, {where: 'outer'}],
  ],
  pass: [['the answer is not read', {mapping: mapping(), code: wrong('recordId', 'inner')}]],
  undecidable: [['a package that is too large', {code: code({notRead: 'it is larger than 50 MB'})}]],
  unknownWithout: [['code'], ['mapping']],
})
