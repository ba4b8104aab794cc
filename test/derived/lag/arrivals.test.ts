import {describe, expect, it} from 'vitest'
import {arrivals, writesNow} from '../../../src/derived/lag/arrivals.ts'
import {nowMs, published, tableMetrics} from '../../support/evidence.ts'

const now = (writes: (minutesAgo: number) => number | null) => writesNow(arrivals(tableMetrics(writes)), nowMs)

describe('the writes of now', () => {
  it('are those of twenty minutes while they only scatter', () => {
    const scattered = (ago: number) => 1000 + 100 * Math.sin(2.4 * ago)
    expect(Math.abs((now(scattered) ?? 0) - 1000)).toBeLessThan(20)
  })

  it('are not those of a burst that has ended', () => {
    expect(now(ago => (ago <= 12 && ago > 7 ? 4000 : 1000))).toBe(1000)
  })

  it('are the newest five when something has changed', () => {
    expect(now(ago => (ago <= 8 ? 4000 : 1000))).toBe(4000)
    expect(now(ago => (ago <= 8 ? 1000 : 4000))).toBe(1000)
  })

  it('are not moved by one odd minute', () => {
    expect(now(ago => (ago === 5 ? 50_000 : 1000))).toBe(1000)
  })

  it('bridge minutes without a point, and no long gap', () => {
    const known = (gap: number) =>
      arrivals(tableMetrics(ago => (ago > 20 && ago <= 20 + gap ? null : 1000))).values.filter(value => value !== null).length
    expect(known(3)).toBe(known(0))
    expect(known(30)).toBeLessThan(known(0))
  })

  it('are unknown without a datapoint, and what there is with few', () => {
    expect(now(() => null)).toBeNull()
    expect(
      writesNow(arrivals(tableMetrics(() => null, {'ConsumedWriteCapacityUnits.Sum': published(ago => (ago <= 6 ? 70 : null))})), nowMs),
    ).toBe(70)
  })
})
