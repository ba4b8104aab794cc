import {describe, expect, it} from 'vitest'
import {readingOf} from '../../../src/derived/lag/read-rate.ts'

const minuteMs = 60_000
const nowMs = Date.UTC(2026, 10, 23, 3, 0)
const writes = {at: () => 1000, now: 1000}

/** Ages of the newest minutes from the positions (minutes before now), the newest last; the first is that of so many minutes ago. */
const ages = (positions: readonly number[]) =>
  positions.map((position, i) => {
    const minutesAgo = positions.length - i
    return {atMs: nowMs - minutesAgo * minuteMs, value: (position - minutesAgo) * 60}
  })

/** Positions that move by so many minutes of writes per minute. */
const moving = (fromMinutes: number, steps: readonly number[]) =>
  [0, ...steps].map((_, i, list) => fromMinutes - list.slice(0, i + 1).reduce((sum, step) => sum + step, 0))

const times = (count: number, step: number): number[] => Array.from({length: count}, () => step)
/** Noise that repeats; it adds up to nothing. */
const jitter = [0.2, -0.3, 0.25, -0.1, -0.05]
const noisy = (count: number, step: number): number[] => times(count, step).map((one, i) => one + (jitter[i % jitter.length] as number))

describe('reading', () => {
  const cases: [name: string, positions: number[], perMinute: number, digits: number][] = [
    ['an even rate', moving(90, times(20, 1.5)), 1500, -1],
    ['a noisy one, from all of it', moving(120, noisy(40, 1.3)), 1300, -2],
    ['the rate since a repair, not the one before', moving(90, [...times(20, 0.4), ...times(3, 2)]), 2000, -2],
    ['the rate since a pause', moving(90, [...times(20, 1.5), 0, 0, ...times(6, 1.5)]), 1500, -2],
    ['the rate since a pause that was made up for', moving(120, [...times(10, 1.4), 0, 0, 4.5, ...times(10, 1.5)]), 1500, 0],
    [
      'the rate since slower minutes that were made up for',
      moving(120, [...times(6, 1.5), ...times(4, 0.5), 5.5, ...times(6, 1.5)]),
      1500,
      0,
    ],
    ['the rate without one odd minute', moving(90, [...times(10, 1.5), 4, -1, ...times(10, 1.5)]), 1500, -2],
  ]
  it.each(cases)('finds %s', (_name, positions, perMinute, digits) => {
    expect(readingOf(ages(positions), writes)?.perMinute).toBeCloseTo(perMinute, digits)
  })

  it('stands where the newest minutes are, although the rate has drifted', () => {
    const positions = moving(
      200,
      Array.from({length: 60}, (_, i) => 2 - i * 0.005),
    )
    const reading = readingOf(ages(positions), writes)
    expect(((nowMs - (reading?.positionMs ?? 0)) / minuteMs - (positions.at(-1) ?? 0)) * 60).toBeLessThan(10)
  })

  it('takes the oldest age of a minute as that of its end while the age grows, and of its start while it shrinks', () => {
    expect(readingOf(ages(moving(60, times(10, 0.5))), writes)?.atMs).toBe(nowMs)
    expect(readingOf(ages(moving(60, times(10, 1.5))), writes)?.atMs).toBe(nowMs - minuteMs)
  })

  it('is told by two minutes', () => {
    expect(readingOf(ages(moving(90, [1.5])), writes)?.perMinute).toBeCloseTo(1500)
  })

  it('says nothing of one minute, or when nothing was read', () => {
    expect(readingOf(ages([90]), writes)).toBeNull()
    expect(readingOf(ages(moving(90, times(10, 0))), writes)).toBeNull()
  })
})
