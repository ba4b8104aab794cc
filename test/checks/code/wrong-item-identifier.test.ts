import {wrongItemIdentifier} from '../../../src/checks/code/wrong-item-identifier.ts'
import type {Code} from '../../../src/model/evidence/evidence.ts'
import {mapping} from '../../support/evidence.ts'
import {code, handling} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

type Kind = NonNullable<Code['handling']>['identifiers'][number]['kind']

const place = {file: 'index.mjs', line: 8, column: 31}
const of = (kind: Kind, value: string) => code({handling: handling({identifiers: [{kind, value, ...place}]})})
const reporting = (retries: number | null) => mapping({functionResponseTypes: ['ReportBatchItemFailures'], maximumRetryAttempts: retries})

testCheck(wrongItemIdentifier, {
  with: {code: code(), mapping: reporting(-1)},
  fail: [
    [
      'the id of the event',
      {code: of('other', 'eventID')},
      {identifier: 'eventID', line: 8},
      {
        sentence:
          /^index\.mjs:8:31 sets itemIdentifier to eventID\. .* fails the whole batch\. Lambda retries all of its records until they expire\. Return record\.dynamodb\.SequenceNumber\.$/,
      },
    ],
    ['retries that end', {code: of('other', 'eventID'), mapping: reporting(3)}, {}, {sentence: /retries all of its records 3 times\./}],
    ['no retries', {code: of('other', 'eventID'), mapping: reporting(0)}, {}, {sentence: /discards all of its records at once\./}],
    ['an empty text', {code: of('empty', '""')}, {}, {sentence: /sets itemIdentifier to an empty string\./}],
    ['nothing', {code: of('empty', 'null')}, {}, {sentence: /sets itemIdentifier to no value\./}],
    [
      'a number that is read too late',
      {code: of('late', '""')},
      {},
      {sentence: /If the first record of a batch fails, .*Read record\.dynamodb\.SequenceNumber before/},
    ],
    [
      'a processor for a queue',
      {code: of('other', 'EventType.SQS')},
      {},
      {sentence: /makes a batch processor for EventType\.SQS\..*Use EventType\.DynamoDBStreams\.$/},
    ],
  ],
  pass: [['the answer is not read', {code: of('other', 'eventID'), mapping: mapping()}]],
  undecidable: [
    ['a container image', {code: code({notRead: 'it is a container image', handling: null})}],
    ['evidence of an older version', {code: code({handling: null})}],
    ['a value from elsewhere', {code: of('not-followed', '')}],
    ['a handler that is not found', {code: code({handling: handling({notJudged: 'index.js cannot be parsed'})})}],
  ],
  unknownWithout: [['code'], ['mapping']],
})
