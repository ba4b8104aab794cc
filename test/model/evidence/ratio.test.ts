import {expect, test} from 'vitest'
import {ratio} from '../../../src/model/evidence/ratio.ts'

test.each([
  [1, 2, 0.5],
  [0, 5, 0],
  [null, 2, null],
  [2, undefined, null],
  [1, 0, null],
  [0, 0, null],
  [40, 1e-300, null],
])('%s ÷ %s is %s', (a, b, expected) => expect(ratio(a, b)).toBe(expected))
