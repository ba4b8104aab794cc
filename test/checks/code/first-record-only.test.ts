import {firstRecordOnly} from '../../../src/checks/code/first-record-only.ts'
import {mapping} from '../../support/evidence.ts'
import {code, handling} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const first = code({handling: handling({firstRecordOnly: [{file: 'index.js', line: 3, column: 17}]})})

testCheck(firstRecordOnly, {
  with: {code: code(), mapping: mapping({batchSize: 100})},
  fail: [
    ['batches of many', {code: first}, {line: 3}, {sentence: /^index\.js:3:17 reads Records\[0\].*up to 100 records/}],
    ['batches of two', {code: first, mapping: mapping({batchSize: 2})}, {batchSize: 2}],
    ['a batch size that is not told', {code: first, mapping: mapping({batchSize: null})}, {}, {sentence: /up to 100 records/}],
  ],
  pass: [['batches of one', {code: first, mapping: mapping({batchSize: 1})}]],
  undecidable: [
    ['a container image', {code: code({notRead: 'it is a container image', handling: null})}],
    ['evidence of an older version', {code: code({handling: null})}],
    ['a handler that is not found', {code: code({handling: handling({notJudged: 'index.js cannot be parsed'})})}],
  ],
  unknownWithout: [['code'], ['mapping']],
})
