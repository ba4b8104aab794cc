import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Filtering} from '../../../src/model/derived/filtering.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
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
    ['a pattern that cannot match, and batches since: what is seen counts', setAgo([numeric], longAgo), 'selects'],
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
    ['what was read before the change is handed over', {...setAgo([paid], 60), ...until(58), ...allOut}, 'never-matched'],
    ['changed five minutes ago', {...setAgo([paid], 5), ...until(5)}, 'open'],
    ['new in this window', {...setAgo([paid], 60), ...silent, ...counts(ago => (ago > 60 ? null : 1200))}, 'never-matched'],
    ['new in this window, with few records', {...setAgo([paid], 60), ...silent, ...counts(ago => (ago > 60 ? null : 1))}, 'open'],
    ['read before the change without a match', {...setAgo([paid], 60), ...silent, ...allOut}, 'open'],
    ["batches of the function's other mapping", {...setAgo([numeric], longAgo), siblings: [sharing]}, 'cannot-match'],
  ])('%s', (_name, parts, is) => {
    expect(derived(parts).filtering?.kind).toBe(is)
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
    ['what expires alone, and nothing does', {...setAgo([expired], longAgo), ...silent, ...expiring(0)}, 'idle'],
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

  it('names no time of loss and no waiting record for what a filter leaves out', () => {
    for (const parts of [
      {...setAgo([numeric], longAgo), ...until(60)},
      {...setAgo([paid], 60), ...until(60)},
    ])
      expect(derived(parts).lag).toMatchObject({lossAtMs: null, lossBy: null, ageSeconds: null})
  })
})
