import {describe, expect, it} from 'vitest'
import {type Counted, deliversAll} from '../../../src/derived/failures/own-deliveries.ts'
import type {LagState} from '../../../src/model/derived/lag.ts'
import {functionMetrics, mapping, mappingMetrics, type Parts, published, stream, tableMetrics} from '../../support/evidence.ts'
import {lagOf} from '../../support/lag-of.ts'
import {found} from '../../support/weigh.ts'

const other = mapping({uuid: 'other', eventSourceArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks'})
const since = 53
/** Ten minutes late since; the youngest batches are current. */
const late = functionMetrics(ago => (ago > since ? 1 : Math.min(600, (since - ago) * 60 + 30)))

interface Counts {
  /** Share of the usual that the mapping hands over in the late minutes. */
  handed?: number
  filtered?: number
  failed?: number
  shards?: number
  /** Unevenness of the counts from minute to minute. */
  noise?: number
  more?: Partial<Parts>
}

/** 1,000 writes a minute make 900 records; four shards of which one would miss 2,250 records in fifty minutes. */
const shared = ({handed = 1, filtered = 0, failed = 0, shards = 4, noise = 0, more = {}}: Counts): Partial<Parts> => ({
  siblings: [other],
  stream: stream(shards),
  functionMetrics: late,
  tableMetrics: tableMetrics(() => 1000),
  mapping: mapping({metrics: ['EventCount']}),
  mappingMetrics: mappingMetrics({
    'PolledEventCount.Sum': published(() => 900),
    'InvokedEventCount.Sum': published(ago => (900 - filtered) * (ago > since ? 1 : handed) * (1 + (ago % 2 ? noise : -noise))),
    'FilteredOutEventCount.Sum': published(() => filtered),
    'FailedInvokeEventCount.Sum': published(ago => (ago < 20 ? failed : 0)),
  }),
  ...more,
})

describe("a late age beside the mapping's own counts", () => {
  it.each<[string, Counts, LagState]>([
    ['all is handed over', {}, 'ok'],
    ['half of it is left out by a filter', {filtered: 450}, 'ok'],
    ['a little less than half of the backlog is missing', {handed: 0.977}, 'ok'],
    ['a little more than half of the backlog is missing', {handed: 0.973}, 'behind'],
    ['one of forty shards would be missing less', {handed: 0.995, shards: 40}, 'behind'],
    ['the counts vary too much to see it', {noise: 0.1}, 'behind'],
    ['records fail, and are counted again', {failed: 1}, 'behind'],
    ['no count', {more: {mappingMetrics: mappingMetrics()}}, 'behind'],
    ['no calm before', {more: {functionMetrics: functionMetrics(() => 600)}}, 'behind'],
    ['the function has no other mapping', {more: {siblings: []}}, 'behind'],
  ])('%s', (_name, counts, state) => {
    expect(lagOf(shared(counts)).state).toBe(state)
  })

  it('is no cause of this mapping', () => {
    expect(found(shared({}))).toEqual([])
    expect(lagOf(shared({}))).toMatchObject({ageSeconds: null, slope: null, stuck: null, lossAtMs: null})
    expect(lagOf(shared({})).because[0]).toMatch(/the iterator age is that of another mapping/)
  })
})

describe('all is delivered by the counts', () => {
  type Values = (ago: number) => number | null
  /** Ten calm minutes and five late ones, one shard: the newest is five minutes late, so that 500 of 500 records would be missing. */
  const minutes =
    (late: number, calm: number): Values =>
    m =>
      m <= 3 + late ? 300 : m <= 3 + late + calm ? 1 : null
  const of = (given: {
    age?: Values
    handed?: Values
    filtered?: Values
    written?: Values
    failed?: Values
    throttles?: Values
    more?: Partial<Counted>
  }) =>
    deliversAll({
      metrics: functionMetrics(given.age ?? minutes(5, 10), {'Throttles.Sum': published(given.throttles ?? (() => 0))}),
      counts: mappingMetrics({
        'InvokedEventCount.Sum': published(given.handed ?? (() => 100)),
        'FilteredOutEventCount.Sum': published(given.filtered ?? (() => null)),
        'FailedInvokeEventCount.Sum': published(given.failed ?? (() => 0)),
      }),
      table: tableMetrics(given.written ?? (() => 100)),
      openShards: 1,
      lateSeconds: 30,
      ...given.more,
    })
  const lateOnly =
    (value: number): Values =>
    m =>
      m <= 8 ? value : 100
  it.each<[string, () => boolean, boolean]>([
    ['ten calm minutes, five late ones', () => of({}), true],
    ['nine calm minutes', () => of({age: minutes(5, 9)}), false],
    ['four late ones', () => of({age: minutes(4, 10)}), false],
    ['an age at the limit is calm', () => of({age: m => (m === 8 ? 30 : minutes(6, 10)(m))}), false],
    ['a calm minute lacks its count', () => of({handed: m => (m === 15 ? null : 100)}), false],
    ['its writes are bridged', () => of({written: m => (m === 15 ? null : 100)}), true],
    // 250 records are half of the backlog.
    ['less than half of the backlog is missing', () => of({handed: lateOnly(50.1)}), true],
    ['half of it', () => of({handed: lateOnly(50)}), false],
    ['the rest is left out by a filter', () => of({handed: lateOnly(50), filtered: lateOnly(50)}), false],
    ['a filter leaves out more in the late minutes', () => of({handed: lateOnly(50), filtered: m => (m <= 8 ? 50 : 0)}), true],
    ['half as much is written', () => of({handed: lateOnly(50), written: lateOnly(50)}), true],
    ['two records for each write', () => of({handed: m => (m <= 8 ? 101 : 200)}), true],
    ['and half of the backlog is missing', () => of({handed: m => (m <= 8 ? 100 : 200)}), false],
    ['one of two shards: half of its backlog', () => of({handed: lateOnly(75), more: {openShards: 2}}), false],
    ['less of it', () => of({handed: lateOnly(75.1), more: {openShards: 2}}), true],
    // Calm minutes that stray by 20: 2 × 20 × √5 = 89 of 250.
    ['noise', () => of({handed: m => (m > 8 ? (m % 2 ? 120 : 80) : 68)}), true],
    ['as much noise as can be', () => of({handed: m => (m > 8 ? (m % 2 ? 120 : 80) : 67)}), false],
    ['a record that fails since', () => of({failed: m => (m === 8 ? 1 : 0)}), false],
    ['before', () => of({failed: m => (m === 9 ? 1 : 0)}), true],
    ['a throttle since', () => of({throttles: m => (m === 8 ? 1 : 0)}), false],
    ['before', () => of({throttles: m => (m === 9 ? 1 : 0)}), true],
    ['nothing is handed over', () => of({handed: () => 0}), false],
    ['nothing is written', () => of({written: () => 0}), false],
    ['no counts', () => of({more: {counts: undefined}}), false],
    ['no table', () => of({more: {table: undefined}}), false],
    ['no shard', () => of({more: {openShards: 0}}), false],
    ['shards that are not known', () => of({more: {openShards: undefined}}), false],
    ['no age', () => of({age: () => null}), false],
    ['no late minute', () => of({age: () => 1}), false],
    ['another limit', () => of({more: {lateSeconds: 300}}), false],
  ])('%s', (_, found, expected) => {
    expect(found()).toBe(expected)
  })
})
