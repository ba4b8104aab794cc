import {describe, expect, it} from 'vitest'
import type {AgeMetrics} from '../../../src/derived/lag/age-metrics.ts'
import {scopeOf} from '../../../src/derived/lag/lag-scope.ts'

const floorSeconds = 10
const endMs = Date.UTC(2026, 10, 23, 3, 0)
/** Ages of the newest minutes, oldest first. */
const ages = (values: readonly number[]) => values.map((value, i) => ({atMs: endMs - (values.length - i) * 60_000, value}))
const times = (n: number, value: number) => Array.from({length: n}, () => value)
/** Of twenty minutes: late in the newest `n`. The youngest and the middle batch of so many of the newest eight are fresh. */
const scope = (n: number, fresh: {youngest: number; middle: number}, given: Partial<Parameters<typeof scopeOf>[0]> = {}) => {
  const oldest = ages([...times(20 - n, 1), ...times(n, 600)])
  const part = (count: number) => ages([...times(12, 1), ...times(8 - count, 500), ...times(count, 1)])
  const metrics = {oldest, youngest: part(fresh.youngest), middle: part(fresh.middle)} as unknown as AgeMetrics
  return scopeOf({state: 'slow', stuck: null, ages: metrics, openShards: 4, floorSeconds, ...given})
}

describe('how many shards are late', () => {
  it.each([
    ['the youngest batch is fresh in three of eight minutes', {youngest: 3, middle: 0}, 'all'],
    ['the youngest is fresh in half of them', {youngest: 4, middle: 0}, 'some'],
    ['so are half of the batches, in three of eight minutes', {youngest: 8, middle: 3}, 'some'],
    ['so are half of the batches, in half of the minutes', {youngest: 8, middle: 4}, 'one-shard'],
  ])('%s', (_, fresh, expected) => {
    expect(scope(12, fresh)).toBe(expected)
  })

  it('is not known of one shard, of a stream that could not be read, and of a pipeline that is not late', () => {
    expect(scope(12, {youngest: 8, middle: 8}, {openShards: 1})).toBe('unknown')
    expect(scope(12, {youngest: 8, middle: 8}, {openShards: 2})).toBe('one-shard')
    expect(scope(12, {youngest: 0, middle: 0}, {openShards: undefined})).toBe('unknown')
    expect(scope(12, {youngest: 8, middle: 8}, {openShards: undefined})).toBe('one-shard')
    expect(scope(12, {youngest: 8, middle: 8}, {state: 'ok'})).toBe('unknown')
  })

  it('looks at the newest eight late minutes, without that of the onset', () => {
    // The ninth is late and has a fresh youngest batch.
    const metrics = (late: number) => {
      const oldest = ages([...times(20 - late, 1), ...times(late, 600)])
      const youngest = ages([...times(20 - late, 1), 1, ...times(late - 1, 500)])
      return {oldest, youngest, middle: youngest} as unknown as AgeMetrics
    }
    const of = (late: number) => scopeOf({state: 'slow', stuck: null, ages: metrics(late), openShards: 4, floorSeconds})
    expect(of(2)).toBe('all')
    expect(of(1)).toBe('one-shard')
  })

  it('looks at half an hour where late minutes come and go', () => {
    // Late every sixth minute: five in half an hour, of which the youngest batch is fresh in two.
    const minutes = (value: (ago: number) => number) =>
      Array.from({length: 60}, (_, i) => ({atMs: endMs - (60 - i) * 60_000, value: value(60 - i)}))
    const oldest = minutes(ago => (ago % 6 === 2 ? 600 : 1))
    const youngest = minutes(ago => (ago === 2 || ago === 8 || ago > 30 ? 1 : 500))
    const metrics = {oldest, youngest, middle: youngest} as unknown as AgeMetrics
    expect(scopeOf({state: 'behind', stuck: null, ages: metrics, openShards: 4, floorSeconds})).toBe('all')
  })

  const blocked = (given: {youngest?: number; middle?: number; records?: number; sent?: number; errors?: number} = {}) => {
    const minutes = ages(times(8, 600))
    const metrics = {
      oldest: minutes,
      youngest: minutes.map(p => ({...p, value: given.youngest ?? p.value})),
      middle: minutes.map(p => ({...p, value: given.middle ?? p.value})),
      sent: minutes.map(p => ({...p, value: given.sent ?? 6})),
      errors: minutes.map(p => ({...p, value: given.errors ?? 6})),
      failedRecords: [],
      durations: [],
      failuresHidden: false,
      settledMs: endMs,
      lanes: 4,
      writtenAt: () => ({records: given.records ?? 20, usual: 20}),
    } as AgeMetrics
    const stuck = {positionMs: endMs - 660_000, atMs: minutes.map(p => p.atMs)}
    return scopeOf({state: 'stalled', stuck, ages: metrics, openShards: 4, floorSeconds})
  }
  it.each([
    ['one: the youngest batch and half of all are current', () => blocked({youngest: 1, middle: 1}), 'one-shard'],
    ['some: the youngest alone is', () => blocked({youngest: 1}), 'some'],
    ['all: nothing succeeds, and each lane had five records', () => blocked(), 'all'],
    ['not known: less was written', () => blocked({records: 19}), 'unknown'],
    ['not known: some invocation succeeds', () => blocked({errors: 5}), 'unknown'],
  ])('blocks %s', (_, found, expected) => {
    expect(found()).toBe(expected)
  })
})
