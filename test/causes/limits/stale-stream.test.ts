import {staleStream} from '../../../src/causes/stale-stream.ts'
import {causeTable} from '../../support/cause-table.ts'

const latest = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-22T10:00:00.000'

causeTable(
  staleStream,
  'another stream is the latest',
  {
    lag: {state: 'stopped', because: ['no batch since 02:30', 'records were written']},
    mappedStream: {kind: 'stale', why: 'the table has another stream', latestStreamArn: latest, withoutLatest: null, successor: null},
  },
  0.97,
  [
    ['it is not known', {mappedStream: {kind: 'unknown'}}, 'open'],
    ['the mapping reads the latest', {mappedStream: {kind: 'live'}}, 'ruled-out'],
    ['another mapping reads the latest', {mappedStream: {successor: 'uuid-2'}}, 'ruled-out'],
    ['no record is late', {lag: {state: 'ok'}}, 0.97],
    ['no record waits', {lag: {state: 'idle'}}, 0.97],
    ['the lag is not known', {lag: 'denied'}, 0.97],
    ['the table has no stream', {mappedStream: {latestStreamArn: null, withoutLatest: 'no-stream'}}, 0.97],
    ['the table is gone', {mappedStream: {latestStreamArn: null, withoutLatest: 'no-table', why: ''}}, 0.97],
    ['the latest is not known', {mappedStream: {latestStreamArn: null, withoutLatest: 'unknown'}}, 0.97],
  ],
)
