import {describe, expect, it} from 'vitest'
import {
  episodeOf,
  failingSince,
  type Minute,
  minutesOf,
  openShards,
  othersHadWork,
  scopeOf,
} from '../../../src/derived/failures/failing-minutes.ts'
import {nowMs, published, series, stream, tableMetrics} from '../../support/evidence.ts'

const ago = (minutes: number) => nowMs - minutes * 60_000
/** Minutes with so many errors of ten invocations, by how many minutes ago. */
const minutes = (errors: Record<number, number>): Minute[] =>
  Object.entries(errors)
    .map(([minute, count]) => ({atMs: ago(Number(minute)), errors: count, invocations: 10}))
    .sort((a, b) => a.atMs - b.atMs)
const agos = (list: readonly Minute[]) => list.map(({atMs}) => (nowMs - atMs) / 60_000)
const times = (n: number, errors: number): Minute[] => Array.from({length: n}, (_, i) => ({atMs: ago(n + 3 - i), errors, invocations: 10}))

it('both numbers of a minute are known, and it has invocations', () => {
  const invocations = series(m => (m === 3 ? null : m === 2 ? 0 : 8))
  const errors = series(m => (m <= 4 && m !== 1 ? 2 : null))
  expect(minutesOf(invocations, errors)).toEqual([{atMs: ago(4), errors: 2, invocations: 8}])
  expect(
    minutesOf(
      published(() => 1),
      published(() => 0),
    ),
  ).toHaveLength(177)
})

describe('since when it fails', () => {
  it.each([
    ['all of the minutes since', {9: 0, 8: 1, 7: 0, 6: 2, 5: 0}, [8, 7, 6, 5]],
    ['nothing fails', {6: 0, 5: 0}, []],
    ['a pause of six minutes', {14: 1, 11: 0, 8: 1}, [14, 11, 8]],
    ['of seven', {15: 1, 11: 0, 8: 1}, [8]],
    ['the newest failure is ten minutes old', {12: 1, 10: 1}, [12, 10]],
    ['it is older', {13: 1, 11: 1}, []],
    ['two pauses', {30: 1, 20: 1, 19: 1, 8: 1, 7: 1}, [8, 7]],
  ] as [string, Record<number, number>, number[]][])('%s', (_, errors, expected) => {
    expect(agos(failingSince(minutes(errors), nowMs))).toEqual(expected)
  })

  /** An invocation every few minutes, of which some fail. */
  const seldom = (every: number, count: number, failing: number[]) =>
    minutes(Object.fromEntries(Array.from({length: count}, (_, i) => [4 + i * every, failing.includes(i) ? 1 : 0])))
  it.each([
    ['8 pauses of 10 minutes: failures 15 minutes apart', seldom(10, 9, [0, 1]), [14, 4]],
    ['7 pauses tell nothing', seldom(10, 8, [0, 1]), [4]],
    ['failures 20 minutes apart', seldom(10, 9, [0, 2]), [4]],
    ['pauses of four minutes: failures six minutes apart', seldom(4, 9, [0, 1]), [8, 4]],
    ['eight minutes apart', seldom(4, 9, [0, 2]), [4]],
    ['pauses of 40 minutes: an hour', seldom(40, 9, [0, 1]), [44, 4]],
    ['more than an hour', seldom(61, 9, [0, 1]), [4]],
  ])('of a function that is invoked seldom: %s', (_, list, expected) => {
    expect(agos(failingSince(list, nowMs))).toEqual(expected)
  })

  it.each([
    ['two long pauses of twenty are usual', [...Array.from({length: 19}, (_, i) => 4 + i), 42, 62], [42, 22, 4], 20],
    ['one is not', [...Array.from({length: 20}, (_, i) => 4 + i), 43], [43, 23, 4], 1],
  ])('%s', (_, invoked, failing, length) => {
    const list = minutes(Object.fromEntries(invoked.map(minute => [minute, failing.includes(minute) ? 1 : 0])))
    expect(failingSince(list, nowMs)).toHaveLength(length)
  })
})

describe('whether the other shards had work', () => {
  const since = times(3, 1)
  const table = (perMinute: number, until = 4) =>
    tableMetrics(() => 0, {'ConsumedWriteCapacityUnits.Sum': series(m => (m >= until ? perMinute : null))})
  const width = {lanes: 3, shards: 3}
  it.each<[string, () => boolean, boolean]>([
    ['five records for each concurrent batch', () => othersHadWork(table(5), since, width), true],
    ['fewer', () => othersHadWork(table(4.9), since, width), false],
    ['one shard', () => othersHadWork(table(500), since, {lanes: 3, shards: 1}), false],
    ['two', () => othersHadWork(table(500), since, {lanes: 3, shards: 2}), true],
    ['shards that are not known', () => othersHadWork(table(500), since, {lanes: 3, shards: null}), false],
    ['concurrent batches that are not known', () => othersHadWork(table(500), since, {lanes: null, shards: 3}), false],
    ['no table', () => othersHadWork(undefined, since, width), false],
    ['no minute', () => othersHadWork(table(500), [], width), false],
    ['writes before do not count', () => othersHadWork(table(500, 7), since, width), true],
    ['minutes that are not published are like those before', () => othersHadWork(table(5, 5), since, width), true],
    [
      'a table without metrics',
      () =>
        othersHadWork(
          tableMetrics(() => null),
          since,
          width,
        ),
      false,
    ],
  ])('%s', (_, found, expected) => {
    expect(found()).toBe(expected)
  })

  it('the newest three minutes of writes tell of those that are not published', () => {
    const falling = tableMetrics(() => 0, {'ConsumedWriteCapacityUnits.Sum': series(m => (m >= 10 ? 900 : m >= 7 ? 5 : null))})
    expect(othersHadWork(falling, since, width)).toBe(true)
    expect(othersHadWork(falling, since, {lanes: 4, shards: 3})).toBe(false)
    const rising = tableMetrics(() => 0, {'ConsumedWriteCapacityUnits.Sum': series(m => (m >= 10 ? 0 : m >= 7 ? 5 : null))})
    expect(othersHadWork(rising, since, width)).toBe(true)
  })
})

it.each<[string, Minute[], share: number, others: boolean, stuck: boolean, string]>([
  ['98 % in two minutes', times(2, 10), 0.98, true, false, 'all'],
  ['less', times(2, 10), 0.979, true, false, 'none'],
  ['in one minute', times(1, 10), 1, true, false, 'none'],
  ['and the others had no work', times(2, 10), 0.98, false, false, 'one-of-one'],
  ['a blocked shard, of which all fail', times(2, 10), 1, true, true, 'all'],
  ['two minutes in part', times(2, 5), 0.5, true, false, 'none'],
  ['three', times(3, 5), 0.5, true, false, 'passing'],
  ['three, and a shard is blocked', times(3, 5), 0.5, true, true, 'one-lane'],
  ['two of three minutes', [...times(2, 5), ...times(1, 0)], 0.5, true, false, 'none'],
])('the scope: %s', (_, since, share, others, stuck, scope) => {
  expect(scopeOf(since, share, others, stuck)).toBe(scope)
})

describe('an episode', () => {
  it('leaves out the minute in which it began', () => {
    const [first, ...rest] = [...times(1, 1), ...times(2, 5)] as [Minute, ...Minute[]]
    const found = episodeOf([first, ...rest], (whole, share) => (whole.length === 2 && share === 0.5 ? 'passing' : 'none'))
    expect(found).toEqual({since: [first, ...rest], whole: rest, invoked: 20, share: 0.5, scope: 'passing'})
  })

  it('has that minute where it is alone, and no share without invocations', () => {
    expect(episodeOf(times(1, 5), () => 'none')).toMatchObject({invoked: 10, share: 0.5})
    expect(episodeOf([], () => 'none')).toMatchObject({invoked: 0, share: 0, whole: []})
  })

  it('has a share of 1 at most', () => {
    expect(episodeOf(times(2, 15), () => 'none').share).toBe(1)
  })
})

it('open shards are those that are not closed', () => {
  const closed = stream(2, {shards: stream(3).shards.map((shard, i) => ({...shard, open: i > 0}))})
  expect([openShards(closed), openShards(null), openShards(undefined)]).toEqual([2, null, null])
})
