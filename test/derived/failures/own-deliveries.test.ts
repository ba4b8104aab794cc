import {describe, expect, it} from 'vitest'
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
