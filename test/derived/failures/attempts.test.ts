import {describe, expect, it} from 'vitest'
import {type Attempts, exceedsRetries, isBulk, mayHoldRetry, noneFailed, successes} from '../../../src/derived/failures/attempts.ts'

const minuteMs = 60_000
const at = (minute: number) => minute * minuteMs
const points = (values: readonly (number | null)[]) => values.flatMap((value, i) => (value === null ? [] : [{atMs: at(i), value}]))
const attempts = (given: Partial<Attempts> = {}): Attempts => ({
  sent: points([10, 10, 10, 10]),
  errors: points([0, 1, 10, 0]),
  failedRecords: [],
  durations: points([1, 1, 1, 1]),
  failuresHidden: false,
  settledMs: at(4),
  lanes: 4,
  ...given,
})

describe('law 1: a batch is sent again only if its invocation failed', () => {
  it.each<[string, number, Partial<Attempts>, boolean]>([
    ['no error', 0, {}, false],
    ['an error', 1, {}, true],
    ['errors that are not known', 0, {errors: points([null, 1])}, true],
    ['failures that may be hidden', 0, {failuresHidden: true}, true],
    ['an invocation that may still run', 0, {settledMs: at(0)}, true],
    ['a record that is counted as failed in the same minute', 0, {failedRecords: points([2])}, true],
    ['in the next one', 0, {failedRecords: points([0, 2])}, true],
    ['two minutes later', 0, {failedRecords: points([0, 0, 2])}, false],
    ['a minute before', 3, {failedRecords: points([0, 0, 2])}, false],
  ])('%s', (_, minute, given, may) => {
    expect(mayHoldRetry(at(minute), attempts(given))).toBe(may)
  })
})

it.each([
  ['three counts of none', [0, 0, 0], true],
  ['two counts', [null, 0, 0], false],
  ['one that failed', [0, 1, 0], false],
])("law 2, the mapping's own count: %s", (_, failed, none) => {
  expect(noneFailed(0, attempts({failedRecords: points(failed)}))).toBe(none)
})

describe('whether batches succeeded', () => {
  it.each<[string, Partial<Attempts>, string]>([
    ['98 % fail', {sent: points([100]), errors: points([98])}, 'none'],
    ['97 % fail', {sent: points([100]), errors: points([97])}, 'some'],
    ['none was sent', {sent: points([0]), errors: points([0])}, 'unknown'],
    ['the errors are not known', {errors: []}, 'unknown'],
    ['the minute is not settled', {settledMs: at(0)}, 'unknown'],
    ['failures are hidden, and 4 % are counted', {failuresHidden: true, sent: points([100]), errors: points([4])}, 'unknown'],
    ['failures are hidden, and 5 % are counted', {failuresHidden: true, sent: points([100]), errors: points([5])}, 'some'],
  ])('%s', (_, given, expected) => {
    expect(successes([at(0)], attempts(given))).toBe(expected)
  })
})

it.each<[string, Partial<Attempts>, boolean]>([
  ['one try a second and lane', {sent: points([240, 240])}, false],
  ['more', {sent: points([241, 241])}, true],
  ['lanes that are not known', {sent: points([900, 900]), lanes: null}, false],
  ['nothing sent', {sent: []}, false],
])('law 4, the tries of a batch: %s', (_, given, exceeds) => {
  expect(exceedsRetries([at(0), at(1)], attempts(given))).toBe(exceeds)
})

describe('law 5: a bulk of one instant', () => {
  const minutes = [0, 1, 2].map(at)
  // Four lanes for three minutes have 720 s; half of it are 360 s.
  const busy = (seconds: number) => ({sent: points([10, 10, 10]), durations: points([seconds / 30, seconds / 30, seconds / 30])})
  it.each<[string, Partial<Attempts>, {records: number; usual: number} | null, boolean]>([
    ['three times as much as usual, and busy lanes', busy(360), {records: 300, usual: 100}, true],
    ['less than that', busy(360), {records: 299, usual: 100}, false],
    ['lanes that wait', busy(359), {records: 300, usual: 100}, false],
    ['a record for each batch', busy(360), {records: 30, usual: 10}, true],
    ['more batches than records', busy(360), {records: 29, usual: 9}, false],
    ['writes that are not known', busy(360), null, false],
    ['lanes that are not known', {...busy(360), lanes: null}, {records: 300, usual: 100}, false],
    ['durations that are not known', {...busy(360), durations: []}, {records: 300, usual: 100}, false],
  ])('%s', (_, given, written, bulk) => {
    expect(isBulk(minutes, written, attempts(given))).toBe(bulk)
  })

  it('takes longer than a minute', () => {
    expect(isBulk([at(0)], {records: 300, usual: 100}, attempts({sent: points([10]), durations: points([60])}))).toBe(false)
  })
})
