import {describe, expect, it} from 'vitest'
import {passed, writesOf, written} from '../../../src/derived/load/writes.ts'
import {nowMs, tableMetrics} from '../../support/evidence.ts'

const minuteMs = 60_000
/** 60 in the first minute, 120 in the second, and 30 a minute where nothing is known. */
const writes = {at: (atMs: number) => [60, 120][Math.floor(atMs / minuteMs)] ?? null, now: 30}
const at = (minutes: number) => minutes * minuteMs

describe('written between two instants', () => {
  it.each([
    [0, 1, 60],
    [0.5, 1, 30],
    [0.5, 1.5, 90],
    [1, 3, 150],
    [2, 4.5, 75],
    [1, 1, 0],
    [1, 0, -60],
  ])('%d to %d minutes: %d', (from, to, expected) => {
    expect(written(at(from), at(to), writes)).toBeCloseTo(expected)
  })

  it('is nothing where nothing is known', () => {
    expect(written(at(2), at(4), {...writes, now: null})).toBe(0)
  })
})

describe('where a reader is that has read so much', () => {
  it.each([
    [0, 30, 0.5],
    [0, 60, 1],
    [0, 120, 1.5],
    [0.5, 90, 1.5],
    [0, 195, 2.5],
    [0, 1000, 10],
    [0, 180, 2],
    [1, 0, 1],
    [2, -5, 2],
    [9, 30, 10],
    [10, 30, 10],
    [11, 30, 10],
  ])('from %d minutes on, %d: at %d', (from, amount, expected) => {
    expect(passed(at(from), amount, at(10), writes) / minuteMs).toBeCloseTo(expected)
  })
})

it('does not move where nothing is written', () => {
  expect(passed(at(0), 10, at(5), {at: () => 0, now: 0}) / minuteMs).toBe(5)
  expect(passed(at(0), 10, at(5), {at: atMs => (atMs < at(2) ? 0 : 20), now: 0}) / minuteMs).toBeCloseTo(2.5)
})

it('knows the writes of a table, and nothing without one', () => {
  const {at: then, now} = writesOf(
    tableMetrics(ago => 100 + (ago === 30 ? 7 : 0)),
    nowMs,
  )
  expect([then(nowMs - 30 * minuteMs), then(nowMs - 29 * minuteMs), then(nowMs - 300 * minuteMs), now]).toEqual([107, 100, null, 100])
  const none = writesOf(undefined, nowMs)
  expect([none.at(nowMs), none.now]).toEqual([null, null])
})
