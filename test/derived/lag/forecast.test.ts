import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type ForecastInput, forecast} from '../../../src/derived/lag/forecast.ts'

const minuteMs = 60_000
const nowMs = Date.UTC(2026, 10, 23, 3, 0)
const ago = (minutes: number) => nowMs - minutes * minuteMs
const hours = (seconds: number | null) => (seconds ?? Number.NaN) / 3600
const minutes = (seconds: number | null) => (seconds ?? Number.NaN) / 60

interface Lane {
  /** Records that are read in the minute that begins so long ago. */
  read: (minutesAgo: number) => number
  /** Records that are written in it. */
  writes: (minutesAgo: number) => number
  /** Where the lane was an hour ago, in minutes before now. */
  position: number
  /** The ages that CloudWatch has: until four minutes ago. */
  since?: number
}

/** CloudWatch's view of a lane: the oldest age of a minute is that of its start while the age shrinks, and of its end while it grows. */
function lane({read, writes, position, since = 60}: Lane): ForecastInput {
  const perMinute = (atMs: number) => writes(Math.ceil((nowMs - atMs) / minuteMs))
  const move = (fromMs: number, budget: number): number => {
    const endMs = (Math.floor(fromMs / minuteMs) + 1) * minuteMs
    const here = perMinute(fromMs) * ((endMs - fromMs) / minuteMs)
    return here > budget ? fromMs + (budget / perMinute(fromMs)) * minuteMs : move(endMs, budget - here)
  }
  const positions = new Map([[since, ago(position)]])
  for (let at = since; at > 3; at--) positions.set(at - 1, move(positions.get(at) ?? Number.NaN, read(at)))
  const ageAt = (at: number) => (ago(at) - (positions.get(at) ?? Number.NaN)) / 1000
  const ages = [...positions.keys()].filter(at => at >= 4).map(at => ({atMs: ago(at), value: Math.max(ageAt(at), ageAt(at - 1))}))
  const [before, newest] = [ages.at(-2), ages.at(-1)]
  return {
    nowMs,
    slope: ((newest?.value ?? 0) - (before?.value ?? 0)) / 60,
    newest: newest ?? {atMs: nowMs, value: 0},
    ages,
    limitSeconds: 86_400,
    floorSeconds: 10,
    batchSpanSeconds: 0,
    writes: {at: atMs => (atMs <= ago(4) ? perMinute(atMs) : null), now: writes(4)},
  }
}

const steady = (perMinute: number) => () => perMinute

describe('forecast', () => {
  it('loses at the limit when more is written than read', () => {
    // 1000 written, 600 read: the age grows 0.4 s per second, from an hour ago and 30 minutes on.
    const input = lane({read: steady(600), writes: steady(1000), position: 90})
    const {ageSeconds, lossSeconds, drainSeconds} = forecast(input)
    expect(minutes(ageSeconds)).toBeCloseTo(30 + 60 * 0.4, 1)
    expect(hours(lossSeconds)).toBeCloseTo((24 - 54 / 60) / 0.4, 1)
    expect(drainSeconds).toBeNull()
    // The first record of a batch is older than the last, of which the age is.
    expect(hours(forecast({...input, batchSpanSeconds: 1440}).lossSeconds)).toBeCloseTo((24 - (54 + 24) / 60) / 0.4, 1)
  })

  it.each([2, 5, 20, 90])('drains in backlog ÷ (read − written), told to the second with %s minutes left', left => {
    // The rest of the backlog at 1000 a minute, read at 1500.
    const age = (left + 60) * 0.5
    const {drainSeconds, lossSeconds} = forecast(lane({read: steady(1500), writes: steady(1000), position: 60 + age + 10 / 60}))
    expect(minutes(drainSeconds)).toBeCloseTo(left, 1)
    expect(lossSeconds).toBeNull()
  })

  it('knows that a burst has ended while the age still grows', () => {
    // A burst of 4000 a minute between 60 and 30 minutes ago; 2000 are read. The position is still in the burst.
    const writes = (at: number) => (at <= 60 && at > 30 ? 4000 : 1000)
    const input = lane({read: steady(2000), writes, position: 60})
    expect(input.slope).toBeGreaterThan(0.4)
    const {lossSeconds, drainSeconds} = forecast(input)
    expect(lossSeconds).toBeNull()
    // 30 × 4000 + 30 × 1000 were written, 60 × 2000 read: 30 000 wait, and 1000 a minute are gained.
    expect(minutes(drainSeconds)).toBeCloseTo(30, 0)
  })

  it('knows that a burst has begun although the age was flat', () => {
    const writes = (at: number) => (at <= 20 ? 5000 : 1000)
    expect(forecast(lane({read: steady(1000), writes, position: 120})).lossSeconds).not.toBeNull()
  })

  it('goes by the rate since a repair as soon as two minutes show it', () => {
    const read = (at: number) => (at > 7 ? 500 : 3000)
    const {drainSeconds} = forecast(lane({read, writes: steady(1000), position: 70}))
    // 10 + 53 × 0.5 minutes of backlog, less 7 × 2; 2000 a minute are gained.
    expect(minutes(drainSeconds)).toBeCloseTo((10 + 53 * 0.5 - 7 * 2) / 2, 0)
  })

  it('extrapolates the slope when the writes are unknown', () => {
    const input = lane({read: steady(600), writes: steady(1000), position: 90})
    const {lossSeconds} = forecast({...input, writes: {at: () => null, now: null}})
    expect(hours(lossSeconds)).toBeCloseTo((24 - 54 / 60) / 0.4, 0)
  })

  it('says nothing of a lane that keeps pace', () => {
    expect(forecast(lane({read: steady(1000), writes: steady(1000), position: 90}))).toMatchObject({drainSeconds: null, lossSeconds: null})
  })

  it('names one end at most, none in the past, and an earlier one when more is read', () => {
    const rates = fc.record({
      written: fc.integer({min: 100, max: 5000}),
      share: fc.double({min: 0.2, max: 3, noNaN: true}),
      behind: fc.integer({min: 130, max: 900}),
    })
    fc.assert(
      fc.property(rates, ({written, share, behind}) => {
        const seen = (more: number) =>
          forecast(lane({read: steady(written * share * more), writes: steady(written), position: 60 + behind}))
        const {drainSeconds, lossSeconds} = seen(1)
        expect(drainSeconds === null || lossSeconds === null).toBe(true)
        expect(Math.min(drainSeconds ?? 0, lossSeconds ?? 0)).toBeGreaterThanOrEqual(0)
        if (drainSeconds !== null) expect(seen(1.1).drainSeconds).toBeLessThanOrEqual(drainSeconds + 1)
      }),
      {numRuns: 40},
    )
  })
})

describe('to the minute', () => {
  /** A lane at so many minutes behind an hour ago, that reads and writes so many records a minute. */
  const told = (read: number, written: number, position: number, given: Partial<ForecastInput> = {}) => {
    const {ageSeconds, drainSeconds, lossSeconds} = forecast({...lane({read: steady(read), writes: steady(written), position}), ...given})
    return [ageSeconds, drainSeconds, lossSeconds].map(value => (value === null ? null : Math.round(value)))
  }
  const hour = 3600
  it.each([
    // An age of 54 min that grows by 0.4.
    ['grows', () => told(600, 1000, 90), [3240, null, (86_400 - 3240) / 0.4]],
    ['grows, to another limit', () => told(600, 1000, 90, {limitSeconds: 2 * hour}), [3240, null, (7200 - 3240) / 0.4]],
    [
      'whose first record is older',
      () => told(600, 1000, 90, {limitSeconds: 2 * hour, batchSpanSeconds: 600}),
      [3240, null, (6600 - 3240) / 0.4],
    ],
    ['is past the limit', () => told(600, 1000, 90, {limitSeconds: 1800}), [3192, null, 0]],
    // An age of 600 min that shrinks by 0.5 a second, and by 30 min in the hour.
    ['shrinks', () => told(1500, 1000, 690), [36_000, (36_000 - 10) / 0.5, null]],
    ['shrinks to another floor', () => told(1500, 1000, 690, {floorSeconds: 600}), [36_000, (36_000 - 600) / 0.5, null]],
    ['drains within a week', () => told(1050, 1000, 500), [26_220, (26_220 - 10) / 0.05, null]],
    ['drains later', () => told(1050, 1000, 593), [31_800, null, null]],
  ])('a lag that %s', (_, lag, expected) => {
    const found = lag()
    for (const [i, value] of expected.entries()) {
      if (value === null) expect(found[i]).toBeNull()
      else expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThan(Math.max(3, value / 100))
    }
  })

  it('says nothing of an end that is more than a week away', () => {
    const days = (slope: number) => {
      const {lossSeconds} = forecast(lane({read: steady(1000 * (1 - slope)), writes: steady(1000), position: 120}))
      return lossSeconds === null ? null : lossSeconds / 86_400
    }
    expect(days(0.14)).toBeCloseTo(6.8, 0)
    expect(days(0.12)).toBeNull()
  })

  it('goes by the slope where the writes of the position, or of now, are not known', () => {
    const input = lane({read: steady(600), writes: at => (at <= 10 ? 3000 : 1000), position: 90})
    const bySlope = forecast({...input, writes: {at: () => null, now: null}})
    expect(forecast({...input, writes: {at: () => null, now: 1000}})).toEqual(bySlope)
    expect(forecast({...input, writes: {...input.writes, now: null}})).toEqual(bySlope)
    expect(forecast({...input, ages: input.ages.slice(-1)})).toEqual(bySlope)
    expect(forecast(input)).not.toEqual(bySlope)
  })
})

describe('without the writes', () => {
  const base = {nowMs, ages: [], limitSeconds: 86_400, floorSeconds: 10, batchSpanSeconds: 0, writes: {at: () => null, now: null}}
  // The minute began 117 s before now. The oldest age is that of its end, 57 s ago, while ages grow, and of its start while they fall.
  it.each([
    [1.007, 388.7, 388.7 + 57 * 1.007],
    [0.03, 388.7, 388.7 + 57 * 0.03],
    [-1, 388.7, 388.7 - 117],
    [0, 388.7, 388.7],
  ])('an age that changes by %s s per second is taken from there', (slope, value, expected) => {
    expect(forecast({...base, slope, newest: {atMs: nowMs - 117_000, value}}).ageSeconds).toBeCloseTo(expected, 3)
  })
})
