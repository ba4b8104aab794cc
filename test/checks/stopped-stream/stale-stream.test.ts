import {expect, test} from 'vitest'
import {staleStream} from '../../../src/checks/stopped-stream/stale-stream.ts'
import {runCheck} from '../../../src/diagnosis/judge.ts'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import {evidence, functionMetrics, lambdaFunction, mapping, moment, published, stream, table, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const newer = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-22T10:00:00.000'

const successor = mapping({uuid: 'e8a5c1d2-0000-4000-8000-000000000001', eventSourceArn: newer})
/** Another mapping reads the latest stream; nothing was read of the old one, and nothing failed, since it was replaced. */
const drained = {
  table: table({latestStreamArn: newer}),
  stream: stream(0, {streamStatus: 'DISABLED'}),
  siblings: [successor],
  functionMetrics: functionMetrics(() => 1),
  tableMetrics: tableMetrics(() => 600, {'ReturnedRecordsCount.Sum': published(ago => (ago > 120 ? 600 : 0))}),
}
const remap = /^ddbstream remap orders-projector .* --stream latest$/

testCheck(staleStream, {
  fail: [
    ['a newer stream', {table: table({latestStreamArn: newer})}, {latestStreamArn: newer}, {command: remap}],
    [
      'a disabled stream',
      {stream: stream(4, {streamStatus: 'DISABLED'}), table: table({latestStreamArn: newer})},
      {why: 'the stream is DISABLED'},
    ],
    ['a stream that is gone', {stream: null}],
    ['a table that is gone', {table: null}],
    ['a mapping that has drained behind its successor', drained, {successor: successor.uuid}, {command: remap, sentence: /has drained/}],
    ['one whose stream is gone', {...drained, stream: null}, {}, {command: remap, sentence: /no longer exists\.$/}],
    [
      'one that may have records',
      {...drained, function: lambdaFunction({state: 'Failed'})},
      {successor: successor.uuid},
      {sentence: /may not have drained\. The function is Failed/},
    ],
  ],
  pass: [['a stream that is being enabled', {stream: stream(1, {streamStatus: 'ENABLING'})}]],
  unknownWithout: [['mapping'], ['stream', 'table']],
})

test.each([
  ['without a successor', {table: table({latestStreamArn: newer})}, 'critical', true],
  ['drained behind a successor', drained, 'medium', true],
  ['still draining behind a successor', {...drained, function: lambdaFunction({state: 'Failed'})}, 'info', false],
])('%s: severity %s', (_, parts, severity, hasCommand) => {
  const all = evidence(parts)
  const [finding] = runCheck(staleStream, lookupOf(all, all.pipelines[0]!, moment), moment)
  expect(finding?.severity).toBe(severity)
  expect(finding?.fix != null).toBe(hasCommand)
})
