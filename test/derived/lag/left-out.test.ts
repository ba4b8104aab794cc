import {expect, it} from 'vitest'
import {leftOut} from '../../../src/derived/lag/left-out.ts'
import type {Surroundings} from '../../../src/derived/lag/not-delivered.ts'
import {mapping, mappingMetrics, nowMs, published, stream, tableMetrics} from '../../support/evidence.ts'

const fromMs = nowMs - 30 * 60_000
type Values = (ago: number) => number | null
const table = (read: Values) => tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(read)})
const counts = (polled: Values, left: Values) =>
  mappingMetrics({'PolledEventCount.Sum': published(polled), 'FilteredOutEventCount.Sum': published(left)})
const find = (given: Partial<Surroundings>) =>
  leftOut(
    {
      mapping: mapping(),
      polling: {kind: 'polling'},
      mappedStream: {kind: 'live'},
      filtering: {kind: 'open', sinceMs: fromMs},
      function: null,
      stream: stream(),
      tableMetrics: table(() => 1200),
      mappingMetrics: undefined,
      otherReaders: 0,
      sharedBy: 0,
      ...given,
    },
    fromMs,
  )
const problem = mapping({lastProcessingResult: 'PROBLEM: x'})

it.each<[string, Partial<Surroundings>, ['stopped' | 'idle' | 'unknown', boolean] | null]>([
  ['no filters', {filtering: {kind: 'none'}}, null],
  ['filters that could not be read', {filtering: undefined}, null],
  ['filters that cannot match', {filtering: {kind: 'cannot-match', filters: []}}, ['stopped', true]],
  ['filters that never matched', {filtering: {kind: 'never-matched', setMs: 0, stoppedThen: true}}, ['stopped', true]],
  [
    'all is left out by the count',
    {
      mappingMetrics: counts(
        () => 100,
        () => 100,
      ),
    },
    ['idle', true],
  ],
  [
    'a part is',
    {
      mappingMetrics: counts(
        () => 100,
        () => 98,
      ),
    },
    null,
  ],
  [
    'a part was, before',
    {
      mappingMetrics: counts(
        () => 100,
        m => (m > 30 ? 50 : 100),
      ),
    },
    ['idle', true],
  ],
  [
    'the count is of before',
    {
      mappingMetrics: counts(
        m => (m > 30 ? 100 : null),
        () => 50,
      ),
    },
    ['idle', false],
  ],
  ['records are read, by nobody else', {}, ['idle', false]],
  ['by others, perhaps', {otherReaders: 1}, ['unknown', false]],
  ['others that could not be listed', {otherReaders: undefined}, ['unknown', false]],
  ['nothing is read', {tableMetrics: table(() => 0)}, null],
  ['it was read before', {tableMetrics: table(m => (m > 30 ? 1200 : 0))}, null],
  ['one record is', {tableMetrics: table(m => (m === 30 ? 1 : 0))}, ['idle', false]],
  ['no count of reads', {tableMetrics: table(() => null)}, ['unknown', false]],
  ['no metric of the table', {tableMetrics: undefined}, ['unknown', false]],
  ['a problem that AWS names', {mapping: problem}, null],
])('%s', (_, given, expected) => {
  const found = find(given)
  expect(found && [found.state, found.sure]).toEqual(expected)
})
