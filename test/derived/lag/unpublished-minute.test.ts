import {describe, expect, it} from 'vitest'
import {isBusiest, unpublishedMinute} from '../../../src/derived/lag/unpublished-minute.ts'
import type {LogMinutes} from '../../../src/model/evidence/evidence.ts'
import {points} from '../../../src/model/evidence/series.ts'
import {functionMetrics, nowMs, published} from '../../support/evidence.ts'

const ago = (minutes: number) => nowMs - minutes * 60_000
type Logged = Partial<LogMinutes['minutes'][number]> & {ago: number}
/** Sixty invocations of 130 ms in each of the newest minutes, but for those that are given. */
function log(given: Logged[] = [], toMs = nowMs, first = 10): LogMinutes {
  const all = Array.from({length: first - 2}, (_, i) => first - i).map(minutesAgo => ({
    atMs: ago(minutesAgo),
    invocations: 60,
    durationSumMs: 7800,
    failed: 0,
    ...Object.fromEntries(Object.entries(given.find(one => one.ago === minutesAgo) ?? {}).filter(([name]) => name !== 'ago')),
  }))
  return {logGroup: 'x', fromMs: ago(first), toMs, minutes: all, bytesScanned: 1}
}
const metrics = functionMetrics(() => 1)
const usual = {durations: points(metrics['Duration.Average']), invocations: points(metrics['Invocations.Sum'])}
const find = (of: LogMinutes, given: Partial<Parameters<typeof unpublishedMinute>[1]> = {}) =>
  unpublishedMinute(of, {metrics, usual, newestMs: ago(4), lanes: 4, updatedMs: null, ...given})

it('has each number of the newest minute', () => {
  expect(find(log([{ago: 3, invocations: 30, durationSumMs: 12_000, failed: 15}]))).toEqual({
    atMs: ago(3),
    invocations: 30,
    durationAverageMs: 400,
    durationRatio: 400 / 130,
    invocationRatio: 0.5,
    isLongest: true,
    laneUse: 12_000 / 240_000,
    isBusiest: true,
    catchesUp: false,
    failedShare: 0.5,
  })
})

it.each<[string, () => ReturnType<typeof find>, object | null]>([
  ['as usual', () => find(log()), {isLongest: false, isBusiest: false, failedShare: 0}],
  ['the newest that CloudWatch does not show', () => find(log(), {newestMs: ago(5)}), {atMs: ago(3)}],
  ['CloudWatch shows all', () => find(log(), {newestMs: ago(3)}), null],
  ['whole, and ten seconds past', () => find(log([], ago(2) + 10_000)), {atMs: ago(3)}],
  ['not ten seconds past', () => find(log([], ago(2) + 9999)), null],
  ['no duration in the log', () => find(log([{ago: 3, durationSumMs: null}])), null],
  ['no invocation', () => find(log([{ago: 3, invocations: 0}])), null],
  ['one', () => find(log([{ago: 3, invocations: 1}])), {invocations: 1}],
  ['shards that are not known', () => find(log(), {lanes: null}), {laneUse: null}],
  ['no shard', () => find(log(), {lanes: 0}), {laneUse: null}],
  ['usual durations that are none', () => find(log(), {usual: {...usual, durations: [{atMs: ago(20), value: 0}]}}), null],
  ['usual invocations that are none', () => find(log(), {usual: {...usual, invocations: [{atMs: ago(20), value: 0}]}}), null],
  ['as long as the longest', () => find(log([{ago: 3, durationSumMs: 60 * 130}])), {isLongest: false}],
  ['an update within ten minutes', () => find(log(), {updatedMs: ago(13) + 1}), {catchesUp: true}],
  ['ten minutes before', () => find(log(), {updatedMs: ago(13)}), {catchesUp: false}],
  ['an update within the minute', () => find(log(), {updatedMs: ago(2)}), {catchesUp: true}],
  ['one after it', () => find(log(), {updatedMs: ago(2) + 1}), {catchesUp: false}],
])('%s', (_, found, expected) => {
  if (expected === null) expect(found()).toBeNull()
  else expect(found()).toMatchObject(expected)
})

describe('the log is believed where it agrees with CloudWatch', () => {
  const all = (given: Partial<Logged>) => find(log([10, 9, 8, 7, 6, 5, 4].map(minutes => ({ago: minutes, ...given}))))
  it.each<[string, () => ReturnType<typeof find>, boolean]>([
    ['90 % of the invocations', () => all({invocations: 54, durationSumMs: 54 * 130}), true],
    ['fewer', () => all({invocations: 53, durationSumMs: 53 * 130}), false],
    ['110 %', () => all({invocations: 66, durationSumMs: 66 * 130}), true],
    ['more', () => all({invocations: 67, durationSumMs: 67 * 130}), false],
    ['90 % of the duration', () => all({durationSumMs: 60 * 117.01}), true],
    ['less', () => all({durationSumMs: 60 * 116.9}), false],
    ['110 % of it', () => all({durationSumMs: 60 * 142.99}), true],
    ['more', () => all({durationSumMs: 60 * 143.1}), false],
    ['no duration', () => all({durationSumMs: null}), false],
    ['three minutes in common', () => find(log([], nowMs, 6)), true],
    ['two', () => find(log([], nowMs, 5)), false],
    ['one odd minute', () => find(log([{ago: 8, invocations: 200}])), true],
    ['minutes that CloudWatch is about to show do not count', () => find(log([], nowMs, 6), {newestMs: ago(5)}), false],
  ])('%s', (_, found, isBelieved) => {
    expect(found() !== null).toBe(isBelieved)
  })
})

it.each([
  ['more time than in any minute before', 7801, true],
  ['as much', 7800, false],
])('is busiest: %s', (_, sumMs, is) => {
  expect(isBusiest(metrics, ago(3), sumMs)).toBe(is)
})

it('is not busiest after a busier minute, and only then', () => {
  const of = (busy: number) => functionMetrics(() => 1, {'Duration.Average': published(m => (m === busy ? 500 : 130))})
  expect(isBusiest(of(20), ago(4), 20_000)).toBe(false)
  expect(isBusiest(of(4), ago(4), 20_000)).toBe(true)
  const idle = functionMetrics(() => 1, {'Invocations.Sum': published(() => null)})
  expect([isBusiest(idle, ago(4), 0), isBusiest(idle, ago(4), 1)]).toEqual([false, true])
})
