import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Readers} from '../../../src/model/derived/readers.ts'
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

  it('is what half of the minutes show, where a reader catches up', () => {
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
