import {describe, expect, it} from 'vitest'
import {carriedIn, expectedEffect, type Outlook} from '../../src/advice/expected-effect.ts'

const nowMs = Date.UTC(2026, 10, 25, 12, 0)
const minutesUntil = (atMs: number | undefined) => (atMs === undefined ? undefined : Math.round((atMs - nowMs) / 60_000))

/** Half of the time was used before, for 100 a minute; 3,000 wait, and as much as before is written. */
const outlook = (given: Partial<Outlook> = {}, lag: Partial<Outlook['lag']> = {}): Outlook => ({
  nowMs,
  lag: {ageSeconds: 1800, throughputRatio: 0.8, floorSeconds: 10, ...lag},
  before: {laneUse: 0.4, writesPerMinute: 100},
  carriedPerMinute: null,
  writesPerMinute: 100,
  waiting: 3000,
  ...given,
})

describe('a mapping that carries so many times as much', () => {
  it.each<[number, RegExp, number | undefined]>([
    [2, /^The throughput is then about 1\.6 × the write rate; at this rate the backlog is gone about 12:53 UTC\.$/, 53],
    // Just enough to name a time, and just not.
    [1.3125, /^The throughput is then about 1\.1 × .*\.$/, 603],
    [1.31, /^The throughput is then about 1 × the write rate: more is needed\.$/, undefined],
    [1, /about 0\.8 × the write rate: more is needed\.$/, undefined],
  ])('%d', (times, words, minutes) => {
    const {effect, drainedAtMs} = expectedEffect({times}, outlook())
    expect(effect).toMatch(words)
    expect(minutesUntil(drainedAtMs)).toBe(minutes)
  })

  it.each([
    ['how much it carries now', {throughputRatio: null}],
    ['that it carries anything', {throughputRatio: 0}],
    ['its age', {ageSeconds: null}],
  ])('nothing is told where it is not known: %s', (_, lag) => {
    expect(expectedEffect({times: 2}, outlook({}, lag))).toEqual({})
  })
})

describe('a mapping that carries as much as before', () => {
  it('drains the backlog, and the writes during the pause of polling', () => {
    // 200 a minute of 100: (3000 + 3 × 100) ÷ 100 minutes after the pause.
    expect(expectedEffect({like: 'before'}, outlook())).toEqual({
      effect: 'The throughput is then at least 2 × the write rate; at this rate the backlog is gone by 12:36 UTC.',
      drainedAtMs: nowMs + 36 * 60_000,
    })
  })

  it('is known from the present capacity where the former one is not', () => {
    expect(minutesUntil(expectedEffect({like: 'before'}, outlook({before: null, carriedPerMinute: 400})).drainedAtMs)).toBe(14)
  })

  it.each([
    ['less than before', 200, 36],
    ['more, in fuller batches', 400, 14],
  ])('carries no less than now: %s', (_, carriedPerMinute, minutes) => {
    expect(minutesUntil(expectedEffect({like: 'before'}, outlook({carriedPerMinute})).drainedAtMs)).toBe(minutes)
  })

  it('waits until something moves', () => {
    expect(minutesUntil(expectedEffect({like: 'before', afterMinutes: 5}, outlook()).drainedAtMs)).toBe(46)
  })

  it('counts the writes of before where the others end with the cause', () => {
    const flooded = outlook({writesPerMinute: 1000})
    expect(expectedEffect({like: 'before'}, flooded)).toEqual({})
    expect(expectedEffect({like: 'before', writesPerMinute: 100}, flooded).effect).toMatch(/at least 2 × the write rate/)
  })

  it.each([
    ['a bound below the writes shows nothing', 201, {}],
    ['a bound just above it names no time', 199, {effect: 'The throughput is then at least 1 × the write rate.'}],
  ])('%s', (_, writesPerMinute, effect) => {
    expect(expectedEffect({like: 'before'}, outlook({writesPerMinute}))).toEqual(effect)
  })

  it.each([
    ['a time within half a day is named', 71_400, /by 00:00 UTC\.$/],
    ['one beyond is not', 71_401, /× the write rate\.$/],
  ])('%s', (_, waiting, words) => {
    expect(expectedEffect({like: 'before'}, outlook({waiting})).effect).toMatch(words)
  })

  it('promises no more than ten times the former writes', () => {
    expect(expectedEffect({like: 'before'}, outlook({before: {laneUse: 0.01, writesPerMinute: 100}})).effect).toMatch(/at least 10 ×/)
    expect(expectedEffect({like: 'before'}, outlook({before: {laneUse: 0.081, writesPerMinute: 100}})).effect).toMatch(/at least 9\.9 ×/)
  })

  it.each<[string, Partial<Outlook>]>([
    ['the time before', {before: null}],
    ['how busy the function was', {before: {laneUse: null, writesPerMinute: 100}}],
    ['the former writes', {before: {laneUse: 0.4, writesPerMinute: null}}],
    ['that anything is carried', {before: null, carriedPerMinute: 0}],
    ['the present writes', {writesPerMinute: null}],
    ['that anything is written now', {writesPerMinute: 0}],
    ['the backlog', {waiting: null}],
  ])('nothing is told where it is not known: %s', (_, given) => {
    expect(expectedEffect({like: 'before'}, outlook(given))).toEqual({})
  })
})

it.each([
  ['not above the age that the configuration makes by itself', 10, {}],
  ['just above', 11, {effect: expect.stringContaining('1.6 ×')}],
])('an age is %s', (_, ageSeconds, effect) => {
  expect(expectedEffect({times: 2}, outlook({}, {ageSeconds}))).toMatchObject(effect)
})

const load = {invocationsPerMinute: 10, batchFill: 0.5, errorShare: 0.2} as Parameters<typeof carriedIn>[0]

it.each([
  ['of the size of a batch', load, 100, 400],
  ['of no more than its size, where others read as well', {...load!, batchFill: 3}, 100, 800],
  ['unknown without the size', load, null, null],
  ['unknown without records', {...load!, batchFill: null}, 100, null],
  ['unknown without minutes', null, 100, null],
])('the records that succeed are carried: %s', (_, now, batchSize, carried) => {
  expect(carriedIn(now, batchSize)).toBe(carried)
})
