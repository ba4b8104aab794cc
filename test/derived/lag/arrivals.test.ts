import {describe, expect, it} from 'vitest'
import {arrivals, firstWriteAfter, recordsRead, writesAt, writesNow} from '../../../src/derived/lag/arrivals.ts'
import {nowMs, published, series, tableMetrics} from '../../support/evidence.ts'

const now = (writes: (minutesAgo: number) => number | null) => writesNow(arrivals(tableMetrics(writes)), nowMs)

describe('the writes of now', () => {
  it('are those of twenty minutes while they only scatter', () => {
    const scattered = (ago: number) => 1000 + 100 * Math.sin(2.4 * ago)
    expect(Math.abs((now(scattered) ?? 0) - 1000)).toBeLessThan(20)
  })

  it('are not those of a burst that has ended', () => {
    expect(now(ago => (ago <= 12 && ago > 7 ? 4000 : 1000))).toBe(1000)
  })

  it('are the newest five when something has changed', () => {
    expect(now(ago => (ago <= 8 ? 4000 : 1000))).toBe(4000)
    expect(now(ago => (ago <= 8 ? 1000 : 4000))).toBe(1000)
  })

  it('are not moved by one odd minute', () => {
    expect(now(ago => (ago === 5 ? 50_000 : 1000))).toBe(1000)
  })

  it('bridge minutes without a point, and no long gap', () => {
    const known = (gap: number) =>
      arrivals(tableMetrics(ago => (ago > 20 && ago <= 20 + gap ? null : 1000))).values.filter(value => value !== null).length
    expect(known(3)).toBe(known(0))
    expect(known(30)).toBeLessThan(known(0))
  })

  it('are unknown without a datapoint, and taken from few', () => {
    expect(now(() => null)).toBeNull()
    expect(
      writesNow(arrivals(tableMetrics(() => null, {'ConsumedWriteCapacityUnits.Sum': published(ago => (ago <= 6 ? 70 : null))})), nowMs),
    ).toBe(70)
  })
})

describe('the arrivals of each minute', () => {
  type Values = (ago: number) => number | null
  const ago = (minutes: number) => nowMs - minutes * 60_000
  const of = (written: Values, expired: Values = () => null) =>
    tableMetrics(() => null, {'ConsumedWriteCapacityUnits.Sum': series(written), 'TimeToLiveDeletedItemCount.Sum': series(expired)})
  const at = (minute: number, written: Values, expired?: Values) => writesAt(arrivals(of(written, expired)), ago(minute))
  /** Unknown from minute 50 on for so many. */
  const hole =
    (length: number): Values =>
    m =>
      m <= 50 && m > 50 - length ? null : m > 50 ? 100 : 300
  it.each<[string, () => number | null, number | null]>([
    ['the writes', () => at(20, () => 70), 70],
    [
      'and items that expire',
      () =>
        at(
          20,
          () => 70,
          () => 5,
        ),
      75,
    ],
    [
      'the number of expired items alone is not known',
      () =>
        at(
          20,
          () => null,
          () => 5,
        ),
      null,
    ],
    ['a minute that is missing', () => at(50, hole(1)), 200],
    ['the first of four', () => at(50, hole(4)), 200],
    ['the last of four', () => at(47, hole(4)), 200],
    ['the first of five', () => at(50, hole(5)), null],
    ['the last of five', () => at(46, hole(5)), null],
    ['one in the middle of five', () => at(48, hole(5)), 200],
    ['the newest one', () => at(1, m => (m === 1 ? null : 100)), null],
    ['the oldest one', () => at(180, m => (m === 180 ? null : 100)), null],
    [
      'deletes that are missing',
      () =>
        at(
          50,
          () => 70,
          m => (m === 50 ? null : m > 50 ? 2 : 4),
        ),
      73,
    ],
    ['within the minute', () => writesAt(arrivals(of(m => m)), ago(20) + 59_999), 20],
    ['before the window', () => writesAt(arrivals(of(m => m)), ago(181)), null],
  ])('%s', (_, found, expected) => {
    expect(found()).toBe(expected)
  })

  it.each<[string, Values, Values, number | null]>([
    ['the first write', m => (m === 30 || m === 25 ? 1 : 0), () => null, ago(30)],
    ['a delete', () => 0, m => (m === 28 ? 1 : 0), ago(28)],
    ['whichever is first', m => (m === 30 ? 1 : 0), m => (m === 28 ? 1 : 0), ago(30)],
    ['the delete, where it is', m => (m === 28 ? 1 : 0), m => (m === 30 ? 1 : 0), ago(30)],
    ['at the start', m => (m === 40 ? 1 : 0), () => null, ago(40)],
    ['before it', m => (m === 41 ? 1 : 0), () => null, null],
    ['at the end', m => (m === 20 ? 1 : 0), () => null, null],
    ['nothing', () => 0, () => 0, null],
  ])('the first of a time: %s', (_, written, expired, expected) => {
    expect(firstWriteAfter(of(written, expired), ago(40), ago(20))).toBe(expected)
  })

  it('the records read in a time', () => {
    const read = (values: Values) =>
      recordsRead(
        tableMetrics(() => 1, {'ReturnedRecordsCount.Sum': series(values)}),
        ago(40),
        ago(20),
      )
    expect([read(() => 2), read(m => (m === 40 ? 3 : 0)), read(m => (m === 20 ? 3 : 0)), read(() => null), read(() => 0)]).toEqual([
      40,
      3,
      0,
      null,
      0,
    ])
  })
})
