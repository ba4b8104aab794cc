import {describe, expect, it} from 'vitest'
import {forecast} from '../../src/derived/forecast.ts'

const nowMs = Date.UTC(2026, 10, 23, 3, 0)
const ago = (minutes: number) => nowMs - minutes * 60_000
const hours = (seconds: number | null) => (seconds ?? Number.NaN) / 3600

/** A lane that reads `read` records a minute of what `writes` says was written in the minute that began so long ago; ages of 14 and 4 minutes ago. */
function lane(read: number, writes: (minutesAgo: number) => number, positionAgo: number) {
  const known = (atMs: number) => (atMs <= ago(4) ? writes(Math.ceil((nowMs - atMs) / 60_000)) : null)
  const move = (fromMs: number, budget: number): number => {
    const endMs = (Math.floor(fromMs / 60_000) + 1) * 60_000
    const here = writes(Math.ceil((nowMs - fromMs) / 60_000)) * ((endMs - fromMs) / 60_000)
    return here > budget ? fromMs + (budget / here) * (endMs - fromMs) : move(endMs, budget - here)
  }
  const first = ago(positionAgo)
  return {
    nowMs,
    from: {atMs: ago(14), value: (ago(14) - first) / 1000},
    to: {atMs: ago(4), value: (ago(4) - move(first, read * 10)) / 1000},
    backlog: [4, 9, 14].map(minutes => ({atMs: ago(minutes), value: (ago(minutes) - move(first, read * (14 - minutes))) / 1000})),
    limitSeconds: 86_400,
    floorSeconds: 10,
    writesAt: known,
    writesNow: writes(4),
  }
}

describe('forecast', () => {
  it('loses at the limit when more is written than read', () => {
    // 1000 written, 600 read: the age grows 0.4 s per second from 30 minutes on.
    const {ageSeconds, lossSeconds, drainSeconds} = forecast(lane(600, () => 1000, 44))
    expect(ageSeconds / 60).toBeCloseTo(30 + 14 * 0.4, 0)
    expect(hours(lossSeconds)).toBeCloseTo((24 - 35.6 / 60) / 0.4, 0)
    expect(drainSeconds).toBeNull()
  })

  it('drains in backlog ÷ (read − written) when more is read than written', () => {
    // 40 minutes of backlog at 1000 a minute, read at 1500: 500 a minute are gained.
    const {drainSeconds, lossSeconds} = forecast(lane(1500, () => 1000, 54))
    expect((drainSeconds ?? 0) / 60).toBeCloseTo((40 - 14 * 0.5) / 0.5, -1)
    expect(lossSeconds).toBeNull()
  })

  it('knows that a burst has ended while the age still grows', () => {
    // A burst of 4000 a minute between 60 and 30 minutes ago; 2000 are read. The position is still in the burst.
    const writes = (minutesAgo: number) => (minutesAgo <= 60 && minutesAgo > 30 ? 4000 : 1000)
    const input = lane(2000, writes, 50)
    expect(input.to.value).toBeGreaterThan(input.from.value)
    const {drainSeconds, lossSeconds} = forecast(input)
    expect(lossSeconds).toBeNull()
    // From 50 min ago at minute −14: 20 × 4000 + 30 × 1000 wait, 1000 a minute are written, 2000 read: gone 110 minutes after −14, less what the calm end adds.
    expect((drainSeconds ?? 0) / 60).toBeGreaterThan(60)
    expect((drainSeconds ?? 0) / 60).toBeLessThan(110)
  })

  it('knows that a burst has begun although the age was flat', () => {
    const writes = (minutesAgo: number) => (minutesAgo <= 20 ? 5000 : 1000)
    expect(forecast(lane(1000, writes, 74)).lossSeconds).not.toBeNull()
  })

  it('extrapolates the slope when the writes are unknown', () => {
    const unknown = {...lane(600, () => 1000, 44), writesAt: () => null, writesNow: null}
    expect(hours(forecast(unknown).lossSeconds)).toBeCloseTo((24 - 35.6 / 60) / 0.4, 0)
  })

  it('says nothing of a lane that keeps pace', () => {
    expect(forecast(lane(1000, () => 1000, 44))).toMatchObject({drainSeconds: null, lossSeconds: null})
  })

  it('steadies a noisy rate with the time before, as long as it was the same', () => {
    // 46 minutes of backlog at 1000 a minute; lately 1100 were read, half an hour before it was 1300 on the whole.
    const noisy = lane(1100, () => 1000, 60)
    const past = (minutesAgo: number, read: number) => {
      const positionMs = noisy.from.atMs - noisy.from.value * 1000 - (read / 1000) * (minutesAgo - 14) * 60_000
      return {atMs: ago(minutesAgo), value: (ago(minutesAgo) - positionMs) / 1000}
    }
    const drain = (...older: {atMs: number; value: number}[]) =>
      (forecast({...noisy, backlog: [...noisy.backlog, ...older]}).drainSeconds ?? Number.NaN) / 60
    expect(drain(past(44, 1300))).toBeLessThan(0.7 * drain())
    // Another rate is that of another time: before somebody mended it.
    expect(drain(past(44, 600))).toBe(drain())
  })
})
