import {describe, expect, it} from 'vitest'
import {type Trend, trendOf} from '../../../src/derived/lag/trend.ts'

const floor = 10
const alarm = 30
const endMs = Date.UTC(2026, 10, 23, 3, 0)
/** Ages of the newest minutes, oldest first. */
const ages = (values: readonly number[]) => values.map((value, i) => ({atMs: endMs - (values.length - i) * 60_000, value}))
const trend = (values: readonly number[], floorSeconds = floor) => trendOf(ages(values), floorSeconds, alarm)
const direction = (values: readonly number[], floorSeconds = floor): Trend['direction'] | undefined =>
  trend(values, floorSeconds)?.direction
const times = (n: number, value: number) => Array.from({length: n}, () => value)
/** Twelve ages from 200 s on that change by so many seconds per second. */
const line = (slope: number, n = 12) => Array.from({length: n}, (_, i) => 200 + i * 60 * slope)

describe('the direction of twelve minutes', () => {
  it.each([
    ['just above 0.02 s per second', line(0.0201), 'growing'],
    ['just below', line(0.0199), 'flat'],
    ['just below, downwards', line(-0.0199), 'flat'],
    ['just above, downwards', line(-0.0201), 'shrinking'],
  ])('%s', (_, values, expected) => {
    expect(direction(values)).toBe(expected)
  })

  it.each([
    ['a rise of half the floor', 0.0758, 'growing'],
    ['less than half the floor', 0.0757, 'flat'],
  ])('needs a rise of half the floor: %s', (_, slope, expected) => {
    expect(direction(line(slope), 100)).toBe(expected)
  })

  it.each([
    [4, undefined],
    [5, 'flat'],
  ])('needs five ages: %i', (n, expected) => {
    expect(direction(times(n, 50))).toBe(expected)
  })

  it('leaves out ages older than twelve minutes', () => {
    expect(direction([...line(-0.5, 30), ...times(12, 90)])).toBe('flat')
    expect(trend([...times(30, 500), ...times(12, 90)])?.from).toEqual({atMs: endMs - 12 * 60_000, value: 90})
  })

  const noisy = (noise: number) => line(0.05).map((value, i) => value + ((i * 7) % 5) * noise - 2 * noise)
  it.each([
    ['within three standard deviations of its noise', 12, 'flat'],
    ['beyond', 2, 'growing'],
  ])('%s', (_, noise, expected) => {
    expect(direction(noisy(noise))).toBe(expected)
  })
})

describe('a lag that has just begun', () => {
  const calm = times(10, 1)
  it.each([
    ['three late minutes, each 0.1 s per second later', [12, 18, 24], 'growing'],
    ['one of them less', [12, 18, 23.9], 'flat'],
    ['two steep ones, above the alarm', [16, 31], 'growing'],
    ['two that are less steep', [16, 30.9], 'flat'],
    ['two that begin less steep', [15.9, 31], 'flat'],
  ])('%s', (_, values, expected) => {
    expect(direction([...calm, ...values])).toBe(expected)
  })

  it('is seen before there are five ages, by two minutes at their end', () => {
    expect(trend([1, 16, 32])).toMatchObject({direction: 'growing', levelSeconds: 24})
    expect(trend([1, 15, 30])).toBeNull()
  })
})

describe('a lag that turns', () => {
  const peak = (after: number, drop = 42) => [
    ...Array.from({length: 9}, (_, i) => 100 + 30 * i),
    ...Array.from({length: after}, (_, i) => 340 - drop * (i + 1)),
  ]
  it.each([
    [3, 'growing'],
    [4, 'shrinking'],
  ])('is judged by the minutes since, of which it takes five with the peak: %i more', (after, expected) => {
    expect(direction(peak(after))).toBe(expected)
  })

  it('is not judged by a turn that is slower than 0.1 s per second', () => {
    expect(direction(peak(6, 5.9))).not.toBe('shrinking')
    expect(direction(peak(6, 6.1))).toBe('shrinking')
  })
})

describe('ages that come and go', () => {
  /** Half an hour: spells of late minutes, with so many calm ones between them and at the end. */
  const spells = (lengths: number[], between: number, end: number) => {
    const list = lengths.flatMap(n => [...times(between, 1), ...times(n, 50)])
    return [...times(Math.max(0, 30 - list.length - end), 1), ...list, ...times(end, 1)]
  }
  it.each([
    ['three spells in 12 of 30 minutes', spells([4, 4, 4], 3, 2), {highMinutes: 12, minutes: 30}],
    ['in 11 of 30', spells([4, 4, 3], 3, 2), null],
    ['two spells', spells([6, 6], 3, 2), null],
    ['five minutes of calm at the end', spells([5, 5, 5], 3, 5), {highMinutes: 15, minutes: 30}],
    ['a calm that seldom lasts so long by accident', spells([5, 5, 5], 3, 6), null],
  ])('%s', (_, values, expected) => {
    expect(trend(values)?.recurring).toEqual(expected)
  })

  it('are not told from less than a quarter of an hour', () => {
    const short = [1, 50, 50, 1, 50, 50, 1, 50, 50, 1, 50, 50, 1, 50]
    expect(trend(short)?.recurring).toBeNull()
    expect(trend([1, ...short])?.recurring).toEqual({highMinutes: 9, minutes: 15})
  })

  it('are late above the alarm or the floor, whichever is higher', () => {
    const values = spells([4, 4, 4], 3, 2)
    expect(trend(values, 49)?.recurring).not.toBeNull()
    expect(trend(values, 50)?.recurring).toBeNull()
  })
})

describe('a late lane that shows in some minutes', () => {
  const alternating = (high: number, n = 12) => Array.from({length: n}, (_, i) => (i % 2 === 0 ? high : 1))
  it.each([
    ['twice in six minutes above two minutes', 121, 121],
    ['at two minutes', 120, 1],
  ])('%s', (_, high, level) => {
    expect(trend(alternating(high, 12))?.levelSeconds ?? null).toBe(level)
  })
})

it('the level is the median of the newest three ages, and the lasting age is the lowest of five', () => {
  expect(trend([1, 2, 3, 4, 5, 9, 6, 7])).toMatchObject({levelSeconds: 7, lastingSeconds: 4})
})
