import fc from 'fast-check'
import {expect, it} from 'vitest'
import {MathError, parseExpression, type TimeSeries} from '../../../packages/lab/src/services/cloudwatch/metric-math.ts'

const series = (...points: [number, number][]): TimeSeries => ({
  periodSeconds: 60,
  points: new Map(points.map(([m, v]) => [m * 60_000, v])),
})
const scope = {
  startMs: 0,
  endMs: 240_000,
  value: (id: string) =>
    ({a: series([0, 1], [1, 2], [3, 4]), b: series([0, 0], [1, 4], [2, 9]), all: [series([0, 1]), series([0, 5], [1, 6])]})[id] ?? 0,
}
const evaluate = (text: string) => {
  const value = parseExpression(text).evaluate(scope)
  return typeof value === 'number' || Array.isArray(value)
    ? value
    : Object.fromEntries([...value.points].map(([ms, v]) => [ms / 60_000, v]))
}

it.each([
  ['1 + 2 * 3 ^ 2', 19],
  ['(1 + 2) * -3', -9],
  ['a + 1', {0: 2, 1: 3, 3: 5}],
  ['a / b', {1: 0.5}],
  ['a > 1 AND b', {0: 0, 1: 1}],
  ['FILL(a, 0)', {0: 1, 1: 2, 2: 0, 3: 4}],
  ['FILL(a, REPEAT)', {0: 1, 1: 2, 2: 2, 3: 4}],
  ['FILL(a, b)', {0: 1, 1: 2, 2: 9, 3: 4}],
  ['SUM(a)', 7],
  ['SUM([a, b])', {0: 1, 1: 6, 2: 9, 3: 4}],
  ['MAX(all)', {0: 5, 1: 6}],
  ['AVG([a, b])', {0: 0.5, 1: 3, 2: 9, 3: 4}],
  ['IF(a > 1, a, 0)', {0: 0, 1: 2, 3: 4}],
  ['RATE(a) * PERIOD(a)', {1: 1, 3: 1}],
  ['ABS(1 - CEIL(2.2))', 2],
])('%s', (text, value) => {
  expect(evaluate(text)).toEqual(value)
})

it.each(['', '1 +', 'a b', 'FORECAST(a)', 'SUM()', 'a @ b', '(a', 'FILL(1, 2)', '[a] + [b]'])('"%s" is refused', text => {
  expect(() => evaluate(text)).toThrow(MathError)
})

it('it answers or refuses any expression', () => {
  const word = fc.constantFrom('a', 'b', 'all', '1', '+', '-', '/', '*', '(', ')', '[', ']', ',', 'SUM(', 'FILL(', 'IF(', '<', 'AND', '^')
  fc.assert(
    fc.property(fc.array(word, {maxLength: 9}), words => {
      try {
        evaluate(words.join(' '))
      } catch (error) {
        expect(error).toBeInstanceOf(MathError)
      }
    }),
  )
})
