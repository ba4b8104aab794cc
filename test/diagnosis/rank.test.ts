import {expect, it} from 'vitest'
import {lookAlikesOf} from '../../src/diagnosis/look-alikes.ts'
import {type Named, rank} from '../../src/diagnosis/rank.ts'

const order = ['a', 'b', 'c', 'd']
const ranked = (confidences: Record<string, number>): string[] =>
  rank(
    Object.entries(confidences).map(([id, confidence]) => ({id, present: {confidence}}) as Named),
    order,
  ).map(({id}) => id)

it.each<[string, Record<string, number>, string[]]>([
  ['likely ones in the order of harm', {b: 0.9, a: 0.5}, ['a', 'b']],
  ['one is a little less likely', {b: 0.9, a: 0.49}, ['b', 'a']],
  ['the other is', {c: 0.49, b: 0.5, a: 0.3}, ['b', 'c', 'a']],
  ['unlikely ones by confidence', {a: 0.3, b: 0.4, c: 0.35}, ['b', 'c', 'a']],
  ['three likely ones', {d: 0.99, b: 0.6, a: 0.7}, ['a', 'b', 'd']],
])('%s', (_, confidences, expected) => {
  expect(ranked(confidences)).toEqual(expected)
})

it('causes that look alike are those of all groups of one that was found', () => {
  expect([...lookAlikesOf(['write-burst'])].sort()).toEqual(['insufficient-throughput', 'write-back-loop', 'write-burst'])
  expect(lookAlikesOf(['shard-rollover']).size).toBe(0)
})
