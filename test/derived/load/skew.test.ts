import {describe, expect, it} from 'vitest'
import {skew} from '../../../src/derived/load/skew.ts'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
import type {Skew} from '../../../src/model/derived/skew.ts'
import {known, missing} from '../../../src/model/evidence/item.ts'
import {evidence, functionMetrics, moment, type Parts, published, stream} from '../../support/evidence.ts'
import {growing} from '../../support/load.ts'

function skewOf(parts: Partial<Parts>): Skew {
  const all = evidence(parts)
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)('skew')
  if (item.state === 'missing') throw new Error(item.detail)
  return item.value
}

/** All shards are late, and the oldest is so many times as old as half of the batches, in some of the newest six minutes. */
const late = (times: number, inMinutes = 6, age = (ago: number) => growing(0.4)(ago) + 100): Partial<Parts> => ({
  functionMetrics: functionMetrics(
    ago => age(ago) * (ago - 4 < inMinutes ? times : 1),
    {'IteratorAge.p50': published(ago => age(ago) * 1000)},
    ago => age(ago) * 0.9,
  ),
})

it.each<[string, Partial<Parts>, Skew['kind']]>([
  ['three times as old', late(3, 180), 'skewed'],
  ['not quite', late(2.99, 180), 'even'],
  ['no record is late', {}, 'even'],
  ['one shard of one', {...late(3, 180), stream: stream(1)}, 'even'],
  ['one shard alone is late', {functionMetrics: functionMetrics(growing(0.4))}, 'skewed'],
  ['nothing is delivered', {functionMetrics: functionMetrics(ago => (ago > 40 ? 1 : null))}, 'unknown'],
])('%s', (_, parts, kind) => {
  expect(skewOf(parts).kind).toBe(kind)
})

describe('one shard among late ones', () => {
  const at = (max: number, p50: number | null, inMinutes = 6) => {
    const age = (ago: number) => 400 + (60 - ago)
    return skewOf({
      functionMetrics: functionMetrics(
        ago => age(ago) + (ago - 4 < inMinutes ? max : 0),
        {'IteratorAge.p50': published(ago => (p50 === null ? null : (age(ago) + p50) * 1000))},
        ago => age(ago) - 100,
      ),
    }).kind
  }
  it('is far older in 60 % of the newest six minutes', () => {
    expect([at(3000, 0, 4), at(3000, 0, 3), at(3000, 0, 180)]).toEqual(['skewed', 'even', 'skewed'])
  })
  it('is not told without the median', () => {
    expect(at(3000, null)).toBe('even')
  })
})

const lagGiven = (given: Partial<Lag>): Lag => ({state: 'slow', scope: 'all', stuck: null, because: ['why'], series: [], ...given}) as Lag
const point = (max: number | null, p50: number | null, min: number | null = 1) => ({atMs: 0, max, p50, min})
it.each<[string, Partial<Lag>, number | undefined, Skew['kind'], string?]>([
  ['one open shard', {scope: 'one-shard'}, 1, 'even'],
  ['two', {scope: 'one-shard'}, 2, 'skewed'],
  ['shards that are not known', {scope: 'one-shard'}, undefined, 'skewed'],
  ['some shards', {scope: 'some'}, 4, 'skewed'],
  ['a scope that is not known', {scope: 'unknown'}, 4, 'unknown'],
  ['a batch that is stuck', {scope: 'one-shard', stuck: {positionMs: 0, atMs: []}}, 4, 'unknown'],
  ['in time', {state: 'ok', scope: 'one-shard'}, 4, 'even'],
  ['idle', {state: 'idle', scope: 'one-shard'}, 4, 'even'],
  ['stopped', {state: 'stopped', scope: 'one-shard', because: ['a', 'b']}, 4, 'unknown', 'a; b'],
  ['a state that is not known', {state: 'unknown', scope: 'one-shard'}, 4, 'unknown', 'why'],
  ['all, without an age', {}, 4, 'even'],
  // Three times as old, and by more than a minute.
  ['more than 60 s older', {series: [point(88.1, 28)]}, 4, 'skewed'],
  ['60 s older', {series: [point(88, 28)]}, 4, 'even'],
  ['three times as old', {series: [point(300, 100)]}, 4, 'skewed'],
  ['less', {series: [point(299, 100)]}, 4, 'even'],
  ['three of five minutes', {series: [...Array(3).fill(point(300, 100)), ...Array(2).fill(point(100, 100))]}, 4, 'skewed'],
  ['two of five', {series: [...Array(2).fill(point(300, 100)), ...Array(3).fill(point(100, 100))]}, 4, 'even'],
  [
    'the seventh minute does not count',
    {series: [...Array(2).fill(point(300, 100)), ...Array(3).fill(point(100, 100)), ...Array(2).fill(point(300, 100))]},
    4,
    'even',
  ],
  ['minutes without both do not count', {series: [point(300, 100), point(100, null), point(null, 100)]}, 4, 'skewed'],
])('%s', (_, lag, openShards, kind, because) => {
  const shards = openShards === undefined ? missing('denied', 'x:Y', 'x') : known(stream(openShards))
  const found = skew.compute({lag: lagGiven(lag)}, {stream: shards}, moment)
  expect(found.kind).toBe(kind)
  if (because !== undefined) expect(found.because).toBe(because)
})

it('has the ages of the newest minute that has all three', () => {
  const series = [point(9, 5, 1), point(8, 4, 0.5), point(7, 3, null), point(null, 3, 1), point(7, null, 1)]
  const of = (list: Lag['series']) => skew.compute({lag: lagGiven({series: list})}, {stream: known(null)}, moment)
  expect(of(series)).toMatchObject({oldestSeconds: 8, medianSeconds: 4, youngestSeconds: 0.5})
  expect(of([])).toMatchObject({oldestSeconds: null, medianSeconds: null, youngestSeconds: null})
})
