import {expect, it} from 'vitest'
import {forecast} from '../../../src/derived/lag/forecast.ts'

const nowMs = Date.UTC(2026, 10, 23, 3, 0)
const by = (slope: number, given: {newestAgo?: number; age?: number; span?: number} = {}) =>
  forecast({
    nowMs,
    slope,
    newest: {atMs: nowMs - (given.newestAgo ?? 1) * 60_000, value: given.age ?? 1000},
    ages: [],
    limitSeconds: 10_000,
    floorSeconds: 10,
    batchSpanSeconds: given.span ?? 0,
    writes: {at: () => null, now: null},
  })

it.each([
  ['shrinks by 0.02', -0.02, null, null],
  ['shrinks by more', -0.5, 1920, null],
  ['grows by 0.02', 0.02, null, null],
  ['grows by more', 0.5, null, 18_000],
  ['grows by a little more than 0.02', 0.0201, null, 447_761],
  ['shrinks by a little more than 0.02', -0.0201, 49_194, null],
  ['stays', 0, null, null],
])('where the writes are not known, a lag that %s s per second', (_, slope, drainSeconds, lossSeconds) => {
  const {drainSeconds: drain, lossSeconds: loss} = by(slope)
  expect([drain === null ? null : Math.round(drain), loss === null ? null : Math.round(loss)]).toEqual([drainSeconds, lossSeconds])
})

it('moves the newest age on to now: from the end of its minute while it grows, from its start while it shrinks', () => {
  expect(by(0.5, {newestAgo: 3}).ageSeconds).toBe(1060)
  expect(by(-0.5, {newestAgo: 3}).ageSeconds).toBe(910)
})

it('loses the first record of a batch before the last', () => {
  expect(by(0.5, {span: 1000}).lossSeconds).toBe(16_000)
})

it('is never below zero, and nothing is left to drain or to lose past the end', () => {
  expect(by(-2, {age: 60}).ageSeconds).toBe(0)
  expect(by(-0.5, {age: 20}).drainSeconds).toBe(0)
  expect(by(0.5, {age: 20_000}).lossSeconds).toBe(0)
  expect(by(0.5, {newestAgo: 0.5}).ageSeconds).toBe(1000)
})
