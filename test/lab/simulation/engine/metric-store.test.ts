import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {firstLaws} from '../../../../packages/lab/src/simulation/engine/laws.ts'
import {createMetrics} from '../../../../packages/lab/src/simulation/engine/metric-store.ts'
import type {Statistic} from '../../../../packages/lab/src/simulation/engine/world.ts'

const minute = 60_000
const dimensions = {FunctionName: 'projector'}

function store(seed = 1) {
  const clock = {nowMs: 0}
  const metrics = createMetrics(seed, 0, () => clock.nowMs, firstLaws)
  const series = metrics.series('AWS/Lambda', 'Duration', [dimensions, {}], {percentiles: true})
  const ask = (statistic: Statistic, more: {periodSeconds?: number; startMs?: number; endMs?: number} = {}) =>
    metrics.store.query({
      namespace: 'AWS/Lambda',
      metricName: 'Duration',
      dimensions,
      statistic,
      periodSeconds: 60,
      startMs: 0,
      endMs: 1e9,
      ...more,
    })
  return {clock, metrics, series, ask, add: (atMs: number, value: number) => metrics.add(series, atMs, Math.max(atMs, clock.nowMs), value)}
}

describe('the metric store', () => {
  test('publishes a minute one to three minutes after its end, and the same seed at the same time', () => {
    const seenAt = (seed: number) => {
      const {clock, ask, add} = store(seed)
      add(30_000, 5)
      while (ask('Sum').length === 0) clock.nowMs += 1000
      return clock.nowMs
    }
    const delays = [1, 2, 3, 4, 5, 6, 7, 8].map(seenAt)
    for (const delay of delays) {
      expect(delay).toBeGreaterThanOrEqual(minute + 60_000)
      expect(delay).toBeLessThanOrEqual(minute + 181_000)
    }
    expect(new Set(delays).size).toBeGreaterThan(4)
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(seenAt)).toEqual(delays)
  })

  test('a value for a minute that is already published waits a minute more', () => {
    const {clock, ask, add, metrics, series} = store()
    add(30_000, 5)
    clock.nowMs = 10 * minute
    metrics.add(series, 40_000, clock.nowMs, 7)
    expect(ask('Sum')).toEqual([{atMs: 0, value: 5}])
    clock.nowMs += minute
    expect(ask('Sum')).toEqual([{atMs: 0, value: 12}])
  })

  test('absent minutes are absent; longer periods sum up, counted from the start that was asked for', () => {
    const {clock, ask, add} = store()
    for (const at of [0, 1, 2, 7]) add(at * minute, 10)
    clock.nowMs = 20 * minute
    expect(ask('SampleCount').map(({atMs}) => atMs / minute)).toEqual([0, 1, 2, 7])
    expect(ask('Sum', {periodSeconds: 300})).toEqual([
      {atMs: 0, value: 30},
      {atMs: 5 * minute, value: 10},
    ])
    expect(ask('Sum', {periodSeconds: 300, startMs: 2 * minute + 5000})).toEqual([
      {atMs: 2 * minute, value: 10},
      {atMs: 7 * minute, value: 10},
    ])
    expect(ask('Sum', {startMs: minute, endMs: 2 * minute})).toEqual([{atMs: minute, value: 10}])
  })

  test('sums, counts and extremes are exact, percentiles within 5 % and exact for equal values', () => {
    const values = fc.array(fc.integer({min: 1, max: 1_000_000}), {minLength: 1, maxLength: 50})
    fc.assert(
      fc.property(values, fc.constantFrom(1, 25, 50, 90, 99), (list, share) => {
        const {clock, ask, add} = store()
        for (const value of list) add(0, value)
        clock.nowMs = 10 * minute
        const sorted = [...list].sort((a, b) => a - b)
        const exact = sorted[Math.max(0, Math.ceil((share / 100) * list.length) - 1)] as number
        expect(ask('Sum')[0]?.value).toBe(list.reduce((sum, value) => sum + value, 0))
        expect(ask('Minimum')[0]?.value).toBe(sorted[0])
        expect(ask('Maximum')[0]?.value).toBe(sorted.at(-1))
        const value = ask(`p${share}`)[0]?.value as number
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(0.07 * exact)
        if (sorted[0] === sorted.at(-1)) expect(value).toBe(exact)
      }),
    )
  })

  test('lists metrics with published data only', () => {
    const {clock, metrics, add} = store()
    add(0, 1)
    expect(metrics.store.list()).toEqual([])
    clock.nowMs = 5 * minute
    expect(metrics.store.list().map(one => one.dimensions)).toEqual([dimensions, {}])
  })
})
