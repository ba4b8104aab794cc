import {expect, it} from 'vitest'
import type {DurationChange} from '../../../src/model/derived/duration-change.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {functionMetrics, type Parts, published, tableMetrics} from '../../support/evidence.ts'

type Values = (ago: number) => number | null
/** The newest minute is four minutes old: the recent ones are up to 18 minutes old, the earlier ones at least 49. */
const change = (average: Values, given: Partial<Parts> = {}, gone: (keyof Parts)[] = []): DurationChange =>
  derivedOf('durationChange', {functionMetrics: functionMetrics(() => 1, {'Duration.Average': published(average)}), ...given}, gone)

it('compares medians, and has the noise of before', () => {
  expect(change(m => (m <= 18 ? 300 : 100 + (m % 3) * 10))).toEqual({
    recentMs: 300,
    earlierMs: 110,
    noiseMs: expect.closeTo(14.826),
    perRecordRatio: 300 / 110,
    recentMinutes: 15,
    earlierMinutes: 132,
  })
})

it.each<[string, Values, object | null]>([
  ['the minutes in between do not count', m => (m <= 18 ? 300 : m < 49 ? 9000 : 100), {recentMs: 300, earlierMs: 100}],
  ['five recent minutes', m => (m <= 8 ? 300 : m < 49 ? null : 100), {recentMinutes: 5}],
  ['four', m => (m <= 7 ? 300 : m < 49 ? null : 100), null],
  ['twenty earlier ones', m => (m <= 68 ? 100 : null), {earlierMinutes: 20, noiseMs: 0}],
  ['nineteen', m => (m <= 67 ? 100 : null), null],
  ['none', () => null, null],
])('%s', (_, average, expected) => {
  if (expected === null) expect(change(average)).toBeNull()
  else expect(change(average)).toMatchObject(expected)
})

it('needs five minutes of records on both sides', () => {
  const slower: Values = m => (m <= 18 ? 300 : 100)
  const read = (values: Values) => ({tableMetrics: tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(values)})})
  expect(
    change(
      slower,
      read(m => (m <= 18 ? 3600 : 1200)),
    )?.perRecordRatio,
  ).toBe(1)
  expect(
    change(
      slower,
      read(m => (m <= 8 || m >= 49 ? 1200 : null)),
    )?.perRecordRatio,
  ).toBe(3)
  expect(
    change(
      slower,
      read(m => (m <= 7 || m >= 49 ? 1200 : null)),
    )?.perRecordRatio,
  ).toBeNull()
  expect(
    change(
      slower,
      read(m => (m <= 18 ? 1200 : null)),
    )?.perRecordRatio,
  ).toBeNull()
  expect(change(slower, {}, ['tableMetrics'])?.perRecordRatio).toBeNull()
  const invocations = functionMetrics(() => 1, {
    'Duration.Average': published(slower),
    'Invocations.Sum': published(m => (m <= 18 ? 30 : 60)),
  })
  expect(change(slower, {functionMetrics: invocations})?.perRecordRatio).toBe(1.5)
  const uncounted = functionMetrics(() => 1, {
    'Duration.Average': published(slower),
    'Invocations.Sum': published(m => (m <= 18 ? null : 60)),
  })
  expect(change(slower, {functionMetrics: uncounted})?.perRecordRatio).toBeNull()
})
