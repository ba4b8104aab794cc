import {expect, it} from 'vitest'
import {type Own, ownReads} from '../../../src/derived/stream/own-reads.ts'
import {hasProblem} from '../../../src/signs/last-attempt.ts'
import {mapping, mappingMetrics, nowMs, published, series, startMs, tableMetrics} from '../../support/evidence.ts'

const polled = (of: (ago: number) => number | null) => mappingMetrics({'PolledEventCount.Sum': published(of)})
const read = (of: (ago: number) => number | null) =>
  tableMetrics(() => 600, {'GetRecords.SampleCount': published(of), 'ReturnedRecordsCount.Sum': published(() => null)})
const ago = (minutes: number) => nowMs - minutes * 60_000
const reads = (own: Partial<Own>) =>
  ownReads({mapping: mapping(), mappingMetrics: undefined, tableMetrics: undefined, ...own}, startMs, nowMs)

it.each<[string, Partial<Own>, object]>([
  ['its own count of the newest minutes', {mappingMetrics: polled(m => (m === 14 ? 1 : 0))}, {kind: 'seen'}],
  ['its own count of before', {mappingMetrics: polled(m => (m === 15 ? 1 : 0))}, {kind: 'none', sinceMs: ago(14), exact: true, sure: true}],
  ['three counts of none', {mappingMetrics: polled(m => (m <= 6 ? 0 : null))}, {kind: 'none', sinceMs: startMs, exact: false, sure: true}],
  ['two counts of none, and no metric of the table', {mappingMetrics: polled(m => (m <= 5 ? 0 : null))}, {kind: 'unknown'}],
  ['reads of the stream within fourteen minutes', {tableMetrics: read(m => (m >= 14 ? 240 : null))}, {kind: 'seen'}],
  ['reads before that', {tableMetrics: read(m => (m >= 15 ? 240 : null))}, {kind: 'none', sinceMs: ago(14), exact: true, sure: true}],
  ['no read at all', {tableMetrics: read(() => null)}, {kind: 'none', sinceMs: startMs, exact: false, sure: false}],
  [
    'no read at all, and a problem of the mapping',
    {tableMetrics: read(() => null), mapping: mapping({lastProcessingResult: 'PROBLEM: access'})},
    {kind: 'none', exact: false, sure: true},
  ],
  ['nothing', {}, {kind: 'unknown'}],
  [
    'its own count in the minute that is about to be published',
    {mappingMetrics: mappingMetrics({'PolledEventCount.Sum': series(m => (m === 4 ? 1 : 0))})},
    {kind: 'seen'},
  ],
  [
    'after it',
    {mappingMetrics: mappingMetrics({'PolledEventCount.Sum': series(m => (m === 3 ? 1 : 0))})},
    {kind: 'none', sinceMs: ago(2), exact: true},
  ],
  [
    'records without a call',
    {
      tableMetrics: tableMetrics(() => 1, {
        'GetRecords.SampleCount': published(() => null),
        'ReturnedRecordsCount.Sum': published(() => 1),
      }),
    },
    {kind: 'seen'},
  ],
  [
    'calls that return nothing',
    {tableMetrics: tableMetrics(() => 1, {'GetRecords.SampleCount': published(() => 0), 'ReturnedRecordsCount.Sum': published(() => 0)})},
    {kind: 'none', exact: false, sinceMs: startMs},
  ],
  [
    'two counts of none, and reads of the stream',
    {mappingMetrics: polled(m => (m <= 5 ? 0 : null)), tableMetrics: read(() => 240)},
    {kind: 'seen'},
  ],
  [
    'its own count of none, although the stream is read',
    {mappingMetrics: polled(() => 0), tableMetrics: read(() => 240)},
    {kind: 'none', why: 'PolledEventCount of the mapping is 0'},
  ],
])('%s', (_, own, expected) => {
  expect(reads(own)).toMatchObject(expected)
})

it('a problem is AWS’s word', () => {
  expect([hasProblem(mapping()), hasProblem(undefined), hasProblem(mapping({lastProcessingResult: 'PROBLEM: x'}))]).toEqual([
    false,
    false,
    true,
  ])
})
