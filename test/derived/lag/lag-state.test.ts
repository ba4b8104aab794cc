import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, nowMs, published, tableMetrics} from '../../support/evidence.ts'
import {lagOf} from '../../support/lag-of.ts'

const all = (age: (ago: number) => number | null) => ({functionMetrics: functionMetrics(age, {}, age)})
const secondsUntil = (atMs: number | null) => (atMs === null ? null : Math.round((atMs - nowMs) / 1000))

describe('ages near the limit at which records are lost (24 h; 97 % of it are 83,808 s)', () => {
  it.each([
    ['stand just below it', 83_807, 0, 'behind', null],
    ['stand just above it', 83_808, 0, 'losing', 0],
    ['shrink just above it', 83_900, -10, 'losing', 0],
    ['shrink just below it', 83_600, -10, 'recovering', null],
    ['grow below it', 83_700, 30, 'slow', 5420],
    ['grow above it, and are not there yet', 85_000, 30, 'slow', 2820],
    ['grow, and are there', 86_390, 10, 'losing', 0],
  ] as const)('%s', (_, top, perMinute, state, lossSeconds) => {
    const lag = lagOf(all(ago => top - ago * perMinute))
    expect([lag.state, secondsUntil(lag.lossAtMs)]).toEqual([state, lossSeconds])
  })

  it('all of the newest three have to be there', () => {
    expect(lagOf(all(ago => (ago === 6 ? 83_807 : 83_820))).state).toBe('behind')
    expect(lagOf(all(ago => (ago === 7 ? 83_807 : 83_820))).state).toBe('losing')
  })

  it('the limit is that of the mapping where it is lower, and above 0', () => {
    const at = (seconds: number) => mapping({maximumRecordAgeSeconds: seconds})
    expect(lagOf({...all(() => 975), mapping: at(1000)})).toMatchObject({state: 'losing', lossBy: 'age-limit'})
    expect(lagOf({...all(() => 965), mapping: at(1000)})).toMatchObject({state: 'behind', lossBy: null})
    expect(lagOf({...all(() => 975), mapping: at(86_400)})).toMatchObject({state: 'behind', lossBy: null})
    expect(lagOf({...all(() => 975), mapping: at(-1)})).toMatchObject({state: 'behind', lossBy: null})
    expect(lagOf({...all(() => 975), mapping: at(0)})).toMatchObject({state: 'behind', lossBy: null})
  })
})

describe('a blocked batch near the limit', () => {
  /** The batch at the position stands since; all of its tries fail. */
  const blocked = (minutes: number) => {
    const age = (ago: number) => (ago >= minutes ? 1 : (minutes - ago) * 60)
    return {functionMetrics: functionMetrics(age, {'Errors.Sum': published(ago => (ago >= minutes ? 0 : 3))})}
  }
  it.each([
    ['an hour before an age limit of two', 60, 7200, 'stalled'],
    ['just before 97 % of it', 116, 7200, 'stalled'],
    ['just after', 117, 7200, 'losing'],
  ])('%s', (_, minutes, limit, state) => {
    expect(lagOf({...blocked(minutes), mapping: mapping({maximumRecordAgeSeconds: limit})}).state).toBe(state)
  })
})

it('an age at the floor is that of the configuration', () => {
  expect(lagOf(all(() => 10)).because[0]).toMatch(/^the iterator age is normal for this configuration/)
  expect(lagOf(all(() => 10.1)).because[0]).toMatch(/^the age is below 30 s/)
})

it('has an onset where the last delivery is seen, and none where nothing was delivered in the window', () => {
  expect(lagOf(all(ago => (ago > 40 ? 1 : null)))).toMatchObject({state: 'stopped', onsetAtMs: expect.any(Number)})
  expect(lagOf(all(() => null)).onsetAtMs).toBeNull()
})

describe('ages that neither grow nor shrink', () => {
  it.each([
    ['at the alarm', () => 30, 'ok'],
    ['just above it', () => 30.1, 'behind'],
    ['above it in the newest minutes alone', (ago: number) => (ago <= 5 ? 40 : 20), 'behind'],
    ['and low again in the newest one', (ago: number) => (ago === 5 || ago === 6 ? 40 : 20), 'ok'],
  ])('%s', (_, age, state) => {
    expect(lagOf(all(age)).state).toBe(state)
  })

  it('count the minutes above the alarm', () => {
    expect(lagOf(all(ago => (ago <= 5 ? 40 : 20))).because[0]).toMatch(/above 30 s for 2 minutes/)
  })
})

describe('fewer than five ages in twelve minutes', () => {
  const at = (newest: number, age = 1) => {
    const delivered = (ago: number) => ago >= newest && (ago - newest) % 6 === 0
    return lagOf({
      functionMetrics: functionMetrics(ago => (delivered(ago) ? age : null)),
      tableMetrics: tableMetrics(ago => (delivered(ago) ? 5 : 0)),
    })
  }
  it.each([
    ['the newest sixteen minutes ago', 16, 1, 'idle'],
    ['at the alarm', 4, 30, 'ok'],
    ['above the alarm', 4, 30.1, 'unknown'],
  ])('%s', (_, newest, age, state) => {
    expect(at(newest, age).state).toBe(state)
  })
})
