import {describe, expect, it} from 'vitest'
import type {NewestMinute} from '../../../src/model/derived/newest-minute.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {
  functionMetrics,
  mapping,
  mappingMetrics,
  nowMs,
  type Parts,
  published,
  series,
  stream,
  tableMetrics,
} from '../../support/evidence.ts'
import {logMinutes} from '../../support/on-demand.ts'

type Values = (ago: number) => number | null
const minute = (parts: Partial<Parts> = {}, gone: (keyof Parts)[] = []): NewestMinute | null => derivedOf('newestMinute', parts, gone)
const ago = (minutes: number) => nowMs - minutes * 60_000
/** CloudWatch shows the function up to four minutes ago; the usual minutes are those from 44 to 7 minutes ago. */
const newest =
  (value: number | null, usual: number | null = 1.2): Values =>
  minutes =>
    minutes === 4 ? value : usual
const metrics = (given: Parameters<typeof functionMetrics>[1], age: Values = () => 1.2) => ({functionMetrics: functionMetrics(age, given)})
const table = (writes: Values, read: Values = writes) => ({
  tableMetrics: tableMetrics(writes, {'ConsumedWriteCapacityUnits.Sum': series(writes), 'ReturnedRecordsCount.Sum': series(read)}),
})

it('is like the usual ones where nothing happens', () => {
  const {load, ...rest} = minute(metrics({'IteratorAge.p50': published(() => 700)})) as NewestMinute
  expect(rest).toEqual({
    atMs: ago(4),
    ageSeconds: 1.2,
    usualAgeSeconds: 1.2,
    waits: false,
    middleAgeSeconds: 0.7,
    durationRatio: 1,
    invocationRatio: 1,
    workRatio: 1,
    writeRatio: 1,
    writesRise: false,
    roseAtMs: null,
    leftShare: 0,
    readBeyond: 0,
    isLongest: false,
    isBusiest: false,
    afterPause: false,
    usualUse: (130 * 60) / (60_000 * 4),
    usualFill: 0.2,
    isUnusual: false,
    unpublished: null,
  })
  expect([load.fromMs, load.toMs]).toEqual([ago(4), ago(3)])
})

describe('which minute it is', () => {
  it.each<[string, Values, Values, number | null]>([
    ['the newest with an age', m => (m >= 5 ? 1 : null), () => 60, ago(5)],
    ['and with invocations', () => 1, m => (m >= 5 ? 60 : null), ago(5)],
    ['six minutes old', m => (m >= 6 ? 1 : null), () => 60, ago(6)],
    ['older', m => (m >= 7 ? 1 : null), () => 60, null],
    ['without an age', () => null, () => 60, null],
    ['with ten usual ages', m => (m === 4 || (m >= 7 && m <= 16) ? 1 : null), () => 60, ago(4)],
    ['with nine', m => (m === 4 || (m >= 7 && m <= 15) ? 1 : null), () => 60, null],
    ['ages of three minutes before and of 40 minutes count', m => (m === 4 || m === 7 || m >= 36 ? 1 : null), () => 60, ago(4)],
    ['those within three minutes and before 40 do not', m => (m <= 6 || m >= 36 ? 1 : null), () => 60, null],
  ])('%s', (_, age, invocations, atMs) => {
    expect(minute(metrics({'Invocations.Sum': published(invocations)}, age))?.atMs ?? null).toBe(atMs)
  })
})

describe('records wait', () => {
  it.each<[string, Values, boolean]>([
    ['3 s, which are nothing', newest(3, 1), false],
    ['a little more', newest(3.01, 1), true],
    ['twice the usual age', newest(4, 2), false],
    ['more than that', newest(4.01, 2), true],
    // Of the 38 usual minutes, the 35th in the order of their ages.
    ['1.25 times as much as nearly all', m => (m === 4 ? 10 : m % 10 === 0 ? 8 : 1), false],
    ['more than that', m => (m === 4 ? 10.01 : m % 10 === 0 ? 8 : 1), true],
    ['less than three of the usual ones', m => (m === 4 ? 4 : m % 10 === 0 && m > 10 ? 8 : 1), true],
  ])('%s', (_, age, waits) => {
    const found = minute(metrics({}, age))
    expect([found?.waits, found?.ageSeconds]).toEqual([waits, age(4)])
  })
})

describe('each value against the usual one', () => {
  it.each<[string, Partial<Parts>, Partial<NewestMinute>]>([
    [
      'longer',
      metrics({'Duration.Average': published(newest(390, 130))}),
      {durationRatio: 3, workRatio: 3, isLongest: true, isBusiest: true},
    ],
    [
      'shorter',
      metrics({'Duration.Average': published(newest(65, 130))}),
      {durationRatio: 0.5, workRatio: 0.5, isLongest: false, isUnusual: false},
    ],
    [
      'as long as the longest',
      metrics({'Duration.Average': published(m => (m === 4 || m === 20 ? 200 : 100))}),
      {isLongest: false, isBusiest: false},
    ],
    [
      'longer than it',
      metrics({'Duration.Average': published(m => (m === 4 ? 201 : m === 20 ? 200 : 100))}),
      {isLongest: true, isBusiest: true},
    ],
    [
      'the longest of 40 minutes',
      metrics({'Duration.Average': published(m => (m === 4 ? 201 : m === 45 ? 300 : 100))}),
      {isLongest: true, isBusiest: false},
    ],
    ['not of 40 minutes', metrics({'Duration.Average': published(m => (m === 4 ? 201 : m === 44 ? 300 : 100))}), {isLongest: false}],
    ['not of the usual ones', metrics({'Duration.Average': published(m => (m === 4 ? 201 : m === 7 ? 300 : 100))}), {isLongest: false}],
    [
      'it may have begun before',
      metrics({'Duration.Average': published(m => (m === 4 ? 201 : m === 6 ? 300 : 100))}),
      {isLongest: true, isBusiest: false},
    ],
    [
      'more invocations',
      metrics({'Invocations.Sum': published(newest(90, 60))}),
      {invocationRatio: 1.5, workRatio: 1.5, isBusiest: true, isUnusual: true},
    ],
    ['more by 10 %', metrics({'Invocations.Sum': published(newest(66, 60))}), {isUnusual: false}],
    ['by more', metrics({'Invocations.Sum': published(newest(67, 60))}), {isUnusual: true}],
    ['fewer by 10 %', metrics({'Invocations.Sum': published(newest(54, 60))}), {isUnusual: false}],
    ['by more', metrics({'Invocations.Sum': published(newest(53, 60))}), {isUnusual: true}],
    ['not fewer than the fewest', metrics({'Invocations.Sum': published(m => (m === 4 ? 50 : m === 20 ? 55 : 60))}), {isUnusual: false}],
    ['not more than the most', metrics({'Invocations.Sum': published(m => (m === 4 ? 70 : m === 20 ? 65 : 60))}), {isUnusual: false}],
    ['an error', metrics({'Errors.Sum': published(newest(1, 0))}), {isUnusual: true}],
    ['older by 25 %', metrics({}, newest(1.5)), {isUnusual: false}],
    ['by more', metrics({}, newest(1.51)), {isUnusual: true}],
    ['without a median age', metrics({'IteratorAge.p50': published(() => null)}), {middleAgeSeconds: null}],
    [
      'the median stands for a mean that is missing',
      metrics({'Duration.Average': published(newest(null, 130))}),
      {durationRatio: null, isLongest: false, isBusiest: false},
    ],
    [
      'records by the mapping’s own count',
      {mappingMetrics: mappingMetrics({'InvokedEventCount.Sum': published(newest(300, 600))})},
      {workRatio: 2, usualFill: 0.1},
    ],
    [
      'a count that lacks most minutes',
      {mappingMetrics: mappingMetrics({'InvokedEventCount.Sum': published(m => (m <= 15 ? 600 : null))})},
      {usualFill: null},
    ],
    [
      'a count of ten minutes',
      {mappingMetrics: mappingMetrics({'InvokedEventCount.Sum': published(m => (m <= 16 ? 600 : null))})},
      {usualFill: 0.1},
    ],
    [
      'a count that is older',
      {mappingMetrics: mappingMetrics({'InvokedEventCount.Sum': published(m => (m > 44 ? 600 : null))})},
      {usualFill: 0.2},
    ],
    ['an update of the mapping', {mapping: mapping({lastModifiedMs: ago(9)})}, {afterPause: true}],
    ['an earlier one', {mapping: mapping({lastModifiedMs: ago(10)})}, {afterPause: false}],
    ['two shards', {stream: stream(2)}, {usualUse: (130 * 60) / (60_000 * 2)}],
    ['no shard', {stream: stream(0)}, {usualUse: null}],
  ])('%s', (_, parts, expected) => {
    expect(minute(parts)).toMatchObject(expected)
  })

  it('takes the time of the function from the median duration where the mean is missing', () => {
    const of = (p50: Values) =>
      minute(metrics({'Duration.Average': published(newest(null, 130)), 'Duration.p50': published(p50)}))?.load.laneUse
    expect(of(() => 400)).toBeCloseTo((60 * 400) / (60_000 * 4))
    expect(of(newest(null, 400))).toBeNull()
    expect(minute()?.load.laneUse).toBeCloseTo((60 * 130) / (60_000 * 4))
  })

  it('needs ten usual minutes of each metric', () => {
    const from =
      (first: number, value: number): Values =>
      m =>
        m === 4 || (m >= 7 && m <= first) ? value : null
    const durations = (first: number) =>
      minute(metrics({'Duration.Average': published(from(first, 130)), 'Errors.Sum': published(() => 1)}))
    expect(durations(16)).toMatchObject({durationRatio: 1, workRatio: 1, isUnusual: true, usualUse: expect.any(Number)})
    expect(durations(15)).toMatchObject({durationRatio: null, workRatio: null, isUnusual: false, usualUse: null, isLongest: false})
    const invocations = (first: number) =>
      minute(metrics({'Invocations.Sum': published(from(first, 60)), 'Errors.Sum': published(() => 1)}))
    expect(invocations(16)).toMatchObject({invocationRatio: 1, isUnusual: true, usualFill: 0.2})
    expect(invocations(15)).toMatchObject({invocationRatio: null, isUnusual: false, usualFill: null})
  })
})

describe('the unread rest of a minute', () => {
  it.each<[string, number, boolean]>([
    ['more than a fifth', 959, true],
    ['less', 961, false],
  ])('%s', (_, read, isUnusual) => {
    expect(
      minute(
        table(
          () => 1200,
          m => (m <= 4 ? read : 1200),
        ),
      )?.isUnusual,
    ).toBe(isUnusual)
  })
})

describe('writes and reads beside the usual ones', () => {
  const three: Values = m => (m <= 6 ? 2400 : 1200)
  /** From four minutes ago on: the table may show one minute more than the function. */
  const lately =
    (value: number): Values =>
    m =>
      m <= 4 ? value : 1200
  it.each<[string, Partial<Parts>, Partial<NewestMinute>]>([
    ['1.3 times as much is written', table(lately(1560)), {writeRatio: 1.3, writesRise: true, isUnusual: true, roseAtMs: ago(4)}],
    ['a little less', table(lately(1559)), {writesRise: true, roseAtMs: null}],
    ['as much as ever', table(m => (m <= 4 || m === 20 ? 1560 : 1200)), {writesRise: false, isUnusual: false, writeRatio: 1.3}],
    ['less', table(lately(600)), {writeRatio: 0.5, writesRise: false, roseAtMs: null, isUnusual: false}],
    ['more since three minutes', table(m => (m <= 6 ? 2400 : 1200)), {roseAtMs: ago(6)}],
    ['more since before', table(m => (m <= 9 ? 2400 : 1200)), {roseAtMs: ago(6)}],
    ['the table shows a minute more', table(m => (m <= 2 ? null : m === 3 ? 2400 : 1200)), {writeRatio: 2}],
    ['two minutes more', table(m => (m <= 2 ? 2400 : 1200)), {writeRatio: 1}],
    ['a minute less', table(m => (m <= 4 ? null : m === 5 ? 2400 : 1200)), {writeRatio: 2}],
    ['two minutes less', table(m => (m <= 5 ? null : 1200)), {writeRatio: null, writesRise: false, leftShare: null, readBeyond: null}],
    ['ten usual minutes', table(m => (m <= 16 ? 1200 : null)), {writeRatio: 1, leftShare: 0}],
    [
      'nine',
      table(m => (m <= 15 ? (m === 4 ? 2400 : 1200) : null)),
      {writeRatio: null, writesRise: false, roseAtMs: null, leftShare: null},
    ],
    [
      'half is not read',
      table(
        () => 1200,
        m => (m <= 4 ? 600 : 1200),
      ),
      {leftShare: 0.5, readBeyond: -1},
    ],
    [
      'half is not read, of records that several readers get',
      table(
        () => 1200,
        m => (m <= 4 ? 1200 : 2400),
      ),
      {leftShare: 0.5},
    ],
    ['more is read than written', table(() => 1200, three), {leftShare: 0, readBeyond: 4}],
    [
      'read later than it was written',
      table(
        () => 1200,
        m => (m === 5 ? 600 : m === 4 ? 1800 : 1200),
      ),
      {leftShare: 0, readBeyond: 0},
    ],
  ])('%s', (_, parts, expected) => {
    expect(minute(parts)).toMatchObject(expected)
  })

  it('are not known without the table', () => {
    expect(minute({}, ['tableMetrics'])).toMatchObject({
      writeRatio: null,
      writesRise: false,
      roseAtMs: null,
      leftShare: null,
      readBeyond: null,
      usualFill: null,
      workRatio: null,
    })
  })
})

it('takes the log where the usual minutes are known', () => {
  const timed = {...logMinutes([{ago: 3, invocations: 60, failed: 0}])}
  const log = {...timed, minutes: timed.minutes.map(one => ({...one, durationSumMs: 130 * one.invocations}))}
  expect(minute({logMinutes: log})?.unpublished).toMatchObject({
    atMs: ago(3),
    durationRatio: 1,
    invocationRatio: 1,
    laneUse: 0.0325,
    catchesUp: false,
  })
  expect(minute({logMinutes: log, mapping: mapping({lastModifiedMs: ago(5)})})?.unpublished).toMatchObject({catchesUp: true})
  expect(minute({logMinutes: null})?.unpublished).toBeNull()
  const few = metrics({'Duration.Average': published(m => (m <= 15 ? 130 : null))})
  expect(minute({...few, logMinutes: log})?.unpublished).toBeNull()
})
