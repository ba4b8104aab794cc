import {describe, expect, it} from 'vitest'
import type {Failures} from '../../../src/model/derived/failures.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {
  functionMetrics,
  mapping,
  mappingMetrics,
  nowMs,
  type Parts,
  published,
  sharing,
  stream,
  tableMetrics,
} from '../../support/evidence.ts'

type Values = (ago: number) => number | null
const ago = (minutes: number) => nowMs - minutes * 60_000
const reports = mapping({functionResponseTypes: ['ReportBatchItemFailures']})
const failures = (parts: Partial<Parts>, gone: (keyof Parts)[] = []): Failures => derivedOf('failures', {mapping: reports, ...parts}, gone)
const blockedSince =
  (minutes: number): Values =>
  m =>
    m > minutes ? 1 : (minutes + 1 - m) * 60

describe('a shard that stands still', () => {
  const oldest = functionMetrics(blockedSince(20))
  const all = functionMetrics(blockedSince(20), {}, blockedSince(20))
  const hidden = {hidden: true, begins: false, errors: 0, sinceMs: ago(20)}
  it.each<[string, () => Failures, object]>([
    ['beside others', () => failures({functionMetrics: oldest}), {...hidden, scope: 'one-lane', share: 0, minutes: 16, invocations: 960}],
    ['all of them', () => failures({functionMetrics: all}), {...hidden, scope: 'all', share: 1}],
    [
      'and the others had no work',
      () => failures({functionMetrics: all, tableMetrics: tableMetrics(() => 1)}),
      {...hidden, scope: 'one-of-one', share: 1},
    ],
    ['no failure is reported', () => failures({functionMetrics: oldest, mapping: mapping()}), {hidden: false, scope: 'none'}],
    ['the mapping could not be read', () => failures({functionMetrics: oldest}, ['mapping']), {hidden: false, scope: 'none'}],
  ])('%s', (_, found, expected) => {
    expect(found()).toMatchObject(expected)
  })
})

describe('records that fail by the mapping’s own count', () => {
  const counts = (invoked: Values, failed: Values) =>
    mappingMetrics({'InvokedEventCount.Sum': published(invoked), 'FailedInvokeEventCount.Sum': published(failed)})
  const since =
    (minutes: number, value: number): Values =>
    m =>
      m <= minutes ? value : 0
  it.each<[string, Partial<Parts>, object]>([
    [
      'in part',
      {mappingMetrics: counts(() => 100, since(10, 20))},
      {hidden: true, begins: false, scope: 'passing', share: 0.2, sinceMs: ago(10), errors: 120},
    ],
    ['all', {mappingMetrics: counts(() => 100, since(10, 100))}, {hidden: true, scope: 'all', share: 1}],
    [
      'all, and the others had no work',
      {mappingMetrics: counts(() => 100, since(10, 100)), tableMetrics: tableMetrics(() => 1)},
      {scope: 'one-of-one'},
    ],
    // The minute in which it began is no whole one.
    ['three whole minutes', {mappingMetrics: counts(() => 100, since(7, 20))}, {hidden: true, scope: 'passing'}],
    ['two', {mappingMetrics: counts(() => 100, since(6, 20))}, {hidden: false, scope: 'none'}],
    [
      'none',
      {
        mappingMetrics: counts(
          () => 100,
          () => 0,
        ),
      },
      {hidden: false, scope: 'none'},
    ],
    ['without the counts', {}, {hidden: false, scope: 'none'}],
    [
      'the function counts errors as well',
      {
        mappingMetrics: counts(() => 100, since(10, 20)),
        functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(m => (m <= 10 ? 6 : 0))}),
      },
      {hidden: false, scope: 'passing', share: 0.1},
    ],
    [
      'the mapping reports no failures',
      {mapping: mapping(), mappingMetrics: counts(() => 100, since(10, 20))},
      {hidden: false, scope: 'none'},
    ],
  ])('%s', (_, parts, expected) => {
    expect(failures(parts)).toMatchObject(expected)
  })
})

describe('shards that have begun to stand still', () => {
  /** The newest minute is late, and a part of its records was not read. */
  const begun = (read: number, given: Partial<Parts> = {}): Partial<Parts> => ({
    functionMetrics: functionMetrics(m => (m === 4 ? 60 : 1)),
    tableMetrics: tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(m => (m === 4 ? read : 1200))}),
    ...given,
  })
  const none = {hidden: false, begins: false, scope: 'none'}
  it.each<[string, Partial<Parts>, object]>([
    ['all of them', begun(360), {hidden: true, begins: true, scope: 'all', share: 1, minutes: 1, sinceMs: ago(4)}],
    ['one of several', begun(600), none],
    ['the only one', begun(600, {stream: stream(1)}), {hidden: true, begins: true, scope: 'one-of-one', share: 1}],
    ['all, and the others had no work', begun(360, {stream: stream(400)}), none],
    ['the function is shared', begun(360, {siblings: [sharing()]}), none],
    ['nothing is late', begun(360, {functionMetrics: functionMetrics(() => 1)}), none],
    ['too few usual minutes', begun(360, {functionMetrics: functionMetrics(m => (m === 4 ? 60 : m < 16 ? 1 : null))}), none],
    [
      'reads are refused',
      begun(360, {
        tableMetrics: tableMetrics(() => 1200, {
          'ReturnedRecordsCount.Sum': published(m => (m === 4 ? 360 : 1200)),
          'GetRecords.ThrottledRequests.Sum': published(m => (m === 15 ? 1 : 0)),
        }),
      }),
      none,
    ],
  ])('%s', (_, parts, expected) => {
    expect(failures(parts)).toMatchObject(expected)
  })
})
