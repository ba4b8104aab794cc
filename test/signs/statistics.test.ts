import {describe, expect, it} from 'vitest'
import {median, theilSen} from '../../src/signs/statistics.ts'

it.each([
  [[3], 3],
  [[1, 9], 5],
  [[9, 1, 2], 2],
  [[10, 9, 1, 2], 5.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

describe('the line through points', () => {
  const points = (ys: readonly number[], step = 1) => ys.map((y, i) => ({x: 10 + i * step, y}))

  it('is not moved by a single spike', () => {
    expect(theilSen(points([1, 3, 5, 100, 9, 11, 13]))).toMatchObject({slope: 2, intercept: -19, sigma: 0, slopeSigma: 0})
  })

  it('goes by the distance of the points', () => {
    expect(theilSen(points([1, 3, 5], 4)).slope).toBe(0.5)
    expect(
      theilSen([
        {x: 1, y: 0},
        {x: 1, y: 5},
        {x: 2, y: 3},
        {x: 3, y: 6},
      ]).slope,
    ).toBe(3)
  })

  it('knows its noise, and that of its slope', () => {
    const {sigma, slopeSigma} = theilSen(points([0, 2, 0, 2, 0, 2, 0, 2, 1], 2))
    expect(sigma).toBeCloseTo(1.4826)
    expect(slopeSigma).toBeCloseTo((1.4826 * Math.sqrt(12 / (9 * 80))) / 2, 8)
  })

  it('says nothing of its noise from two points, or from one', () => {
    expect(theilSen(points([1, 2]))).toMatchObject({slope: 1, slopeSigma: Number.POSITIVE_INFINITY})
    expect(theilSen(points([1]))).toMatchObject({slope: 0, intercept: 1, slopeSigma: Number.POSITIVE_INFINITY})
  })
})
