import {staleStream} from '../../src/checks/stale-stream.ts'
import {stream, table} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

const newer = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-22T10:00:00.000'

testCheck(staleStream, {
  fail: [
    ['a newer stream', {table: table({latestStreamArn: newer})}, {latestStreamArn: newer}],
    [
      'a disabled stream',
      {stream: stream(4, {streamStatus: 'DISABLED'}), table: table({latestStreamArn: newer})},
      {why: 'the stream is DISABLED'},
    ],
    ['a stream that is gone', {stream: null}],
    ['a table that is gone', {table: null}],
  ],
  pass: [['a stream that is being enabled', {stream: stream(1, {streamStatus: 'ENABLING'})}]],
  unknownWithout: [['mapping'], ['stream', 'table']],
})
