import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Filtering} from '../../../src/model/derived/filtering.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {
  evidence,
  functionMetrics,
  mapping,
  mappingMetrics,
  moment,
  nowMs,
  type Parts,
  published,
  stream,
  table,
  tableMetrics,
} from '../../support/evidence.ts'

function derived(parts: Partial<Parts>): {filtering: Filtering | null; lag: Lag | null} {
  const all = evidence(parts)
  const lookup = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)
  const [filtering, lag] = [lookup('filtering'), lookup('lag')]
  return {filtering: filtering.state === 'known' ? filtering.value : null, lag: lag.state === 'known' ? lag.value : null}
}

const paid = '{"dynamodb":{"NewImage":{"status":{"S":["paid"]}}}}'
const inserts = '{"eventName":["INSERT"]}'
const expired = '{"userIdentity":{"type":["Service"],"principalId":["dynamodb.amazonaws.com"]}}'
const numeric = '{"dynamodb":{"NewImage":{"total":{"N":[{"numeric":[">",5]}]}}}}'
const setAgo = (filterPatterns: string[] | null, minutes: number) => ({
  mapping: mapping({filterPatterns, lastModifiedMs: nowMs - minutes * 60_000}),
})
const longAgo = 100_000
/** Batches until so many minutes ago. */
const until = (minutes: number) => ({functionMetrics: functionMetrics(ago => (ago > minutes ? 1 : null))})
const silent = {functionMetrics: functionMetrics(() => null)}
const counts = (polled: (ago: number) => number | null, invoked: (ago: number) => number = () => 0) => ({
  mappingMetrics: mappingMetrics({
    'PolledEventCount.Sum': published(polled),
    'FilteredOutEventCount.Sum': published(ago => {
      const read = polled(ago)
      return read === null ? null : read - invoked(ago)
    }),
    'InvokedEventCount.Sum': published(invoked),
  }),
})
const allOut = counts(() => 1200)
const expiring = (perMinute: number) => ({
  tableMetrics: tableMetrics(() => 1200, {'TimeToLiveDeletedItemCount.Sum': published(() => perMinute)}),
})
const reader = mapping({uuid: 'other', functionName: 'other', functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:other'})
const sharing = mapping({uuid: 'other', eventSourceArn: 'arn:other'})

describe('filtering', () => {
  it.each<[string, Partial<Parts>, Filtering['kind']]>([
    ['no filters', setAgo([], longAgo), 'none'],
    ['a pattern that cannot match', {...setAgo([numeric], longAgo), ...silent}, 'cannot-match'],
    ['a pattern that cannot match, and batches since: the metrics count', setAgo([numeric], longAgo), 'selects'],
    ['a pattern that cannot match beside one that can', {...setAgo([numeric, paid], longAgo), ...silent}, 'open'],
    [
      'an image that the stream lacks',
      {...setAgo([paid], longAgo), ...silent, stream: stream(4, {streamViewType: 'KEYS_ONLY'})},
      'cannot-match',
    ],
    [
      'the type of a key',
      {
        ...setAgo(['{"dynamodb":{"Keys":{"orderId":{"S":["7"]}}}}'], longAgo),
        ...silent,
        table: table({keyTypes: {customerId: 'S', orderId: 'N'}}),
      },
      'cannot-match',
    ],
    ['matched at the evening, not at night', {...setAgo([inserts], longAgo), ...until(120), ...allOut}, 'selects'],
    [
      'matched a while ago, by its own count alone',
      {
        ...setAgo([paid], longAgo),
        ...silent,
        ...counts(
          () => 1200,
          ago => (ago > 150 ? 1 : 0),
        ),
      },
      'selects',
    ],
    ['never in this window, set before', {...setAgo([paid], longAgo), ...silent, ...allOut}, 'open'],
    ['inserts never in this window', {...setAgo([inserts], longAgo), ...silent, ...allOut}, 'open'],
    ['nothing has expired', {...setAgo([expired], longAgo), ...silent, ...expiring(0)}, 'selects'],
    ['items expire and none matches', {...setAgo([expired], longAgo), ...silent, ...expiring(9)}, 'open'],
    ['changed when batches ended', {...setAgo([paid], 60), ...until(60), ...allOut}, 'never-matched'],
    ['changed when batches ended, without counts', {...setAgo([paid], 60), ...until(60)}, 'never-matched'],
    ['encrypted, changed when batches ended', {...setAgo(null, 60), ...until(60)}, 'never-matched'],
    ['changed when batches ended, and nothing is read since', {...setAgo([paid], 60), ...until(60), ...tableOf(0)}, 'open'],
    ['changed to removals when batches ended', {...setAgo(['{"eventName":["REMOVE"]}'], 60), ...until(60), ...allOut}, 'open'],
    [
      'batches ended before the change',
      {...setAgo([paid], 60), functionMetrics: functionMetrics(ago => (ago === 150 ? 1 : null)), ...allOut},
      'open',
    ],
    ['a batch since the change', {...setAgo([paid], 60), ...until(50)}, 'selects'],
    ['records read before the change are delivered', {...setAgo([paid], 60), ...until(58), ...allOut}, 'never-matched'],
    ['changed five minutes ago', {...setAgo([paid], 5), ...until(5)}, 'open'],
    ['new in this window', {...setAgo([paid], 60), ...silent, ...counts(ago => (ago > 60 ? null : 1200))}, 'never-matched'],
    ['new in this window, with few records', {...setAgo([paid], 60), ...silent, ...counts(ago => (ago > 60 ? null : 1))}, 'open'],
    ['read before the change without a match', {...setAgo([paid], 60), ...silent, ...allOut}, 'open'],
    ["batches of the function's other mapping", {...setAgo([numeric], longAgo), siblings: [sharing]}, 'cannot-match'],
  ])('%s', (_name, parts, is) => {
    expect(derived(parts).filtering?.kind).toBe(is)
  })
})

describe('each line of the filters', () => {
  const one = (minute: number) => ({functionMetrics: functionMetrics(m => (m === minute ? 1 : null))})
  const regular = (since: number, minutes: number) => ({
    functionMetrics: functionMetrics(m => (m > since && m <= since + minutes ? 1 : null)),
  })
  const set = (minutes: number | null, patterns: string[] | null = [paid]) => ({
    mapping: mapping({filterPatterns: patterns, lastModifiedMs: minutes === null ? null : nowMs - minutes * 60_000}),
  })
  const sum = (records: number) => counts(m => (m === 20 ? records : 0))
  const noBatch = {functionMetrics: functionMetrics(() => null)}
  it.each<[string, Partial<Parts>, object]>([
    ['a batch three minutes after the change', {...set(60), ...one(57)}, {kind: 'selects', why: 'matched'}],
    ['earlier', {...set(60), ...one(58)}, {kind: 'open'}],
    ['a change that is not dated, a batch a quarter of an hour ago', {...set(null), ...one(15)}, {kind: 'selects'}],
    ['earlier', {...set(null), ...one(16)}, {kind: 'open'}],
    [
      'one statistic of a batch',
      {...set(60), functionMetrics: functionMetrics(() => null, {'IteratorAge.Minimum': published(m => (m === 20 ? 1 : null))})},
      {kind: 'selects'},
    ],
    [
      'another',
      {...set(60), functionMetrics: functionMetrics(() => null, {'IteratorAge.SampleCount': published(m => (m === 20 ? 1 : null))})},
      {kind: 'selects'},
    ],
    [
      'its own count',
      {
        ...set(60),
        ...noBatch,
        ...counts(
          () => 9,
          m => (m === 20 ? 1 : 0),
        ),
      },
      {kind: 'selects'},
    ],
    ['a count of 0', {...set(60), ...noBatch, ...counts(() => 9)}, {kind: 'open'}],
    ['batches of a function that is shared', {...set(60), siblings: [sharing], functionMetrics: functionMetrics(() => 1)}, {kind: 'open'}],
    [
      'shared with a mapping that is off',
      {...set(60), siblings: [{...sharing, state: 'Disabled'}], functionMetrics: functionMetrics(() => 1)},
      {kind: 'selects'},
    ],
    ['a mapping of another function', {...set(60), siblings: [reader], functionMetrics: functionMetrics(() => 1)}, {kind: 'selects'}],
    // Seventeen quiet minutes after a change of 24 minutes ago.
    ['batches in 38 of the 157 minutes before', {...set(24), ...regular(24, 38)}, {kind: 'never-matched', stoppedThen: true}],
    ['in 37', {...set(24), ...regular(24, 37)}, {kind: 'open'}],
    ['in all of them, two quiet minutes', {...set(9), ...until(8)}, {kind: 'never-matched', stoppedThen: true, setMs: nowMs - 9 * 60_000}],
    ['no quiet minute', {...set(7), ...until(6)}, {kind: 'open'}],
    ['set before the window', {...set(180), ...until(178)}, {kind: 'open', sinceMs: nowMs - 177 * 60_000}],
    ['set long before it', {...set(1000), ...noBatch}, {kind: 'open', sinceMs: nowMs - 180 * 60_000}],
    ['set in it', {...set(179), ...noBatch, ...sum(100)}, {kind: 'never-matched', stoppedThen: false}],
    ['99 records', {...set(179), ...noBatch, ...sum(99)}, {kind: 'open'}],
    [
      '100 by the table, of which nothing says that it is new',
      {...set(60), ...noBatch, tableMetrics: tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': published(m => (m === 20 ? 100 : 0))})},
      {kind: 'open'},
    ],
    [
      'batches ended, and 100 records were read since',
      {...set(60), ...until(60), tableMetrics: tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': published(m => (m === 57 ? 100 : 0))})},
      {kind: 'never-matched'},
    ],
    [
      '99',
      {...set(60), ...until(60), tableMetrics: tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': published(m => (m === 57 ? 99 : 0))})},
      {kind: 'open'},
    ],
    [
      'earlier',
      {...set(60), ...until(60), tableMetrics: tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': published(m => (m === 58 ? 100 : 0))})},
      {kind: 'open'},
    ],
    [
      'reads that are not known',
      {...set(60), ...until(60), tableMetrics: tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': published(() => null)})},
      {kind: 'never-matched'},
    ],
    ['nothing counts the records read before', {...set(60), ...noBatch, mappingMetrics: mappingMetrics()}, {kind: 'open'}],
    ['read a record before the change', {...set(60), ...noBatch, ...counts(m => (m === 61 || m === 20 ? 100 : 0))}, {kind: 'open'}],
    ['and with the change', {...set(60), ...noBatch, ...counts(m => (m <= 60 ? 100 : 0))}, {kind: 'never-matched'}],
    ['a kind beside a value', {...set(60, [inserts, paid]), ...until(60)}, {kind: 'never-matched'}],
    ['kinds alone', {...set(60, [inserts]), ...until(60)}, {kind: 'open'}],
    ['encrypted filters', {...set(60, null), ...until(60)}, {kind: 'never-matched'}],
    ['encrypted, and not dated', {...set(null, null), ...noBatch}, {kind: 'open'}],
    [
      'items that expired before the change',
      {
        ...set(60, [expired]),
        ...noBatch,
        tableMetrics: tableMetrics(() => 1200, {'TimeToLiveDeletedItemCount.Sum': published(m => (m === 61 ? 9 : 0))}),
      },
      {kind: 'selects', why: 'nothing-expired'},
    ],
    [
      'with it',
      {
        ...set(60, [expired]),
        ...noBatch,
        tableMetrics: tableMetrics(() => 1200, {'TimeToLiveDeletedItemCount.Sum': published(m => (m === 60 ? 9 : 0))}),
      },
      {kind: 'open'},
    ],
    ['nothing expires, and another kind is selected too', {...set(60, [expired, inserts]), ...noBatch, ...expiring(0)}, {kind: 'open'}],
  ])('%s', (_name, parts, expected) => {
    expect(derived(parts).filtering).toMatchObject(expected)
  })

  it('do not know whether items expire in a table that could not be read', () => {
    expect(derivedOf('filtering', {...set(60, [expired]), ...noBatch}, ['tableMetrics'])).toMatchObject({kind: 'open'})
  })
})

function tableOf(read: number) {
  return {tableMetrics: tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(() => read)})}
}

describe('the lag behind a filter', () => {
  it.each<[string, Partial<Parts>, Lag['state']]>([
    ['a pattern that cannot match', {...setAgo([numeric], longAgo), ...silent}, 'stopped'],
    ['changed when batches ended', {...setAgo([paid], 60), ...until(60)}, 'stopped'],
    ['inserts alone, at night, counted', {...setAgo([inserts], longAgo), ...until(120), ...allOut}, 'idle'],
    ['inserts alone, at night, read and not counted', {...setAgo([inserts], longAgo), ...until(120)}, 'idle'],
    ['only expired items, and nothing expires', {...setAgo([expired], longAgo), ...silent, ...expiring(0)}, 'idle'],
    ['a rare value that is not seen in this window', {...setAgo([paid], longAgo), ...silent, ...allOut}, 'idle'],
    ['a batch that may still be running', {...setAgo([inserts], longAgo), ...until(6)}, 'unknown'],
    ['reads that may be of another reader', {...setAgo([inserts], longAgo), ...until(120), siblings: [reader]}, 'unknown'],
    [
      'a problem that AWS tells',
      {
        mapping: mapping({filterPatterns: [inserts], lastProcessingResult: 'PROBLEM: Function call failed'}),
        ...until(120),
      },
      'stopped',
    ],
    [
      'matched records that are not handed over',
      {
        ...setAgo([inserts], longAgo),
        ...until(120),
        mappingMetrics: mappingMetrics({'PolledEventCount.Sum': published(() => 100), 'FilteredOutEventCount.Sum': published(() => 50)}),
      },
      'stopped',
    ],
  ])('%s', (_name, parts, state) => {
    expect(derived(parts).lag?.state).toBe(state)
  })

  it('names no time of loss and no waiting record for records that a filter leaves out', () => {
    for (const parts of [
      {...setAgo([numeric], longAgo), ...until(60)},
      {...setAgo([paid], 60), ...until(60)},
    ])
      expect(derived(parts).lag).toMatchObject({lossAtMs: null, lossBy: null, ageSeconds: null})
  })
})
