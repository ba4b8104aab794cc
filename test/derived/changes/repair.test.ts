import {describe, expect, it} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {repairOf} from '../../../src/derived/changes/repair.ts'
import type {Change, Repair} from '../../../src/model/derived/changes.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
import type {FunctionMetrics, Mapping, TableMetrics} from '../../../src/model/evidence/evidence.ts'
import {functionMetrics, mapping, nowMs, published, series, tableMetrics} from '../../support/evidence.ts'

type Values = (ago: number) => number | null
const ago = (minutes: number) => nowMs - minutes * 60_000
const changed = (minutes: number, what: Change['what'] = 'mapping'): Change => ({
  what,
  atMs: ago(minutes),
  words: what,
  operation: null,
  settings: [],
  beforeOnsetSeconds: null,
})
interface Given {
  list?: Change[]
  metrics?: FunctionMetrics
  table?: TableMetrics
  mapping?: Mapping | undefined
  floorSeconds?: number
}
/** The mapping is changed twenty minutes ago; the age is 300 s before it and 1 s since. */
const late: Values = m => (m > 20 ? 300 : 1)
const repair = (given: Given): Repair | null => {
  const all = {list: [changed(20)], metrics: functionMetrics(late), table: undefined, mapping: mapping(), floorSeconds: 10, ...given}
  return repairOf(all.list, {...all, lag: {floorSeconds: all.floorSeconds} as Lag, nowMs, thresholds})
}
const ages = (age: Values, given: Given = {}) => repair({metrics: functionMetrics(age), ...given})
type Row = [string, () => Repair | null, Partial<Repair> | null]
const matches = (found: Repair | null, expected: Partial<Repair> | null) => {
  if (expected === null) expect(found).toBeNull()
  else expect(found).toMatchObject(expected)
}
const recovered = {kind: 'recovered', sinceMs: ago(20)} as const

describe('which change it was', () => {
  it.each<Row>([
    ['of the mapping', () => repair({}), {...recovered, newestMs: ago(4), change: changed(20)}],
    ['of the function', () => repair({list: [changed(20, 'function')]}), recovered],
    ['of the alias', () => repair({list: [changed(20, 'alias')]}), recovered],
    ['of the reserved concurrency', () => repair({list: [changed(20, 'concurrency')]}), recovered],
    ['a stream was made', () => repair({list: [changed(20, 'stream')]}), null],
    ['a shard was made', () => repair({list: [changed(20, 'shard')]}), null],
    ['a shard was made, and something changed before', () => repair({list: [changed(19, 'shard'), changed(20)]}), recovered],
    ['the newest of two', () => repair({list: [changed(20), changed(25)]}), {change: changed(20)}],
    ['45 minutes ago', () => ages(m => (m > 45 ? 300 : 1), {list: [changed(45)]}), {kind: 'recovered'}],
    ['earlier', () => ages(m => (m > 45 ? 300 : 1), {list: [changed(45.01)]}), null],
    ['none', () => repair({list: []}), null],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

describe('the symptom before', () => {
  /** The late minutes before the change (minutes ago); the newest whole one is 22 minutes ago, because the change is seen in the one after. */
  const in_ =
    (...list: number[]): Values =>
    m =>
      list.includes(m) ? 300 : 1
  it.each<Row>([
    ['an age above the alarm', () => ages(m => (m > 20 ? 30.1 : 1)), recovered],
    ['at the alarm', () => ages(m => (m > 20 ? 30 : 1)), null],
    ['above the floor', () => ages(m => (m > 20 ? 60.1 : 1), {floorSeconds: 60}), recovered],
    ['at the floor', () => ages(m => (m > 20 ? 60 : 1), {floorSeconds: 60}), null],
    ['three of the newest six minutes', () => ages(in_(22, 23, 24)), recovered],
    ['two of them', () => ages(in_(22, 23)), null],
    ['the oldest of them', () => ages(in_(25, 26, 27)), recovered],
    ['an earlier one does not count', () => ages(in_(26, 27, 28)), null],
    ['the minute before the change does not count', () => ages(in_(21, 26, 27)), null],
    ['of the newest ten minutes alone', () => ages(m => (m > 30 ? 300 : m > 20 ? null : 1)), null],
    ['the tenth counts', () => ages(m => (m >= 28 ? 300 : m > 20 ? null : 1)), recovered],
    ['the ninth does', () => ages(m => (m >= 29 ? 300 : m > 20 ? null : 1)), null],
    ['four known minutes, of which three', () => ages(m => (m > 21 && m < 26 ? (m === 22 ? 1 : 300) : m > 20 ? null : 1)), recovered],
    ['of which two', () => ages(m => (m > 21 && m < 26 ? (m < 24 ? 1 : 300) : m > 20 ? null : 1)), null],
  ])('%s', (_, found, expected) => matches(found(), expected))

  const counts = (given: Parameters<typeof functionMetrics>[1]) => repair({metrics: functionMetrics(() => 1, given)})
  const beforeIt = (value: number, since = 0) => published(m => (m > 20 ? value : since))
  it.each<Row>([
    ['1 % of errors', () => counts({'Invocations.Sum': published(() => 100), 'Errors.Sum': beforeIt(1)}), null],
    ['more', () => counts({'Invocations.Sum': published(() => 100), 'Errors.Sum': beforeIt(1.1)}), recovered],
    ['5 % of throttles', () => counts({'Invocations.Sum': published(() => 95), 'Throttles.Sum': beforeIt(5)}), null],
    ['more', () => counts({'Invocations.Sum': published(() => 95), 'Throttles.Sum': beforeIt(5.1)}), recovered],
    ['throttles alone', () => counts({'Invocations.Sum': beforeIt(0, 60), 'Throttles.Sum': beforeIt(9)}), recovered],
    ['neither', () => counts({}), null],
  ])('%s', (_, found, expected) => matches(found(), expected))

  const silent = (writes: Values, invocations: Values = m => (m > 20 ? 0 : 60)) =>
    repair({
      metrics: functionMetrics(m => (m > 20 ? null : 1), {'Invocations.Sum': published(invocations)}),
      table: tableMetrics(() => 0, {'ConsumedWriteCapacityUnits.Sum': series(writes)}),
    })
  it.each<Row>([
    ['writes and no invocation', () => silent(() => 9), recovered],
    ['nothing is written', () => silent(() => 0), null],
    [
      'writes and an invocation',
      () =>
        silent(
          () => 9,
          () => 1,
        ),
      null,
    ],
    [
      'no minute of the invocations',
      () =>
        silent(
          () => 9,
          m => (m > 20 ? null : 60),
        ),
      recovered,
    ],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

describe('the minutes since', () => {
  it.each<Row>([
    ['calm in the newest two', () => ages(m => (m > 20 || (m > 10 && m < 20) ? 300 : 1)), {kind: 'recovered', sinceMs: ago(10)}],
    ['ten minutes after the change', () => ages(m => (m > 10 ? 300 : 1)), {kind: 'recovered', sinceMs: ago(10)}],
    ['later', () => ages(m => (m > 9 ? 300 : 1)), null],
    ['calm in the newest one alone', () => ages(m => (m > 10 && m < 12 ? 1 : m > 4 ? 300 : 1), {list: [changed(8)]}), null],
    ['calm in two of five', () => ages(m => (m > 5 ? 300 : 1), {list: [changed(8)]}), {kind: 'recovered', sinceMs: ago(5)}],
    ['a change within a minute', () => ages(late, {list: [changed(20.5)]}), {...recovered, sinceMs: ago(20)}],
    ['failures in the newest one', () => repair({metrics: functionMetrics(late, {'Errors.Sum': published(m => (m === 4 ? 6 : 0))})}), null],
    [
      'no minute since, for twelve minutes',
      () => ages(m => (m > 12 ? 300 : null), {list: [changed(12)]}),
      {kind: 'unseen', sinceMs: null, newestMs: ago(13)},
    ],
    ['for longer', () => ages(m => (m > 12 ? 300 : null), {list: [changed(12.01)]}), null],
    ['three minutes since', () => ages(() => 300, {list: [changed(6)]}), {kind: 'unseen', sinceMs: null}],
    ['four', () => ages(() => 300, {list: [changed(7)]}), null],
    [
      'without invocations before',
      () => repair({metrics: functionMetrics(() => null, {'Throttles.Sum': published(m => (m > 12 ? 9 : null))}), list: [changed(12)]}),
      {kind: 'unseen', newestMs: ago(12)},
    ],
  ])('%s', (_, found, expected) => matches(found(), expected))

  it('writes of the newest four minutes tell nothing: their invocations may not be published', () => {
    const table = tableMetrics(() => 0, {'ConsumedWriteCapacityUnits.Sum': series(() => 9)})
    const until = (newest: number) => functionMetrics(m => (m > 20 ? 300 : m >= newest ? 1 : null))
    expect(repair({metrics: until(5), table})).toMatchObject(recovered)
    expect(repair({metrics: until(6), table})).toBeNull()
    const unseen = functionMetrics(m => (m > 8 ? 300 : null))
    expect(repair({metrics: unseen, list: [changed(8)], table})).toBeNull()
    expect(repair({metrics: unseen, list: [changed(7)], table})).toMatchObject({kind: 'unseen'})
  })
})

describe('an age that falls since', () => {
  const falls =
    (perMinute: number, top = 20): Values =>
    m =>
      m > top ? 900 : 900 - (top - m) * perMinute
  it.each<Row>([
    ['by more than 0.02 s a second', () => ages(falls(1.21)), {kind: 'recovering', sinceMs: ago(20)}],
    ['by less', () => ages(falls(1.19)), null],
    ['since ten minutes after the change', () => ages(m => (m > 10 ? 900 - m : falls(20, 10)(m))), {kind: 'recovering', sinceMs: ago(10)}],
    ['since later', () => ages(m => (m > 9 ? 900 - m : falls(20, 9)(m))), null],
    ['three minutes', () => ages(falls(20, 6), {list: [changed(6)]}), {kind: 'recovering', sinceMs: ago(6)}],
    ['two', () => ages(falls(20, 5), {list: [changed(5)]}), {kind: 'unseen'}],
    [
      'and invocations fail still',
      () => repair({metrics: functionMetrics(falls(20), {'Errors.Sum': published(m => (m === 5 ? 6 : 0))})}),
      null,
    ],
    [
      'failed until three minutes before',
      () => repair({metrics: functionMetrics(falls(20), {'Errors.Sum': published(m => (m >= 6 ? 6 : 0))})}),
      {kind: 'recovering'},
    ],
    ['minutes without an age do not count', () => ages(m => (m === 12 ? null : falls(20)(m))), {kind: 'recovering', sinceMs: ago(20)}],
    ['and is low since', () => ages(m => Math.max(1, falls(65)(m) as number)), {kind: 'recovered', sinceMs: ago(6)}],
    ['and is low since, from a peak long after the change', () => ages(m => (m > 9 ? 900 - m : Math.max(1, 900 - (9 - m) * 300))), null],
    ['from the highest age', () => ages(m => (m > 18 ? 900 - 10 * m : falls(20, 18)(m))), {kind: 'recovering', sinceMs: ago(18)}],
  ])('%s', (_, found, expected) => matches(found(), expected))
})

describe('a mapping that was moved to a version', () => {
  const metrics = functionMetrics(m => (m > 5 ? null : 60), {'Invocations.Sum': published(m => (m <= 5 ? 60 : null))})
  const read = (values: Values) => tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': series(values)})
  const moved = (given: Given) => repair({metrics, list: [changed(6)], mapping: mapping({qualifier: '7'}), table: read(() => 9), ...given})
  it.each<Row>([
    ['its stream was read before', () => moved({}), null],
    ['read ten minutes before', () => moved({table: read(m => (m === 16 ? 9 : 0))}), null],
    ['earlier', () => moved({table: read(m => (m === 17 ? 9 : 0))}), {kind: 'unseen'}],
    ['in the minute of the change', () => moved({table: read(m => (m <= 7 ? 9 : 0))}), {kind: 'unseen'}],
    ['in the one before', () => moved({table: read(m => (m === 8 ? 9 : 0))}), null],
    ['it was not moved', () => moved({mapping: mapping()}), {kind: 'unseen'}],
    ['the mapping could not be read', () => moved({mapping: undefined}), {kind: 'unseen'}],
  ])('%s', (_, found, expected) => matches(found(), expected))

  it('has metrics of before where it is no new name', () => {
    const old = (given: Parameters<typeof functionMetrics>[1]) =>
      moved({metrics: functionMetrics(m => (m > 5 ? null : 60), {'Invocations.Sum': published(m => (m <= 5 ? 60 : null)), ...given})})
    expect(old({'Throttles.Sum': series(m => (m === 100 ? 1 : null))})).toMatchObject({kind: 'unseen'})
    expect(old({'Invocations.Sum': published(m => (m === 100 || m <= 5 ? 1 : null))})).toMatchObject({kind: 'unseen'})
    expect(old({'Invocations.Sum': published(m => (m <= 7 ? 1 : null))})).toBeNull()
    expect(old({'Invocations.Sum': published(m => (m <= 8 ? 1 : null))})).toMatchObject({kind: 'unseen'})
  })
})
