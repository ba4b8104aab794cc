import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Load} from '../../../src/model/derived/load.ts'
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
