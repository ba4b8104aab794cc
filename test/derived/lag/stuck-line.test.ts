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
  it('finds the position of a blocked batch, whatever its back-off', () => {
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
})
