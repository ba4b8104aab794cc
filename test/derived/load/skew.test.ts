import {expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Skew} from '../../../src/model/derived/skew.ts'
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
