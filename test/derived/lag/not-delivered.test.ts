import {describe, expect, it} from 'vitest'
import {type NotDelivered, notDelivered, type Surroundings} from '../../../src/derived/lag/not-delivered.ts'
import {
  functionMetrics,
  lambdaFunction,
  mapping,
  mappingMetrics,
  nowMs,
  published,
  series,
  startMs,
  stream,
  tableMetrics,
} from '../../support/evidence.ts'

type Values = (ago: number) => number | null
const ago = (minutes: number) => nowMs - minutes * 60_000
const around = (given: Partial<Surroundings> = {}): Surroundings => ({
  mapping: mapping(),
  polling: {kind: 'polling'},
  mappedStream: {kind: 'live'},
  filtering: {kind: 'none'},
  function: lambdaFunction(),
  stream: stream(),
  tableMetrics: tableMetrics(() => 1200, {'GetRecords.SampleCount': published(() => 960)}),
  mappingMetrics: undefined,
  otherReaders: 0,
  sharedBy: 0,
  ...given,
})
/** Batches until so many minutes ago. */
const until = (minutes: number, given: Parameters<typeof functionMetrics>[1] = {}) => functionMetrics(m => (m >= minutes ? 1 : null), given)
const never = functionMetrics(() => null)
const find = (given: Partial<Surroundings>, metrics = until(60), floorSeconds = 10): NotDelivered | null =>
  notDelivered(around(given), metrics, {startMs, nowMs, floorSeconds})
const problem = mapping({lastProcessingResult: 'PROBLEM: Function call failed'})
const refused = mapping({lastProcessingResult: 'PROBLEM: Cannot access stream'})
const writes = (written: Values, read: Values = written, calls: Values = () => 960) => ({
  tableMetrics: tableMetrics(written, {'ReturnedRecordsCount.Sum': published(read), 'GetRecords.SampleCount': published(calls)}),
})
const off = {polling: {kind: 'off', why: 'the mapping is Disabled'} as const}
const changed = (minutes: number) => ({mapping: mapping({lastModifiedMs: ago(minutes)})})

type Row = [string, () => NotDelivered | null, Partial<NotDelivered> | null]
const matches = (found: NotDelivered | null, expected: Partial<NotDelivered> | null) => {
  if (expected === null) expect(found).toBeNull()
  else expect(found).toMatchObject(expected)
}

describe('how long a gap lasts', () => {
  it.each<Row>([
    ['four minutes', () => find({}, until(5)), null],
    ['five', () => find({}, until(6)), {state: 'unknown', waitingSinceMs: ago(5), exact: true, sinceMs: ago(5)}],
    ['five, which the batching window explains', () => find({}, until(6), 60), null],
    ['records wait for less than two minutes', () => find({}, until(7)), {state: 'unknown', waitingSinceMs: ago(6)}],
    ['for more', () => find({}, until(8)), {state: 'stopped', waitingSinceMs: ago(7), exact: true, sinceMs: ago(7)}],
    [
      'for less than a timeout of two minutes, and one',
      () => find({function: lambdaFunction({timeoutSeconds: 120})}, until(8)),
      {state: 'unknown'},
    ],
    ['for more', () => find({function: lambdaFunction({timeoutSeconds: 120})}, until(9)), {state: 'stopped'}],
    ['a function that could not be read: for less than half an hour', () => find({function: undefined}, until(35)), {state: 'unknown'}],
    ['for more', () => find({function: undefined}, until(37)), {state: 'stopped'}],
    [
      'one statistic is enough',
      () =>
        find(
          {},
          functionMetrics(() => null, {'IteratorAge.SampleCount': published(() => 60)}),
        ),
      null,
    ],
    [
      'any of them',
      () =>
        find(
          {},
          functionMetrics(() => null, {'IteratorAge.Minimum': published(() => 60)}),
        ),
      null,
    ],
    [
      'CloudWatch is six minutes behind',
      () =>
        find(
          writes(m => (m >= 6 ? 1200 : null)),
          until(7),
        ),
      null,
    ],
    [
      'a quarter of an hour',
      () =>
        find(
          writes(m => (m >= 15 ? 1200 : null)),
          until(16),
        ),
      null,
    ],
    [
      'more is no delay',
      () =>
        find(
          writes(m => (m >= 16 ? 1200 : null)),
          until(16),
        ),
      {state: 'unknown', waitingSinceMs: null},
    ],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

describe("AWS's own statements", () => {
  const since = (minutes: number) => ({...off, ...changed(minutes)})
  const none = functionMetrics(m => (m >= 60 ? 1 : null))
  it.each<Row>([
    [
      'off since 50 minutes',
      () => find(since(50), none),
      {state: 'stopped', sinceMs: ago(50), waitingSinceMs: ago(50), exact: true, because: [off.polling.why]},
    ],
    ['batches came after it', () => find(since(70), none), {state: 'stopped', sinceMs: ago(59), waitingSinceMs: ago(59)}],
    ['off since before the window', () => find(since(300), never), {state: 'stopped', sinceMs: ago(300), waitingSinceMs: ago(300)}],
    [
      'and nothing was written in it',
      () => find({...since(300), ...writes(() => 0)}, never),
      {state: 'stopped', waitingSinceMs: null, sinceMs: ago(300)},
    ],
    ['off since 50 minutes, nothing written', () => find({...since(50), ...writes(() => 0)}, none), {state: 'idle', waitingSinceMs: null}],
    [
      'off for less than four minutes, writes lately',
      () => find({...since(3), ...writes(m => (m >= 5 ? 1200 : 0))}, until(4)),
      {state: 'stopped', waitingSinceMs: null, because: [off.polling.why]},
    ],
    ['off for four minutes', () => find({...since(4), ...writes(m => (m >= 5 ? 1200 : 0))}, until(6)), {state: 'idle'}],
    ['writes a quarter of an hour ago', () => find({...since(3), ...writes(m => (m >= 15 ? 1200 : 0))}, until(4)), {state: 'stopped'}],
    ['writes before that', () => find({...since(3), ...writes(m => (m >= 16 ? 1200 : 0))}, until(4)), {state: 'idle'}],
    [
      'the writes could not be read',
      () => find({...since(50), tableMetrics: undefined}, none),
      {state: 'stopped', waitingSinceMs: null, because: [off.polling.why, expect.stringMatching(/could not be read/)]},
    ],
    [
      'a change that is not dated, batches',
      () => find({...off, mapping: mapping({lastModifiedMs: null})}, none),
      {state: 'stopped', sinceMs: ago(59)},
    ],
    [
      'a change that is not dated, no batch',
      () => find({...off, mapping: mapping({lastModifiedMs: null})}, never),
      {state: 'stopped', sinceMs: startMs, waitingSinceMs: startMs},
    ],
    ['no function', () => find({function: null}, none), {state: 'stopped', sinceMs: ago(59), because: ['the function does not exist']}],
    ['no function and no batch', () => find({function: null}, never), {state: 'stopped', sinceMs: startMs}],
    [
      'a reserved concurrency of 0',
      () => find({function: lambdaFunction({reservedConcurrency: 0})}, none),
      {state: 'stopped', sinceMs: ago(59)},
    ],
    ['of 1', () => find({function: lambdaFunction({reservedConcurrency: 1})}, until(4)), null],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

describe('a mapping that should read', () => {
  const starting = {polling: {kind: 'starting', why: 'changed'} as const}
  const polled = (value: Values) => mappingMetrics({'PolledEventCount.Sum': published(value)})
  it.each<Row>([
    ['nothing is written', () => find(writes(m => (m > 60 ? 1200 : 0))), {state: 'idle', waitingSinceMs: null, sinceMs: ago(59)}],
    [
      'the stream has no record',
      () =>
        find(
          writes(
            () => 1200,
            m => (m > 60 ? 1200 : 0),
          ),
        ),
      {state: 'idle', waitingSinceMs: null},
    ],
    [
      'and AWS names a problem',
      () =>
        find({
          ...writes(
            () => 1200,
            m => (m > 60 ? 1200 : 0),
          ),
          mapping: problem,
        }),
      {state: 'stopped', waitingSinceMs: ago(59)},
    ],
    [
      'and nobody reads',
      () =>
        find(
          writes(
            () => 1200,
            m => (m > 60 ? 1200 : 0),
            m => (m > 60 ? 960 : 0),
          ),
        ),
      {state: 'stopped', because: [expect.any(String), expect.stringMatching(/the stream is not read/)]},
    ],
    [
      'no minute is published since',
      () =>
        find(
          writes(m => (m >= 60 ? 1200 : null)),
          until(60),
        ),
      {state: 'unknown', waitingSinceMs: null},
    ],
    [
      'the writes could not be read',
      () => find({tableMetrics: undefined}),
      {state: 'unknown', waitingSinceMs: null, sinceMs: ago(59), exact: true},
    ],
    ['and AWS cannot access the stream', () => find({tableMetrics: undefined, mapping: refused}), {state: 'stopped', waitingSinceMs: null}],
    [
      'no batch in the whole window',
      () => find({}, never),
      {
        state: 'stopped',
        exact: false,
        sinceMs: startMs,
        waitingSinceMs: startMs,
        because: [expect.any(String), expect.stringMatching(/whole window/)],
      },
    ],
    [
      'records are read, of whichever reader',
      () => find({}),
      {state: 'stopped', because: [expect.stringMatching(/the function is not invoked/)]},
    ],
    [
      'a problem that AWS names',
      () => find({mapping: problem}),
      {state: 'stopped', because: [expect.any(String), expect.stringMatching(/Function call failed/)]},
    ],
    ['it starts, and was seen to read', () => find({...starting, ...changed(30)}), {state: 'stopped'}],
    [
      'it starts, and others may read',
      () => find({...starting, ...changed(30), otherReaders: 1}),
      {state: 'unknown', because: ['changed'], waitingSinceMs: null},
    ],
    [
      'it starts, and reads by its own count',
      () => find({...starting, ...changed(30), otherReaders: 1, mappingMetrics: polled(() => 100)}),
      {state: 'stopped'},
    ],
    [
      'it read before the change',
      () => find({...starting, ...changed(30), otherReaders: 1, mappingMetrics: polled(m => (m > 30 ? 100 : 0))}),
      {state: 'unknown', because: ['changed']},
    ],
    [
      'it starts, and nothing is read since',
      () =>
        find({
          ...starting,
          ...changed(30),
          ...writes(
            () => 1200,
            m => (m > 30 ? 1200 : 0),
          ),
        }),
      {state: 'unknown', because: ['changed']},
    ],
    [
      'it starts, and nothing is known of the reads',
      () => find({...starting, ...changed(30), tableMetrics: undefined}),
      {state: 'unknown', because: ['changed']},
    ],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

describe('why invocations are refused', () => {
  const throttled = (of: Values) => until(8, {'Throttles.Sum': published(of)})
  const slow = {function: lambdaFunction({timeoutSeconds: 900})}
  const counts = (polled: number, left: number) =>
    mappingMetrics({'PolledEventCount.Sum': published(() => polled), 'FilteredOutEventCount.Sum': published(() => left)})
  it.each<Row>([
    [
      'throttles',
      () =>
        find(
          slow,
          throttled(() => 2.2),
        ),
      {state: 'stopped', because: ['invocations are throttled: 9 throttled']},
    ],
    [
      'throttles before',
      () =>
        find(
          slow,
          throttled(m => (m >= 8 ? 9 : 0)),
        ),
      {state: 'unknown'},
    ],
    [
      'a function that is not active',
      () => find({function: lambdaFunction({timeoutSeconds: 900, state: 'Inactive'})}, until(8)),
      {state: 'stopped', because: ['the function is Inactive']},
    ],
    ['a state that is not known', () => find({function: lambdaFunction({timeoutSeconds: 900, state: null})}, until(8)), {state: 'unknown'}],
    [
      'a state of the mapping that is not known',
      () => find({...slow, polling: {kind: 'unknown', why: 'new state'}}, until(8)),
      {state: 'stopped', because: ['new state']},
    ],
    [
      'for less than two minutes',
      () => find({...slow, polling: {kind: 'unknown', why: 'new state'}}, until(7)),
      {state: 'unknown', waitingSinceMs: ago(6)},
    ],
    [
      'filters that take all',
      () => find({...slow, mappingMetrics: counts(100, 100)}, until(8)),
      {state: 'stopped', because: [expect.stringMatching(/filters drop every record/)]},
    ],
    ['filters that take a part', () => find({...slow, mappingMetrics: counts(100, 50)}, until(8)), {state: 'unknown'}],
    [
      'filters that are known to',
      () => find({...slow, filtering: {kind: 'cannot-match', filters: []}, mappingMetrics: counts(100, 100)}, until(8)),
      {state: 'stopped', waitingSinceMs: null},
    ],
    [
      'and throttles',
      () =>
        find(
          {...slow, filtering: {kind: 'cannot-match', filters: []}},
          throttled(() => 2),
        ),
      {state: 'stopped', waitingSinceMs: ago(7)},
    ],
    [
      'a filter that may have taken a batch that runs',
      () => find({...slow, filtering: {kind: 'open', sinceMs: startMs}}, until(8)),
      {state: 'unknown', waitingSinceMs: ago(7)},
    ],
    [
      'and that cannot run any more',
      () => find({filtering: {kind: 'open', sinceMs: startMs}}, until(8)),
      {state: 'idle', waitingSinceMs: null},
    ],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

describe('law 6: a function that is shared', () => {
  const shared = (given: Partial<Surroundings>, metrics = until(4)) => find({sharedBy: 1, ...given}, metrics)
  const unread = writes(
    () => 1200,
    m => (m > 30 ? 1200 : 0),
    m => (m > 30 ? 960 : 0),
  )
  it.each<Row>([
    ['its own stream is read', () => shared({}), null],
    ['it is not shared', () => shared({...unread, sharedBy: 0}), null],
    [
      'it is not read',
      () => shared(unread),
      {
        state: 'stopped',
        exact: true,
        sinceMs: ago(30),
        waitingSinceMs: ago(30),
        because: [expect.stringMatching(/is not read/), expect.stringMatching(/other mapping$/)],
      },
    ],
    ['of several', () => shared({...unread, sharedBy: 2}), {because: [expect.any(String), expect.stringMatching(/other 2 mappings$/)]}],
    ['the writes could not be read', () => shared({tableMetrics: undefined}), null],
    [
      'nothing is written',
      () =>
        shared(
          writes(
            m => (m > 30 ? 1200 : 0),
            m => (m > 30 ? 1200 : 0),
            m => (m > 30 ? 960 : 0),
          ),
        ),
      null,
    ],
    [
      'it was never seen to read',
      () =>
        shared(
          writes(
            () => 1200,
            () => 0,
            () => 0,
          ),
        ),
      {state: 'unknown', exact: false, sinceMs: startMs, waitingSinceMs: startMs},
    ],
    [
      'and AWS names a problem',
      () =>
        shared({
          ...writes(
            () => 1200,
            () => 0,
            () => 0,
          ),
          mapping: problem,
        }),
      {state: 'stopped', because: [expect.any(String), expect.stringMatching(/Function call failed/), expect.any(String)]},
    ],
    [
      'it starts',
      () => shared({...unread, polling: {kind: 'starting', why: 'changed'}}),
      {state: 'unknown', exact: false, waitingSinceMs: null, sinceMs: ago(30), because: ['changed', expect.any(String)]},
    ],
    [
      'a problem that no failure explains',
      () => shared({mapping: problem}),
      {state: 'unknown', exact: false, waitingSinceMs: null, sinceMs: ago(15)},
    ],
    ['one that failures explain', () => shared({mapping: problem}, until(4, {'Errors.Sum': published(m => (m === 15 ? 1 : 0))})), null],
    [
      'failures of before',
      () => shared({mapping: problem}, until(4, {'Errors.Sum': published(m => (m === 16 ? 1 : 0))})),
      {state: 'unknown'},
    ],
    ['throttles', () => shared({mapping: problem}, until(4, {'Throttles.Sum': published(m => (m === 15 ? 1 : 0))})), null],
    [
      'errors that are not known',
      () => shared({mapping: problem}, until(4, {'Errors.Sum': published(() => null), 'Throttles.Sum': published(() => null)})),
      null,
    ],
    [
      'it reads by its own count',
      () => shared({mapping: problem, mappingMetrics: mappingMetrics({'PolledEventCount.Sum': published(() => 1)})}),
      null,
    ],
    ['failures may be hidden', () => shared({mapping: mapping({...problem, functionResponseTypes: ['ReportBatchItemFailures']})}), null],
    [
      'writes in the newest minutes alone',
      () =>
        shared({
          mapping: problem,
          ...writes(
            m => (m <= 6 ? 1200 : 0),
            () => 0,
          ),
        }),
      null,
    ],
    [
      'writes a minute before',
      () =>
        shared({
          mapping: problem,
          ...writes(
            m => (m <= 7 ? 1200 : 0),
            () => 0,
          ),
        }),
      {state: 'unknown'},
    ],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

describe('an old stream', () => {
  const stale = (successor: string | null, latestStreamArn: string | null = null) => ({
    mappedStream: {kind: 'stale', why: 'the stream is DISABLED', latestStreamArn, withoutLatest: null, successor} as const,
  })
  const unread = writes(
    () => 1200,
    m => (m > 90 ? 1200 : 0),
    m => (m > 90 ? 960 : 0),
  )
  const latest = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-23T02:00:00.000'
  it.each<Row>([
    [
      'another mapping reads the latest, this one reads no more',
      () => find({...stale('m-2'), ...unread}),
      {state: 'idle', exact: false, waitingSinceMs: null, sinceMs: ago(90)},
    ],
    ['this one still reads', () => find({...stale('m-2')}, until(4)), null],
    [
      'this one is off',
      () => find({...stale('m-2'), ...off}),
      {state: 'idle', sinceMs: ago(59), because: [off.polling.why, expect.stringMatching(/m-2 reads/)]},
    ],
    ['this one is off, and was never seen', () => find({...stale('m-2'), ...off}, never), {state: 'idle', sinceMs: startMs}],
    [
      'AWS names a problem',
      () => find({...stale('m-2'), ...unread, mapping: problem}),
      {state: 'unknown', because: [expect.stringMatching(/Function call failed/), expect.any(String)]},
    ],
    ['this one is off, and AWS names a problem', () => find({...stale('m-2'), ...unread, ...off, mapping: problem}), {state: 'idle'}],
    [
      'nobody reads the latest',
      () => find({...stale(null), ...unread}),
      {state: 'stopped', exact: true, sinceMs: ago(59), waitingSinceMs: ago(59)},
    ],
    [
      'nobody, and no batch in the window',
      () => find({...stale(null, latest), ...unread}, never),
      {state: 'stopped', sinceMs: ago(60), waitingSinceMs: ago(60)},
    ],
    ['nobody, and the latest is not known', () => find({...stale(null), ...unread}, never), {state: 'stopped', sinceMs: startMs}],
    ['it still delivers', () => find(stale(null), until(5)), null],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

it('counts deletes by TTL as writes', () => {
  const deletes = tableMetrics(() => 0, {
    'TimeToLiveDeletedItemCount.Sum': series(m => (m === 20 ? 3 : 0)),
    'ReturnedRecordsCount.Sum': published(() => 3),
  })
  expect(find({tableMetrics: deletes})).toMatchObject({state: 'stopped', waitingSinceMs: ago(20)})
})
