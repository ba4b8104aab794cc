import {expect, it} from 'vitest'
import {carriesWith, widerFactor} from '../../../src/causes/parts/more-capacity.ts'
import {mapping} from '../../support/evidence.ts'

it.each([
  ['twice as many at least', 1, 0.9, 2],
  ['as many as carry 1.3 times what is written', 1, 0.5, 3],
  ['just as many', 2, 0.52, 5],
  ['just one more', 2, 0.519, 6],
  ['a ratio that is just known', 1, 0.021, 10],
  ['a ratio that is next to nothing', 2, 0.02, 4],
  ['a ratio that is not known', 3, null, 6],
  ['AWS’s maximum', 7, 0.9, 10],
])('%s: factor %d at a throughput ratio of %d', (_, parallelizationFactor, throughputRatio, expected) => {
  expect(widerFactor(mapping({parallelizationFactor}), {throughputRatio})).toBe(expected)
})

it('carries so many times as much', () => {
  expect(carriesWith(mapping({parallelizationFactor: 2}), 6)).toEqual({carries: {times: 3}})
  expect(carriesWith(mapping({parallelizationFactor: null}), 4)).toEqual({carries: {times: 4}})
})
