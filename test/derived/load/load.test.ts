import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Load} from '../../../src/model/derived/load.ts'
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
  tableMetrics,
} from '../../support/evidence.ts'
import {lagging, onset} from '../../support/load.ts'

function loadOf(parts: Partial<Parts>): Load {
  const all = evidence(parts)
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)('load')
  if (item.state === 'missing') throw new Error(item.detail)
  return item.value
}

const minutesAgo = (ms: number | undefined) => (ms === undefined ? null : (nowMs - ms) / 60_000)

type Values = (ago: number) => number | null

describe('each line of the load', () => {
  const lagSince = (since: number, given: Partial<Parts> = {}) => ({
    functionMetrics: functionMetrics(m => (m > since ? 1 : 1 + (since + 1 - m) * 30)),
    ...given,
  })
  const table = (writes: Values, read: Values = writes) => ({
    tableMetrics: tableMetrics(writes, {'ReturnedRecordsCount.Sum': published(read)}),
  })
  const metrics = (given: Parameters<typeof functionMetrics>[1]) => ({functionMetrics: functionMetrics(() => 1, given)})
  it.each<[string, Partial<Parts>, object]>([
    ['a lag that began within ten minutes', lagSince(9), {now: {fromMs: nowMs - 9 * 60_000}, before: {toMs: nowMs - 10 * 60_000}}],
    ['before them', lagSince(40), {now: {fromMs: nowMs - 13 * 60_000}}],
    [
      'minutes without an invocation are not busy',
      metrics({'Invocations.Sum': published(m => (m % 2 ? 0 : 60)), 'Errors.Sum': published(m => (m % 2 ? 9 : 6))}),
      {now: {invocationsPerMinute: 30, errorShare: 0.1, failingMinutes: 1, laneUse: 0.0325, recordsPerInvocation: 20}},
    ],
    [
      'minutes without a count of errors',
      metrics({'Errors.Sum': published(m => (m % 2 ? null : 6))}),
      {now: {errorShare: 0.1, failingMinutes: 1}},
    ],
    ['no count of errors', metrics({'Errors.Sum': published(() => null)}), {now: {errorShare: 0, failingMinutes: 0}}],
    [
      'throttles alone',
      metrics({'Invocations.Sum': published(() => null), 'Throttles.Sum': published(() => 3)}),
      {now: {throttleShare: 1, invocationsPerMinute: 0, recordsPerInvocation: null, laneUse: null, errorShare: 0}},
    ],
    ['throttles', metrics({'Throttles.Sum': published(() => 20)}), {now: {throttleShare: 0.25}}],
    [
      'no metric of the table',
      {tableMetrics: tableMetrics(() => null)},
      {
        now: {recordsPerInvocation: null, writesPerMinute: null, batchFill: null, millisecondsPerRecord: null},
        writeRatio: null,
        refusedReadMinutes: 0,
        hotWriteMinutes: 0,
      },
    ],
    [
      'reads of some minutes',
      table(
        () => 1200,
        m => (m === 6 ? 600 : m === 7 ? 1200 : null),
      ),
      {now: {recordsPerInvocation: 15, batchFill: 0.15, millisecondsPerRecord: 130 / 15}},
    ],
    ['a size that is not known', {mapping: mapping({batchSize: null})}, {now: {batchFill: null}}],
    ['a factor that is not known', {mapping: mapping({parallelizationFactor: null})}, {lanes: 4}],
    ['closed shards', {stream: stream(2, {shards: stream(3).shards.map((s, i) => ({...s, open: i > 0}))})}, {lanes: 2}],
    [
      'durations of some minutes',
      metrics({'Duration.Average': published(m => (m === 5 ? 600 : null))}),
      {now: {laneUse: (600 * 60) / (60_000 * 4), durationAverageMs: 600}},
    ],
    [
      'the median of each',
      metrics({
        'Duration.p99': published(m => m * 10),
        'Duration.Maximum': published(m => m * 20),
        'Duration.p50': published(m => m),
        'ConcurrentExecutions.Maximum': published(m => m),
      }),
      {now: {durationP99Ms: 85, durationMaximumMs: 170, durationP50Ms: 8.5, concurrencyMaximum: 8.5}},
    ],
    ['time per record now ÷ before', lagging({duration: 3, records: [20, 20]}), {workRatio: 3}],
    [
      'durations, where no record is counted',
      {
        ...lagging({duration: 3}),
        ...table(
          () => 1200,
          () => null,
        ),
      },
      {workRatio: 3},
    ],
    [
      'nothing to compare with',
      {},
      {workRatio: null, writeRatio: null, newestWriteRatio: null, newestPeakWriteRatio: null, peakWriteRatio: null},
    ],
    // The newest three, five and one minute.
    [
      'writes of the newest minutes',
      {...lagging({}), ...table(m => (m > onset ? 100 : ([0, 0, 0, 0, 500, 400, 300, 800, 900, 2000][m] ?? 100)))},
      {writeRatio: 4, newestWriteRatio: 5, newestPeakWriteRatio: 9},
    ],
    ['a peak of five minutes', {...lagging({}), ...table(m => (m > onset ? 100 : m <= 35 && m > 30 ? 300 : 100))}, {peakWriteRatio: 3}],
    ['a peak of four', {...lagging({}), ...table(m => (m > onset ? 100 : m <= 34 && m > 30 ? 300 : 100))}, {peakWriteRatio: 2.6}],
    // The oldest record that waits was written 22 min before the newest minute; 10 min before that, or the onset, count as well.
    ['a peak within ten minutes before', {...lagging({}), ...table(m => (m <= 49 && m > 44 ? 400 : 100))}, {peakWriteRatio: 4}],
    ['earlier', {...lagging({}), ...table(m => (m <= 90 && m > 85 ? 400 : 100))}, {peakWriteRatio: 1}],
    [
      'a quarter of an hour of refused calls',
      {
        tableMetrics: tableMetrics(() => 1, {
          'GetRecords.ThrottledRequests.Sum': published(m => (m === 15 ? 1 : 0)),
          'WriteKeyRangeThroughputThrottleEvents.Sum': published(m => (m === 16 ? 1 : 0)),
        }),
      },
      {refusedReadMinutes: 1, hotWriteMinutes: 0},
    ],
  ])('%s', (_, parts, expected) => {
    expect(loadOf(parts)).toMatchObject(expected)
  })

  it('knows nothing of a table or a stream that could not be read', () => {
    expect(derivedOf('load', {}, ['tableMetrics', 'stream'])).toMatchObject({
      lanes: null,
      refusedReadMinutes: null,
      hotWriteMinutes: null,
      now: {writesPerMinute: null, recordsPerInvocation: null, laneUse: null},
    })
  })

  it('is that of the newest ten minutes that have invocations', () => {
    const late = functionMetrics(() => 1, {'Invocations.Sum': published(m => (m >= 8 ? 60 : null))})
    expect(minutesAgo(loadOf({functionMetrics: late}).now?.fromMs)).toBe(17)
    const silent = functionMetrics(() => 1, {'Invocations.Sum': published(() => null), 'Throttles.Sum': published(() => 1)})
    expect(minutesAgo(loadOf({functionMetrics: silent}).now?.fromMs)).toBe(9)
  })
})

describe('the load of now', () => {
  it('is that of the newest ten minutes, one number for each', () => {
    const {now, before, lanes} = loadOf({
      functionMetrics: functionMetrics(() => 1, {
        'Invocations.Sum': published(ago => (ago > 13 ? 999 : 50)),
        'Errors.Sum': published(ago => (ago > 13 ? 99 : ago % 2 ? 5 : 0)),
        'Throttles.Sum': published(ago => (ago > 13 ? 99 : 10)),
        'Duration.Average': published(() => 600),
        'ConcurrentExecutions.Maximum': published(() => 3),
      }),
      tableMetrics: tableMetrics(() => 800, {'ReturnedRecordsCount.Sum': published(() => 1000)}),
      mapping: mapping({parallelizationFactor: 2}),
    })
    expect(before).toBeNull()
    expect(lanes).toBe(8)
    expect(now).toMatchObject({
      invocationsPerMinute: 50,
      errorShare: 0.05,
      failingMinutes: 0.5,
      throttleShare: 1 / 6,
      durationAverageMs: 600,
      durationP50Ms: 120,
      durationP99Ms: 300,
      durationMaximumMs: 400,
      recordsPerInvocation: 20,
      millisecondsPerRecord: 30,
      batchFill: 0.2,
      laneUse: (50 * 600) / (60_000 * 8),
      concurrencyMaximum: 3,
      writesPerMinute: 800,
    })
  })

  it('is compared with that of before the lag began, without the minute in which it did', () => {
    const {now, before, workRatio, writeRatio, peakWriteRatio} = loadOf(lagging({writes: 3, duration: 2, records: [20, 80]}))
    expect([minutesAgo(now?.fromMs), minutesAgo(before?.fromMs), minutesAgo(before?.toMs)]).toEqual([13, 180, onset + 1])
    expect({workRatio, writeRatio, peakWriteRatio}).toEqual({workRatio: 0.5, writeRatio: 3, peakWriteRatio: 3})
  })

  it('has nothing to compare with where fewer than ten minutes are calm', () => {
    const begun = (ago: number) => ({functionMetrics: functionMetrics(m => (m > ago ? 1 : 1 + (ago + 1 - m) * 30))})
    expect(loadOf(begun(170)).before).not.toBeNull()
    expect(loadOf(begun(171)).before).toBeNull()
  })

  it('takes the records from the mapping’s own count, where it has one', () => {
    const own = mappingMetrics({'InvokedEventCount.Sum': published(() => 300)})
    expect(loadOf({mappingMetrics: own}).now?.recordsPerInvocation).toBe(5)
    expect(loadOf({}).now?.recordsPerInvocation).toBe(20)
  })

  it('does not know how busy the shards are without them, or without durations', () => {
    expect(loadOf({stream: stream(0)}).now?.laneUse).toBeNull()
    expect(loadOf({functionMetrics: functionMetrics(() => 1, {'Duration.Average': published(() => null)})}).now?.laneUse).toBeNull()
  })

  it('is not known without an invocation or a throttle', () => {
    const none = {'Invocations.Sum': published(() => null), 'Throttles.Sum': published(() => null)}
    expect(loadOf({functionMetrics: functionMetrics(() => null, none)}).now).toBeNull()
    expect(loadOf({functionMetrics: functionMetrics(() => null, {...none, 'Throttles.Sum': published(() => 1)})}).now).not.toBeNull()
  })

  it('counts the minutes of the newest quarter of an hour with refused reads and writes', () => {
    const refused = tableMetrics(() => 600, {
      'GetRecords.ThrottledRequests.Sum': published(ago => (ago <= 18 ? 1 : 0)),
      'WriteKeyRangeThroughputThrottleEvents.Sum': published(ago => (ago >= 12 ? 1 : 0)),
    })
    expect(loadOf({tableMetrics: refused})).toMatchObject({refusedReadMinutes: 12, hotWriteMinutes: 4})
  })

  it('has the highest mean of five minutes as the peak, and the newest minute apart', () => {
    const {peakWriteRatio, newestPeakWriteRatio, newestWriteRatio, writeRatio} = loadOf({
      ...lagging({}),
      tableMetrics: tableMetrics(ago => (ago > onset ? 100 : ago > 20 && ago <= 25 ? 500 : ago === 4 ? 200 : ago === 8 ? 400 : 100), {
        'ReturnedRecordsCount.Sum': published(() => 1200),
      }),
    })
    expect({peakWriteRatio, newestPeakWriteRatio, newestWriteRatio, writeRatio}).toEqual({
      peakWriteRatio: 5,
      newestPeakWriteRatio: 4,
      newestWriteRatio: 2,
      writeRatio: 1,
    })
  })
})
