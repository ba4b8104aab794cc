import {expect, it} from 'vitest'
import {writesNow} from '../../../src/derived/lag/arrivals.ts'
import {nowMs, published} from '../../support/evidence.ts'

/** Writes of the newest minutes; the newest published one is four minutes ago. */
const of = (value: (nth: number) => number | null) =>
  writesNow(
    published(ago => value(ago - 4)),
    nowMs,
  )

it.each([
  ['nothing is known', () => null, null],
  ['the mean of the newest twenty', (nth: number) => (nth >= 20 ? 900 : nth % 2 ? 98 : 102), 100],
  ['without odd ones', (nth: number) => (nth === 12 ? 900 : 100), 100],
  ['the newest five where they differ by more than 5 %', (nth: number) => (nth < 5 ? 106 : 100), 106],
  ['all where they differ by less', (nth: number) => (nth < 5 ? 104 : 100), 101],
  ['the median of the newest five of nine', (nth: number) => (nth < 5 ? [1, 2, 3, 4, 5][nth]! : nth < 9 ? 100 : null), 3],
  ['since a burst that ended six minutes ago', (nth: number) => (nth < 6 ? 100 : 500), 100],
  ['since a burst that ended eleven minutes ago', (nth: number) => (nth < 11 ? 98 + (nth % 3) * 2 : 500), 100],
  ['since a burst that began eleven minutes ago', (nth: number) => (nth < 11 ? 498 + (nth % 3) * 2 : 100), 500],
  ['of minutes that alternate, all of them', (nth: number) => (nth % 2 ? 50 : 150), 100],
  ['the newest five of ten, of which the others differ by 5 %', (nth: number) => (nth < 5 ? 105 : nth < 10 ? 100 : null), 102.5],
  ['by more', (nth: number) => (nth < 5 ? 105.1 : nth < 10 ? 100 : null), 105.1],
  ['ten, of which some differ by 10 %', (nth: number) => (nth < 4 ? 110 : nth < 10 ? 100 : null), 110],
  ['an odd one that differs by 10 %', (nth: number) => (nth === 12 ? 110 : 100), 100.5],
  ['by more', (nth: number) => (nth === 12 ? 110.1 : 100), 100],
  ['one that is lower by 10 %', (nth: number) => (nth === 12 ? 90 : 100), 99.5],
  ['one that scatters within three times the noise', (nth: number) => (nth === 12 ? 160 : nth % 2 ? 80 : 120), 102],
  ['one that does not', (nth: number) => (nth === 12 ? 260 : nth % 2 ? 80 : 120), 1880 / 19],
  ['twenty minutes are the newest', (nth: number) => (nth >= 20 ? 9000 : nth === 19 ? 101 : 100), 100.05],
  ['minutes of which the newest is not published', (nth: number) => (nth < 0 ? 900 : 100), 100],
  ['one', (nth: number) => (nth === 0 ? 7 : null), 7],
  ['of ten', (nth: number) => (nth < 5 ? 104 : nth < 10 ? 100 : null), 102],
])('%s', (_, value, expected) => {
  const found = of(value)
  if (expected === null) expect(found).toBeNull()
  else expect(found).toBeCloseTo(expected, 5)
})
