import {expect, it} from 'vitest'
import {floorSeconds} from '../../../src/derived/lag/floor.ts'
import {published, series} from '../../support/evidence.ts'

const times = (ms: number) => published(() => ms)

it.each([
  ['max(10 s, …): a fast function', 0, 0, 300, 10],
  ['2 × p99 + 2 s, just not above it', 0, 0, 4000, 10],
  ['just above it', 0, 0, 4100, 10.2],
  ['with a batching window', 60, 0, 300, 62.6],
  ['with a tumbling window', 0, 30, 300, 32.6],
  ['with both and a slow function', 60, 30, 5000, 102],
])('%s', (_, windowSeconds, tumblingSeconds, p99Ms, floor) => {
  expect(floorSeconds(windowSeconds, tumblingSeconds, times(p99Ms))).toBeCloseTo(floor)
})

it('goes by the earlier half of the window: an incident does not raise its own floor', () => {
  expect(
    floorSeconds(
      0,
      0,
      published(ago => (ago > 90 ? 5000 : 30_000)),
    ),
  ).toBe(12)
  expect(
    floorSeconds(
      0,
      0,
      published(ago => (ago > 91 ? 30_000 : 5000)),
    ),
  ).toBe(62)
})

it('goes by the later half where the earlier has no duration, and by 10 s without any', () => {
  expect(
    floorSeconds(
      0,
      0,
      published(ago => (ago > 90 ? null : 7000)),
    ),
  ).toBe(16)
  expect(
    floorSeconds(
      0,
      0,
      series(() => null),
    ),
  ).toBe(10)
})

it('looks at the whole of the earlier half', () => {
  expect(
    floorSeconds(
      0,
      0,
      published(ago => (ago > 136 ? 30_000 : ago > 90 ? 5000 : 30_000)),
    ),
  ).toBe(12)
})
