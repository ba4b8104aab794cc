import {unreportedFailures} from '../../../src/checks/code/unreported-failures.ts'
import type {Code} from '../../../src/model/evidence/evidence.ts'
import {mapping} from '../../support/evidence.ts'
import {code, handling} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

type How = NonNullable<Code['handling']>['swallowed'][number]['how']

const place = {file: 'app.py', line: 5, column: 5}
const by = (how: How) => code({handling: handling({swallowed: [{how, ...place}]})})
const reporting = mapping({functionResponseTypes: ['ReportBatchItemFailures']})

testCheck(unreportedFailures, {
  with: {code: code()},
  fail: [
    [
      'a catch, and a mapping that reads the response',
      {code: by('catch'), mapping: reporting},
      {how: 'catch', line: 5},

      {
        sentence:
          /^app\.py:5:5 catches every error.*Return their SequenceNumber in batchItemFailures.*Bound the retries and name an on-failure destination first/,
      },
    ],
    [
      'a catch, and a mapping that does not',
      {code: by('catch'), mapping: mapping({functionResponseTypes: []})},
      {},
      {sentence: /Rethrow the error\. ReportBatchItemFailures is off/},
    ],
    ['a promise', {code: by('promise')}, {}, {sentence: /the error of a promise/}],
    ['results that nobody reads', {code: by('settled')}, {}, {sentence: /never reads which of them failed/}],
    ['work that nobody waits for', {code: by('not-awaited')}, {}, {sentence: /Await the records in a loop or with Promise\.all\.$/}],
  ],
  pass: [['a catch that does not hide it', {code: code(), mapping: reporting}]],
  undecidable: [
    ['a container image', {code: code({notRead: 'it is a container image', handling: null})}],
    ['evidence of an older version', {code: code({handling: null})}],
    ['a handler that is not found', {code: code({handling: handling({notJudged: 'index.js cannot be parsed'})})}],
  ],
  unknownWithout: [['code'], ['mapping']],
})
