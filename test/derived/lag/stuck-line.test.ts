import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {AgeMetrics} from '../../../src/derived/lag/age-metrics.ts'
import {findStuckLine} from '../../../src/derived/lag/stuck-line.ts'
import type {Point} from '../../../src/model/evidence/series.ts'
import {random} from '../../support/random.ts'

const nowMs = Date.UTC(2026, 10, 23, 3, 0)
const at = (minutesAgo: number) => nowMs - minutesAgo * 60_000

/** Other shards are current in every minute. */
const fresh = Array.from({length: 64}, (_, i) => ({atMs: at(64 - i), value: 0.5}))
const find = (oldest: Point[], given: Partial<AgeMetrics> = {}) =>
  findStuckLine(
    {
      oldest,
      youngest: fresh,
      middle: fresh,
      sent: [],
      errors: [],
      failedRecords: [],
      durations: [],
      failuresHidden: false,
      settledMs: at(6),
      lanes: 4,
      writtenAt: () => null,
      ...given,
    },
    10,
    nowMs,
  )
/** Every try of the batch is an error. */
const findFailing = (oldest: Point[]) => find(oldest, {errors: oldest.filter(p => p.value > 10).map(p => ({...p, value: 3}))})

/** Ages of minutes 60…4 ago; the batch at `positionAgo` minutes is tried until up to `backOff` seconds before each minute's end. */
function blocked(positionAgo: number, backOff: number, seed: number, seenEvery = 1) {
  const next = random(seed)
  const list = []
  for (let ago = 60; ago >= 4; ago--) {
    const lastTrySeconds = (positionAgo - ago) * 60 + 60 - backOff * next()
    const seen = ago < positionAgo && (60 - ago) % seenEvery === 0
    list.push({atMs: at(ago), value: seen ? lastTrySeconds : 1})
  }
  return list
}

describe('stuck line', () => {
  it('finds the position of a blocked batch, with any back-off', () => {
    const cases = fc.sample(
      fc.tuple(fc.integer({min: 18, max: 55}), fc.integer({min: 0, max: 60}), fc.integer(), fc.integer({min: 1, max: 3})),
      {numRuns: 1000, seed: 7},
    )
    const positions = cases.map(([positionAgo, backOff, seed, every]) => findFailing(blocked(positionAgo, backOff, seed, every)))
    positions.forEach((line, i) => {
      if (line) expect(Math.abs(line.positionMs - at(cases[i]?.[0] ?? 0))).toBeLessThanOrEqual(60_000)
    })
    // With a back-off near a minute and few points, some look as if they moved.
    expect(positions.filter(Boolean).length).toBeGreaterThan(980)
  })

  it('is not seen in a lane that moves, however slowly, within half an hour', () => {
    fc.assert(
      fc.property(fc.double({min: 0.05, max: 0.93, noNaN: true}), fc.integer(), (slope, seed) => {
        const next = random(seed)
        const ages = Array.from({length: 30}, (_, i) => ({atMs: at(34 - i), value: 5 + i * 60 * slope + 2 * next()}))
        expect(find(ages)).toBeNull()
      }),
    )
  })

  it('is not seen in any healthy noise', () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: 0, max: 9.9, noNaN: true}), {minLength: 60, maxLength: 60}), ages => {
        expect(find(ages.map((value, i) => ({atMs: at(64 - i), value})))).toBeNull()
      }),
    )
  })

  it('is over when its newest minute is long past', () => {
    const ages = blocked(55, 0, 1).map(p => (p.atMs > at(30) ? {...p, value: 1} : p))
    expect(findFailing(ages)).toBeNull()
  })

  it('needs failures, or that they may be hidden, or a quarter of an hour: a batch that did not fail is not sent again', () => {
    const tenMinutes = blocked(14, 5, 1)
    expect(findFailing(tenMinutes)).not.toBeNull()
    expect(find(tenMinutes, {failuresHidden: true})).not.toBeNull()
    expect(find(tenMinutes)).toBeNull()
    expect(find(blocked(24, 5, 1))).not.toBeNull()
  })

  const minutesOf = (n: number) => Array.from({length: n}, (_, i) => ({atMs: at(3 + n - i), value: 60 * (i + 1)}))

  it('needs three minutes that all fail', () => {
    expect(findFailing(minutesOf(2))).toBeNull()
    expect(findFailing(minutesOf(3))).not.toBeNull()
  })

  it.each([2, 3, 4])('needs more than %i minutes where failures are not counted', n => {
    expect(find(minutesOf(n), {failuresHidden: true})).toBeNull()
    expect(find(minutesOf(5), {failuresHidden: true})).not.toBeNull()
  })

  /** The batch of the position, seen in these minutes; the others are as late, each at a position of its own. Errors in all of them. */
  const mixed = (positionAgo: number, on: number[], off: number[], low: number[] = []) => {
    const list = [
      ...on.map(ago => ({atMs: at(ago), value: (positionAgo - ago) * 60 + 30})),
      ...off.map((ago, i) => ({atMs: at(ago), value: 5000 + i * 400})),
      ...low.map(ago => ({atMs: at(ago), value: 1})),
    ].sort((a, b) => a.atMs - b.atMs)
    return find(list, {errors: list.map(p => ({...p, value: 3}))})
  }

  it.each([
    ['six of ten late minutes', [13, 12, 10, 8, 6, 4], [11, 9, 7, 5], true],
    ['five of nine', [12, 10, 8, 6, 4], [11, 9, 7, 5], false],
  ])('has to explain %s', (_, on, off, isFound) => {
    expect(mixed(14, on, off) !== null).toBe(isFound)
  })

  it.each([
    ['two of its gaps ago', [4, 5], true],
    ['three of its gaps ago', [3, 4, 5], false],
  ])('was seen last %s', (_, low, isFound) => {
    expect(mixed(14, [13, 12, 11, 10, 9, 8, 7, 6], [], low) !== null).toBe(isFound)
  })

  it.each([
    ['six minutes ago', 6, true],
    ['seven minutes ago', 7, false],
  ])('was seen last %s, although CloudWatch publishes late', (_, newest, isFound) => {
    expect(mixed(newest + 7, [newest + 6, newest + 5, newest + 4, newest + 3, newest + 2, newest + 1, newest], []) !== null).toBe(isFound)
  })

  it.each([
    ['five minutes', [13, 12, 11, 6, 5, 4], true],
    ['six minutes', [14, 13, 12, 6, 5, 4], false],
  ])('has no hole of more than %s', (_, on, isWhole) => {
    expect(mixed((on[0] ?? 0) + 1, on, [])?.atMs.length).toBe(isWhole ? 6 : undefined)
  })

  it('has no hole of more than three of its gaps', () => {
    expect(mixed(21, [20, 18, 16, 10, 8, 6], [])?.atMs.length).toBe(6)
    expect(mixed(21, [20, 18, 16, 9, 7, 5], [])?.atMs.length).toBeUndefined()
  })

  it('is told by its errors where the other late minutes have none', () => {
    const line = [12, 10, 8, 6, 4].map(ago => ({atMs: at(ago), value: (14 - ago) * 60 + 30}))
    const others = [11, 9, 7, 5].map((ago, i) => ({atMs: at(ago), value: 5000 + i * 400}))
    const list = [...line, ...others].sort((a, b) => a.atMs - b.atMs)
    const errors = (failing: number) => list.map(p => ({...p, value: line.includes(p) || others.indexOf(p) >= 4 - failing ? 3 : 0}))
    expect(find(list, {errors: errors(0)})?.atMs.length).toBe(5)
    expect(find(list, {errors: errors(1)})).toBeNull()
  })

  /** A lane that was late already when it stopped. */
  const late = (minutes: number, lateSeconds: number) => {
    const list = Array.from({length: minutes}, (_, i) => ({atMs: at(3 + minutes - i), value: lateSeconds + 60 * i}))
    return find(list, {failuresHidden: true})
  }
  it.each([
    ['that was 130 s late: five minutes', 5, 130, true],
    ['four minutes', 4, 130, false],
    ['that was later: ten minutes are too few', 10, 131, false],
    ['eleven are enough', 11, 131, true],
  ])('in a lane %s', (_, minutes, lateSeconds, isFound) => {
    expect(late(minutes, lateSeconds) !== null).toBe(isFound)
  })

  /** Other lanes are current, failures are hidden, and the position drifts by so many seconds per second. */
  const drifting = (slope: number, minutes: number) =>
    find(
      Array.from({length: minutes}, (_, i) => ({atMs: at(3 + minutes - i), value: 20 + 60 * i * (1 - slope)})),
      {failuresHidden: true},
    )
  it.each([
    ['just less than 15 % of the time', () => drifting(0.149, 7), true],
    ['just more', () => drifting(0.151, 7), false],
  ])('may move by %s where failures are hidden', (_, line, isFound) => {
    expect(line() !== null).toBe(isFound)
  })

  it('is the common part of all positions', () => {
    const line = mixed(14, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4], [])
    expect(line).toEqual({positionMs: at(14), atMs: [13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map(at)})
  })
})
