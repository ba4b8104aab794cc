import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Readers} from '../../../src/model/derived/readers.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {evidence, mapping, moment, type Parts, published, stream, tableMetrics} from '../../support/evidence.ts'

function readersOf(parts: Partial<Parts>): Readers {
  const all = evidence(parts)
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)('readers')
  if (item.state === 'missing') throw new Error(item.detail)
  return item.value
}

const reads = (returned: (ago: number) => number | null, calls: (ago: number) => number | null = () => null, more = {}) => ({
  tableMetrics: tableMetrics(() => 100, {
    'ReturnedRecordsCount.Sum': published(returned),
    'GetRecords.SampleCount': published(calls),
    ...more,
  }),
})
const other = (name: string, given = {}) =>
  mapping({uuid: name, functionName: name, functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}`, ...given})

describe('how often each record is read', () => {
  it.each([
    ['five minutes', 8, 2],
    ['four minutes', 7, null],
  ])('is told by %s', (_, newest, times) => {
    expect(readersOf(reads(ago => (ago <= newest ? 200 : null))).timesRead).toBe(times)
  })

  it('is the value of half of the minutes, where a reader catches up', () => {
    expect(readersOf(reads(ago => (ago % 3 ? 100 : 900))).timesRead).toBe(1)
  })

  it('is that since reads are refused, from one minute on', () => {
    const refused = {'GetRecords.ThrottledRequests.Sum': published(ago => (ago <= 5 ? 10 : 0))}
    expect(
      readersOf(
        reads(
          ago => (ago <= 5 ? 300 : 100),
          () => null,
          refused,
        ),
      ).timesRead,
    ).toBe(3)
  })
})

describe('how many readers there are at least', () => {
  it.each<[string, Partial<Parts>, number]>([
    ['the mapping alone', reads(() => 100), 1],
    ['two that are listed', {...reads(() => 100), siblings: [other('a')]}, 2],
    ['one that is off', {...reads(() => 100), siblings: [other('a', {state: 'Disabled'})]}, 1],
    ['one of another stream', {...reads(() => 100), siblings: [other('a', {eventSourceArn: 'arn:other'})]}, 1],
    [
      'pipes that run',
      {
        ...reads(() => 100),
        pipes: [
          {name: 'a', arn: 'a', state: 'RUNNING'},
          {name: 'b', arn: 'b', state: 'STOPPED'},
        ],
      },
      2,
    ],
    ['2.3 reads of each record', reads(() => 230), 3],
    ['a little less', reads(() => 229), 1],
    ['3.2 reads', reads(() => 320), 3],
    ['3.4 reads', reads(() => 340), 4],
    [
      'calls of three pollers, where each record is read once',
      reads(
        () => 100,
        () => 3 * 4 * 240,
      ),
      1,
    ],
    [
      'calls of three pollers, where records have several units',
      reads(
        () => 30,
        () => 3 * 4 * 240,
      ),
      3,
    ],
    [
      'calls of three pollers in four minutes',
      reads(
        () => 30,
        ago => (ago <= 7 ? 3 * 4 * 240 : null),
      ),
      1,
    ],
    [
      'calls of three pollers on shards that are not known',
      {
        ...reads(
          () => 30,
          () => 3 * 4 * 240,
        ),
        stream: stream(0),
      },
      1,
    ],
  ])('%s', (_, parts, least) => {
    expect(readersOf(parts).least).toBe(least)
  })
})

describe('each line of the readers', () => {
  type Values = (ago: number) => number | null
  const once: Values = () => 100
  const calls =
    (perMinute: number, from = 180): Values =>
    m =>
      m <= from ? perMinute : null
  const refused = (minutes: number) => ({'GetRecords.ThrottledRequests.Sum': published(m => (m <= minutes ? 1 : 0))})
  const pipe = (state: string | null) => ({name: `p-${state}`, arn: 'a', state})
  it.each<[string, Partial<Parts>, Partial<Readers>]>([
    ['the mapping', reads(once), {mappings: ['orders-projector'], pipes: null, timesRead: 1, pollers: null, least: 1}],
    [
      'a version in its ARN',
      {...reads(once), siblings: [other('a', {functionArn: 'arn:aws:lambda:us-east-1:1:function:a:7'})]},
      {mappings: ['orders-projector', 'a:7'], least: 2},
    ],
    ['a name without an ARN', {...reads(once), siblings: [other('a', {functionArn: 'a'})]}, {mappings: ['orders-projector', 'a']}],
    ['a mapping that is off itself', {...reads(once), mapping: mapping({state: 'Disabled'})}, {mappings: [], least: 0}],
    [
      'pipes that start, change or are not known',
      {...reads(once), pipes: ['RUNNING', 'STARTING', 'UPDATING', null].map(pipe)},
      {pipes: ['p-RUNNING', 'p-STARTING', 'p-UPDATING', 'p-null'], least: 5},
    ],
    [
      'pipes that stand',
      {...reads(once), pipes: ['STOPPED', 'START_FAILED', 'RUNNING_FAILED', 'STOPPING'].map(pipe)},
      {pipes: [], least: 1},
    ],
    ['calls of two pollers', reads(once, calls(2 * 4 * 240)), {pollers: 2}],
    ['in five minutes', reads(once, calls(960, 8)), {pollers: 1}],
    ['in four', reads(once, calls(960, 7)), {pollers: null}],
    ['calls before the newest quarter of an hour', reads(once, m => (m > 15 ? 9600 : 960)), {pollers: 1}],
    ['the median of its minutes', reads(once, m => (m === 5 ? 96_000 : 960)), {pollers: 1}],
    ['2.3 pollers, where records have several units', reads(() => 50, calls(2.3 * 960)), {least: 3}],
    ['fewer', reads(() => 50, calls(2.29 * 960)), {least: 1}],
    ['0.7 reads of a record that one reader has', reads(() => 70, calls(3 * 960)), {least: 1}],
    ['fewer', reads(() => 69, calls(3 * 960)), {least: 3}],
    [
      'reads that are not known',
      {
        tableMetrics: tableMetrics(() => 100, {
          'ReturnedRecordsCount.Sum': published(() => null),
          'GetRecords.SampleCount': published(calls(3 * 960)),
        }),
      },
      {timesRead: null, least: 3},
    ],
    ['reads of the newest quarter of an hour', reads(m => (m <= 15 ? 200 : 900)), {timesRead: 2}],
    ['all of them, where half of the minutes read more', reads(m => (m % 2 ? 400 : 0)), {timesRead: 2}],
    [
      'minutes without writes',
      {tableMetrics: tableMetrics(m => (m % 2 ? 100 : 0), {'ReturnedRecordsCount.Sum': published(() => 200)})},
      {timesRead: 2},
    ],
    [
      'refused in the newest minute alone',
      reads(
        () => 300,
        () => null,
        refused(4),
      ),
      {timesRead: null},
    ],
    [
      'for two minutes',
      reads(
        m => (m <= 4 ? 300 : 100),
        () => null,
        refused(5),
      ),
      {timesRead: 3},
    ],
    [
      'refused before the newest quarter of an hour',
      reads(
        m => (m <= 8 ? 200 : null),
        () => null,
        {'GetRecords.ThrottledRequests.Sum': published(m => (m === 16 ? 1 : 0))},
      ),
      {timesRead: 2},
    ],
    [
      'since its first minute',
      reads(
        m => (m <= 7 ? 200 : null),
        () => null,
        {'GetRecords.ThrottledRequests.Sum': published(m => (m === 15 ? 1 : 0))},
      ),
      {timesRead: 2},
    ],
  ])('%s', (_, parts, expected) => {
    expect(readersOf(parts)).toMatchObject(expected)
  })

  it('counts the mapping where the others could not be listed', () => {
    expect(derivedOf('readers', reads(once), ['siblings'])).toMatchObject({mappings: null, least: 1})
    expect(derivedOf('readers', {...reads(once), pipes: [pipe('RUNNING')]}, ['siblings'])).toMatchObject({least: 2})
    expect(derivedOf('readers', {}, ['tableMetrics'])).toMatchObject({timesRead: null, pollers: null})
    expect(derivedOf('readers', reads(once, calls(960)), ['stream'])).toMatchObject({pollers: null})
  })
})
