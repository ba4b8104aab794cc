import {describe, expect, it} from 'vitest'
import {episodeOf, failingSince, type Minute, scopeOf} from '../../../src/derived/failures/failing-minutes.ts'
import {type WithUnpublished, withUnpublished} from '../../../src/derived/failures/unpublished-failures.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
import type {LogMinutes} from '../../../src/model/evidence/evidence.ts'
import {type Item, known, missing} from '../../../src/model/evidence/item.ts'
import {moment, nowMs} from '../../support/evidence.ts'

const ago = (minutes: number) => nowMs - minutes * 60_000
type Counts = Record<number, [errors: number, invocations?: number]>

/** Half an hour of 60 invocations a minute up to four minutes ago, with other numbers in these minutes (minutes ago). */
const counted = (given: Counts, newest = 4): Minute[] =>
  Array.from({length: 30}, (_, i) => newest + 29 - i).map(minute => ({
    atMs: ago(minute),
    errors: given[minute]?.[0] ?? 0,
    invocations: given[minute]?.[1] ?? 60,
  }))

/** The log of these minutes, and of calm ones since ten minutes ago. */
const log = (given: Counts, calm = 60, toMs = nowMs): LogMinutes => ({
  logGroup: 'x',
  fromMs: ago(10),
  toMs,
  minutes: Array.from({length: 10}, (_, i) => 10 - i)
    .filter(minute => minute in given || (minute >= 4 && calm > 0))
    .map(minute => ({atMs: ago(minute), failed: given[minute]?.[0] ?? 0, invocations: given[minute]?.[1] ?? calm, durationSumMs: null})),
  bytesScanned: 1,
})

const lagOf = (newest: number, usual = 1, half = 0.5): Lag =>
  ({
    series: Array.from({length: 30}, (_, i) => ({atMs: ago(33 - i), max: i === 29 ? newest : usual, p50: i === 29 ? half : 0.5, min: 0.1})),
  }) as unknown as Lag

const judge = (minutes: readonly Minute[]) => {
  const since = failingSince(minutes, nowMs)
  return episodeOf(since, (_, share) => scopeOf(since, share, true, false))
}
const skipped = missing('skipped', 'logs:StartQuery', '')
interface Given {
  log?: LogMinutes | null | Item<never>
  lag?: Lag
  hasProblem?: boolean
}
function find(minutes: Minute[], {log: read = skipped, lag = lagOf(1), hasProblem = false}: Given = {}): WithUnpublished {
  const item = read !== null && 'state' in read ? read : known(read)
  return withUnpublished(minutes, judge, item, lag, hasProblem, moment)
}

describe('failures that may have just begun', () => {
  const of = (errors: number, invocations = 60, lag = lagOf(1)) => find(counted({4: [errors, invocations]}), {lag})
  it.each([
    ['a tenth of the newest minute', () => of(6), true],
    ['less', () => of(5), false],
    ['less, and records wait', () => of(5, 60, lagOf(3.01)), true],
    ['one in a hundred, and records wait', () => of(1, 100, lagOf(3.01)), false],
    ['more', () => of(1.01, 100, lagOf(3.01)), true],
    ['records of 3 s', () => of(5, 60, lagOf(3)), false],
    ['twice as old as usual', () => of(5, 60, lagOf(4, 2)), false],
    ['older', () => of(5, 60, lagOf(4.01, 2)), true],
    ['in a minute of five minutes ago', () => find(counted({5: [60]}, 5)), true],
    ['of six', () => find(counted({6: [60]}, 6)), false],
    ['in the minute before', () => find(counted({5: [60]})), false],
    ['none', () => of(0), false],
    ['no minute', () => find([]), false],
    ['two minutes that all fail are old enough', () => find(counted({5: [60], 4: [60]})), false],
  ])('%s', (_, judged, isYoung) => {
    const found = judged()
    expect(found.young !== null).toBe(isYoung)
    expect(found).toMatchObject({perhapsOne: null, repeating: false, fromLog: false})
  })

  it('are no calm, and neither are those that CloudWatch shows', () => {
    expect([of(0).isCalm, of(5).isCalm, of(6).isCalm, find(counted({5: [60], 4: [60]})).isCalm]).toEqual([true, true, false, false])
  })

  it.each<[string, LogMinutes | null | Item<never>, RegExp | null]>([
    ['nobody read the log', skipped, /and it was not read/],
    ['the log is denied', missing('denied', 'logs:StartQuery', ''), /and logs:StartQuery is denied/],
    ['reading it failed', missing('failed', 'logs:StartQuery', ''), /and logs:StartQuery failed/],
    ['there is none', null, /the function has no log/],
    ['it was read', log({}), null],
  ])('%s', (_, read, why) => {
    const {young} = find(counted({4: [20]}), {log: read})
    if (why === null) expect(young).toBeNull()
    else expect(young).toMatch(why)
  })
})

describe('the log of the minutes since', () => {
  const shown = counted({4: [20]})
  const total = (given: Counts, toMs = nowMs) => find(shown, {log: log({4: [20], ...given}, 60, toMs)})
  it.each([
    ['all fails in two minutes', () => total({3: [30, 30], 2: [30, 30]}), 'all'],
    ['98 % of them', () => total({3: [49, 50], 2: [49, 50]}), 'all'],
    ['97 %', () => total({3: [97, 100], 2: [97, 100]}), 'none'],
    ['in one', () => total({3: [30, 30]}), 'all'],
    ['in a minute of which the lines may still come', () => total({1: [59, 60]}), 'none'],
    ['in one that is whole', () => total({1: [59, 60]}, nowMs + 10_000), 'all'],
    ['nearly', () => total({1: [59, 60]}, nowMs + 9999), 'none'],
    ['most succeeds', () => total({3: [3, 30], 2: [3, 30]}), 'none'],
  ])('%s', (_, found, scope) => {
    const {judged, fromLog, isCalm, young} = found()
    expect({scope: judged.scope, fromLog, isCalm, young}).toEqual({scope, fromLog: scope === 'all', isCalm: false, young: null})
  })

  it('adds its minutes to those that CloudWatch shows, each once and in their order', () => {
    const {judged} = total({3: [30, 30], 2: [30, 30]})
    expect(judged).toMatchObject({invoked: 60, share: 1})
    expect(judged.since.map(({atMs}) => (nowMs - atMs) / 60_000)).toEqual([4, 3, 2])
    const holed = counted({4: [60]}).filter(({atMs}) => atMs !== ago(5))
    const filled = find(holed, {log: log({5: [60, 60], 4: [60], 3: [30, 30], 2: [30, 30]})})
    expect(filled.judged.since.map(({atMs}) => (nowMs - atMs) / 60_000)).toEqual([5, 4, 3, 2])
  })

  it('is read for another reason, and shows the end of a small failure', () => {
    const small = counted({4: [2]})
    expect(find(small, {log: log({4: [2], 3: [30, 30], 2: [30, 30]})})).toMatchObject({fromLog: true, young: null, isCalm: false})
    expect(find(counted({}), {log: log({3: [30, 30], 2: [30, 30]})})).toMatchObject({fromLog: false, isCalm: true})
    expect(find(counted({6: [2]}, 6), {log: log({3: [30, 30], 2: [30, 30]})})).toMatchObject({fromLog: false, isCalm: true})
  })

  const failing = (inBoth: number) => find(shown, {log: log({4: [inBoth], 3: [30, 30], 2: [30, 30]})})
  it.each([
    ['twice the failures that CloudWatch counts, and two', () => failing(42), null],
    ['more', () => failing(43), /43 failures where CloudWatch counts 20 errors/],
  ])('is not believed with %s', (_, found, why) => {
    const {young, fromLog} = found()
    expect(fromLog).toBe(why === null)
    if (why === null) expect(young).toBeNull()
    else expect(young).toMatch(why)
  })

  // Seven minutes of 60 invocations are in both.
  const logged = (inBoth: number) => find(shown, {log: log({4: [20, inBoth], 3: [30, 30], 2: [30, 30]}, 30)})
  it.each([
    ['half of the invocations', () => logged(30), null],
    ['fewer', () => logged(29), /has 209 of 420 invocations, not those that succeed/],
  ])('is believed with %s', (_, found, why) => {
    const {young, fromLog} = found()
    expect(fromLog).toBe(why === null)
    if (why === null) expect(young).toBeNull()
    else expect(young).toMatch(why)
  })

  it('is compared in the minutes that both know', () => {
    const early = counted({12: [0, 9000], 4: [20]})
    expect(find(early, {log: log({4: [20], 3: [30, 30], 2: [30, 30]})}).fromLog).toBe(true)
    const late = {...log({4: [20], 3: [30, 30], 2: [90, 90]})}
    expect(find(shown, {log: late}).fromLog).toBe(true)
  })
})

describe('a minute that runs', () => {
  const shown = counted({4: [20]})
  /** So many invocations of the running minute, which began so many seconds ago, beside one that failed as a whole. */
  const running = (invocations: number, failed: number, seconds: number) => {
    const {minutes, ...rest} = log({4: [20]})
    const both = [...minutes, {atMs: nowMs - seconds * 1000, invocations, failed, durationSumMs: null}]
    return find(shown, {log: {...rest, minutes: both}}).fromLog
  }
  it.each<[string, () => boolean, boolean]>([
    ['20 s, in which all three fail', () => running(3, 3, 20), true],
    ['19 s', () => running(3, 3, 19), false],
    ['two invocations', () => running(2, 2, 20), false],
    ['one of four succeeds', () => running(4, 3, 20), false],
    ['it has nearly ended', () => running(3, 3, 69), true],
  ])('%s', (_, found, expected) => {
    expect(found()).toBe(expected)
  })

  it('is read where AWS names a problem, although CloudWatch shows no failure', () => {
    const failing = log({3: [30, 30], 2: [30, 30]})
    expect(find(counted({}), {log: failing, hasProblem: true}).fromLog).toBe(true)
    expect(find(counted({}), {log: failing}).fromLog).toBe(false)
  })
})

describe('one batch that repeats', () => {
  const waiting = lagOf(16)
  const of = (given: Counts, lag = waiting, calm = 60) => find(counted({4: [4]}), {log: log({4: [4], ...given}, calm), lag})
  const three: Counts = {3: [3], 2: [3]}
  it.each([
    ['three minutes fail in part', () => of(three), true],
    ['two', () => of({3: [3]}), false],
    ['one of them does not', () => of({3: [0], 2: [3]}), false],
    ['less than half of the invocations', () => of({3: [29], 2: [30]}), true],
    ['half of them', () => of({3: [30], 2: [30]}), false],
    ['no record waits', () => of(three, lagOf(3)), false],
    ['half of the records wait', () => of(three, lagOf(16, 1, 3.01)), false],
    ['the middle one is not so old', () => of(three, lagOf(16, 1, 3)), true],
  ])('%s', (_, found, expected) => {
    const {repeating, fromLog, judged} = found()
    expect({repeating, fromLog, scope: judged.scope}).toEqual({repeating: expected, fromLog: expected, scope: 'none'})
    expect(judged.since).toHaveLength(expected ? 3 : 1)
  })

  it('is not known where the log has more than failures', () => {
    const found = of({8: [9], 7: [9], 6: [9], 5: [9], 4: [9], 3: [9], 2: [9]})
    expect(found).toMatchObject({repeating: false, fromLog: false, young: null, perhapsOne: expect.stringMatching(/45 failures/)})
    expect(of({8: [9], 7: [9], 6: [9], 5: [9], 4: [9], 3: [9], 2: [9]}, lagOf(1)).perhapsOne).toBeNull()
  })

  /** The log has failures alone, and CloudWatch lacks the minute before the newest. */
  const holed = (errors: number, given: Counts, newest = 60) =>
    find(
      counted({4: [errors, newest]}).filter(({atMs}) => atMs !== ago(5)),
      {log: log(given, 0), lag: waiting},
    )
  it.each([
    ['others pass in a published minute since', () => holed(1, {5: [6, 6], 4: [1, 1], 3: [1, 1]}), true],
    ['a tenth of it fails', () => holed(6, {5: [6, 6], 4: [6, 6], 3: [1, 1]}), false],
    ['a little less', () => holed(5, {5: [6, 6], 4: [5, 5], 3: [1, 1]}), true],
    ['it began in the newest one', () => holed(1, {4: [1, 1], 3: [1, 1], 2: [1, 1]}), false],
    ['half of the usual number fails', () => holed(1, {5: [6, 6], 4: [1, 1], 3: [119, 119]}), false],
    ['less', () => holed(1, {5: [6, 6], 4: [1, 1], 3: [58, 58]}), true],
  ])('without the successes: %s', (_, judged, expected) => {
    const found = judged()
    expect([found.repeating, found.fromLog]).toEqual([expected, expected])
  })
})
