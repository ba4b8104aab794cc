import {describe, expect, it} from 'vitest'
import {capacityAround} from '../../../src/derived/changes/capacity-change.ts'
import type {Sources} from '../../../src/derived/load/load.ts'
import type {Change} from '../../../src/model/derived/changes.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
import type {LogMinutes, Mapping} from '../../../src/model/evidence/evidence.ts'
import {functionMetrics, mapping, mappingMetrics, nowMs, published, startMs, tableMetrics} from '../../support/evidence.ts'

type Values = (ago: number) => number | null
const ago = (minutes: number) => nowMs - minutes * 60_000
interface Given {
  /** Minutes ago. */
  changed?: number
  settings?: Change['settings']
  mapping?: Mapping
  openShards?: number | null
  sources?: Partial<Sources>
  age?: Values
  slope?: number | null
  log?: LogMinutes | null
}
function around(given: Given = {}) {
  const {changed = 60, settings = [], openShards = 4, sources, age = () => 1, slope = null} = given
  const change: Change = {what: 'mapping', atMs: ago(changed), words: 'x', operation: null, settings, beforeOnsetSeconds: null}
  const series = Array.from({length: 180}, (_, i) => ({atMs: ago(180 - i), max: 180 - i <= 3 ? null : age(180 - i), p50: null, min: null}))
  return capacityAround(change, {
    mapping: given.mapping ?? mapping(),
    log: given.log ?? null,
    openShards,
    sources: {
      metrics: functionMetrics(() => 1),
      table: tableMetrics(() => 1200),
      mapping: undefined,
      batchSize: 100,
      lanes: 4,
      ...sources,
    },
    lag: {series, slope} as unknown as Lag,
    startMs,
    nowMs,
  })
}
const minutesAgo = (window: {fromMs: number; toMs: number} | null) =>
  window && [(nowMs - window.fromMs) / 60_000, (nowMs - window.toMs) / 60_000]

describe('the compared values', () => {
  it.each([
    ['twenty minutes before, and the newest ten', () => around(), [80, 60], [13, 0]],
    ['all since a change of before', () => around({changed: 11}), [31, 11], [9, 0]],
    ['a change within a minute', () => around({changed: 11.5}), [32, 12], [9, 0]],
    ['fewer than ten', () => around({changed: 13}), [33, 13], [11, 0]],
    ['all of ten', () => around({changed: 15}), [35, 15], [13, 0]],
    ['nothing since', () => around({changed: 4}), [24, 4], null],
  ])('%s', (_, found, first, second) => {
    const {before, after} = found()
    expect([minutesAgo(before), minutesAgo(after)]).toEqual([first, second])
  })

  it('is as new as the newest invocations', () => {
    const metrics = functionMetrics(() => 1, {'Invocations.Sum': published(m => (m >= 10 ? 60 : null))})
    expect(minutesAgo(around({sources: {metrics}}).after)).toEqual([19, 0])
    const silent = functionMetrics(() => 1, {'Invocations.Sum': published(() => null), 'Throttles.Sum': published(() => 1)})
    expect(minutesAgo(around({sources: {metrics: silent}}).after)).toEqual([9, 0])
  })
})

describe('how the age grows', () => {
  const climbing =
    (from: number, slope: number): Values =>
    m =>
      m > from ? 1 : 1 + (from - m) * 60 * slope
  it('before the change and two minutes after it', () => {
    const age: Values = m => (m > 80 ? 999 : m > 60 ? (80 - m) * 30 : m > 58 ? 5000 : 1200 + (58 - m) * 6)
    const {growthBefore, growthAfter} = around({age})
    expect([growthBefore, growthAfter]).toEqual([expect.closeTo(0.5), expect.closeTo(0.1)])
  })

  it.each<[string, Given, number | null]>([
    ['four ages', {changed: 9, age: climbing(9, 0.25)}, 0.25],
    ['three, and the trend', {changed: 8, age: climbing(8, 0.25), slope: 0.75}, 0.75],
    ['three, and no trend', {changed: 8, age: climbing(8, 0.25)}, null],
  ])('%s', (_, given, growth) => {
    const {growthAfter} = around(given)
    if (growth === null) expect(growthAfter).toBeNull()
    else expect(growthAfter).toBeCloseTo(growth)
  })

  it('needs four ages before', () => {
    const few =
      (count: number): Values =>
      m =>
        m > 60 && m <= 60 + count ? (80 - m) * 60 : m > 60 ? null : 1
    expect(around({age: few(4)}).growthBefore).toBeCloseTo(1)
    expect(around({age: few(3)}).growthBefore).toBeNull()
  })
})

describe('the batch size before', () => {
  /** So many records per invocation before the change, of 60 invocations. */
  const read = (each: number, given: Given = {}) =>
    around({
      ...given,
      sources: {table: tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': published(m => (m > 60 ? 60 * each : 60))}), ...given.sources},
    }).former.BatchSize
  const lowered = [{name: 'BatchSize', before: 500, after: 100}]
  it.each<[string, () => ReturnType<typeof read>, number | null]>([
    ['1.15 times the present one', () => read(115), 115],
    ['less', () => read(114.9), null],
    ['a size in fives', () => read(200), 195],
    ['a size up to ten', () => read(10, {sources: {batchSize: 2}}), 10],
    ['just above ten', () => read(10.1, {sources: {batchSize: 2}}), 10],
    ['a small one', () => read(5, {sources: {batchSize: 2}}), 5],
    ['6.2 records, of which 97 % are 6.01', () => read(6.2, {sources: {batchSize: 2}}), 7],
    ['6.18 records, of which 97 % are 5.99', () => read(6.18, {sources: {batchSize: 2}}), 6],
    ['a present size that is not known', () => read(500, {sources: {batchSize: null}}), null],
    ['no table', () => read(500, {sources: {table: undefined}}), null],
    ['the journal', () => read(1, {settings: lowered}), 500],
    ['the journal before the metrics', () => read(200, {settings: lowered}), 500],
    ['a size that was raised', () => read(1, {settings: [{name: 'BatchSize', before: 50, after: 100}]}), null],
    ['that was set to the same', () => read(1, {settings: [{name: 'BatchSize', before: 100, after: 100}]}), null],
    ['another setting', () => read(1, {settings: [{name: 'MaximumRetryAttempts', before: 500, after: 100}]}), null],
    ['a value that is no number', () => read(1, {settings: [{name: 'BatchSize', before: null, after: 100}]}), null],
    ['one that was not set afterwards', () => read(1, {settings: [{name: 'BatchSize', before: 500, after: null}]}), null],
  ])('%s', (_, found, value) => {
    expect(found()?.value ?? null).toBe(value)
  })

  it('is inferred from the mapping’s own count where it has one', () => {
    const table = tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': published(() => 60 * 900)})
    const counted = mappingMetrics({'InvokedEventCount.Sum': published(() => 60 * 200)})
    expect(around({sources: {table, mapping: counted}}).former.BatchSize?.value).toBe(195)
    expect(around({sources: {table, mapping: mappingMetrics()}}).former.BatchSize?.value).toBe(875)
  })

  it('is that of the fullest minute that has invocations', () => {
    const metrics = functionMetrics(() => 1, {'Invocations.Sum': published(m => (m === 70 ? 0 : m === 80 ? 30 : 60))})
    const table = tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': published(m => (m === 90 ? null : 60 * 100))})
    expect(around({sources: {metrics, table}}).former.BatchSize?.value).toBe(195)
    expect(around({sources: {metrics, table}, changed: 81}).former.BatchSize).toBeNull()
  })
})

describe('the parallelization factor before', () => {
  const used = (executions: number, given: Given = {}) =>
    around({
      ...given,
      sources: {metrics: functionMetrics(() => 1, {'ConcurrentExecutions.Maximum': published(m => (m > 60 ? executions : 900))})},
    }).former.ParallelizationFactor?.value ?? null
  it.each<[string, () => number | null, number | null]>([
    ['four executions on four shards', () => used(4), null],
    ['more', () => used(5), 2],
    ['ten on each', () => used(40), 10],
    ['more is the most that AWS takes', () => used(41), 10],
    ['the factor that is set', () => used(8, {mapping: mapping({parallelizationFactor: 2})}), null],
    ['more', () => used(9, {mapping: mapping({parallelizationFactor: 2})}), 3],
    ['a factor that is not known', () => used(8, {mapping: mapping({parallelizationFactor: null})}), 2],
    ['shards that are not known', () => used(40, {openShards: null}), null],
    ['two shards', () => used(8, {openShards: 2}), 4],
    ['the journal', () => used(1, {settings: [{name: 'ParallelizationFactor', before: 8, after: 2}]}), 8],
  ])('%s', (_, value, expected) => {
    expect(value()).toBe(expected)
  })

  it('is none without executions', () => {
    const metrics = functionMetrics(() => 1, {'ConcurrentExecutions.Maximum': published(() => null)})
    expect(around({sources: {metrics}}).former.ParallelizationFactor).toBeNull()
  })
})

describe('the duration since the change', () => {
  /** The change is five minutes old: CloudWatch shows two minutes since, of ten invocations each. */
  const since = (invocations: number, given: Given = {}) =>
    around({
      changed: 5,
      sources: {
        metrics: functionMetrics(() => 1, {
          'Invocations.Sum': published(m => (m > 5 ? 60 : invocations)),
          'Duration.Average': published(m => (m > 5 ? 130 : m * 100)),
        }),
      },
      ...given,
    }).durationSinceMs
  it.each<[string, () => number | null, number | null]>([
    ['20 invocations', () => since(10), 450],
    ['fewer', () => since(9.9), null],
    ['a change within the minute', () => since(20, {changed: 4.5}), 400],
    ['no minute since', () => since(60, {changed: 3}), null],
  ])('%s', (_, found, expected) => {
    expect(found()).toBe(expected)
  })

  const log = (invocations: number, calm = 60): LogMinutes => ({
    logGroup: 'x',
    fromMs: ago(10),
    toMs: nowMs,
    minutes: [10, 9, 8, 7, 6, 5, 4, 3, 2].map(m => ({
      atMs: ago(m),
      invocations: m > 5 ? calm : invocations,
      durationSumMs: m === 2 ? null : m > 5 ? 130 * calm : 700 * invocations,
      failed: 0,
    })),
    bytesScanned: 1,
  })
  it('is that of the log where it agrees with CloudWatch, and has minutes since', () => {
    expect(since(10, {log: log(10)})).toBe(700)
    expect(since(10, {log: log(10, 10)})).toBe(450)
    expect(since(10, {log: {...log(10), minutes: log(10).minutes.slice(0, 5)}})).toBe(450)
    // Three minutes of the log have a duration.
    expect([since(10, {log: log(7)}), since(10, {log: log(6)})]).toEqual([700, null])
  })
})
