import {expect, it} from 'vitest'
import {ageMetrics} from '../../../src/derived/lag/age-metrics.ts'
import type {Surroundings} from '../../../src/derived/lag/not-delivered.ts'
import {
  functionMetrics,
  lambdaFunction,
  mapping,
  mappingMetrics,
  nowMs,
  published,
  series,
  stream,
  tableMetrics,
} from '../../support/evidence.ts'

const ago = (minutes: number) => nowMs - minutes * 60_000
const surroundings = (given: Partial<Surroundings> = {}): Surroundings => ({
  mapping: mapping(),
  polling: {kind: 'polling'},
  mappedStream: {kind: 'live'},
  filtering: {kind: 'none'},
  function: lambdaFunction({timeoutSeconds: 900}),
  stream: stream(),
  tableMetrics: tableMetrics(() => 1200),
  mappingMetrics: undefined,
  otherReaders: 0,
  sharedBy: 0,
  ...given,
})
const metrics = functionMetrics(() => 7, {'IteratorAge.p50': published(() => 3000), 'Errors.Sum': published(() => 2)})
const of = (given: Partial<Surroundings> = {}, from = metrics) => ageMetrics(from, surroundings(given), nowMs)

it('has ages and durations in seconds, and counts as they are', () => {
  const {oldest, middle, youngest, sent, errors, durations, failedRecords, lanes, failuresHidden} = of()
  const newest = [oldest, middle, youngest, sent, errors, durations].map(list => list.at(-1))
  expect(newest).toEqual([7, 3, 0.5, 60, 2, 0.3].map(value => ({atMs: ago(4), value})))
  expect({failedRecords, lanes, failuresHidden}).toEqual({failedRecords: [], lanes: 4, failuresHidden: false})
})

it('leaves out datapoints that CloudWatch dates after now', () => {
  const late = {startMs: ago(2), periodSeconds: 60, values: [1, 2, 3, 4]}
  const {errors, oldest} = of(
    {},
    functionMetrics(() => 1, {'Errors.Sum': late, 'IteratorAge.Maximum': late}),
  )
  expect([errors.at(-1)?.atMs, oldest.at(-1)?.atMs]).toEqual([ago(1), ago(1)])
})

it('has the records that failed by the mapping’s own count', () => {
  const counts = mappingMetrics({'FailedInvokeEventCount.Sum': published(minutes => (minutes === 4 ? 5 : null))})
  expect(of({mappingMetrics: counts}).failedRecords).toEqual([{atMs: ago(4), value: 5}])
})

it.each<[string, Partial<Surroundings>, boolean]>([
  ['a mapping that reports failures', {mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']})}, true],
  ['a mapping that could not be read', {mapping: undefined}, true],
  ['another one', {}, false],
])('failures may be hidden: %s', (_, given, hidden) => {
  expect(of(given).failuresHidden).toBe(hidden)
})

it.each<[string, Partial<Surroundings>, number | null]>([
  ['one for each open shard', {}, 4],
  ['times the parallelization factor', {mapping: mapping({parallelizationFactor: 3})}, 12],
  ['without the mapping', {mapping: undefined}, 4],
  ['closed shards have none', {stream: stream(1, {shards: [...stream(2).shards, ...stream(1).shards.map(s => ({...s, open: false}))]})}, 2],
  ['a stream that could not be read', {stream: undefined}, null],
])('concurrent batches: %s', (_, given, lanes) => {
  expect(of(given).lanes).toBe(lanes)
})

const lasting = (ms: number | null) =>
  functionMetrics(() => 1, {'Duration.p99': published(m => (m === 50 ? ms : ms === null ? null : 100))})
it.each<[string, number | null, Partial<Surroundings>, seconds: number]>([
  ['twice the longest before, and a minute', 20_000, {}, 100],
  ['the timeout at most', 20_000, {function: lambdaFunction({timeoutSeconds: 90})}, 90],
  ['a minute without durations', null, {}, 60],
  ['a function that could not be read', 600_000, {function: undefined}, 1260],
  ['a function that could not be read, for longer', 6_000_000, {function: undefined}, 1800],
  ['a function that is longer allowed', 30_000_000, {function: lambdaFunction({timeoutSeconds: null, managedInstances: true})}, 5400],
])('an invocation may still run, from three minutes ago: %s', (_, ms, given, seconds) => {
  expect((nowMs - of(given, lasting(ms)).settledMs) / 1000).toBe(180 + seconds)
})

it('has the writes in the minutes of a position, and the usual writes of as many minutes', () => {
  const tableOf = tableMetrics(() => 0, {'ConsumedWriteCapacityUnits.Sum': series(m => (m === 30 ? 900 : m === 29 ? 500 : 100))})
  const {writtenAt} = of({tableMetrics: tableOf})
  expect(writtenAt(ago(30), ago(30))).toEqual({records: 900, usual: 100})
  expect(writtenAt(ago(30) + 59_999, ago(29) - 1)).toEqual({records: 900, usual: 100})
  expect(writtenAt(ago(30) + 1, ago(29))).toEqual({records: 1400, usual: 200})
  expect(writtenAt(ago(30), ago(28) - 1)).toEqual({records: 1400, usual: 200})
  expect(writtenAt(ago(500), ago(400))).toBeNull()
  expect(of({tableMetrics: undefined}).writtenAt(ago(30), ago(29))).toBeNull()
  expect(of({tableMetrics: tableMetrics(() => null)}).writtenAt(ago(30), ago(29))).toBeNull()
})
