import {expect, test} from 'vitest'
import {advisedReserve, peakUnder} from '../../src/advice/peak-concurrency.ts'
import {nowMs, series, startMs} from '../support/evidence.ts'

test.each<[string, (minutesAgo: number) => number | null, number | null]>([
  ['the highest use', ago => (ago === 30 ? 9 : 4), 9],
  ['a value just above the limit is the limit itself, counted late', ago => (ago === 30 ? 11 : 4), 11],
  ['minutes above the limit are older than the limit, and those before them too', ago => (ago > 30 ? 9 : ago === 30 ? 12 : 4), 4],
  ['nothing where the newest minute is above it', () => 12, null],
  ['nothing where nothing is known', () => null, null],
])('%s', (_, use, expected) => {
  expect(peakUnder(series(use), 10, startMs, nowMs)).toBe(expected)
})

test.each<[string, number | null, number, number]>([
  ['the shards ask for more than was used', 8, 2, 8],
  ['others call the function too', 4, 8, 11],
  ['the shards are not known', null, 8, 11],
])('a reserve to advise: %s', (_, batches, used, expected) => {
  expect(advisedReserve(batches, used, 0.8)).toBe(expected)
})
