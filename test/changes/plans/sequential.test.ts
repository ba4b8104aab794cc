import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {type Block, failsMoreThan, highestShare, liesAbove, usualOf} from '../../../src/changes/plans/sequential.ts'

/** A generator with a seed of its own: the sums below are the same in every run. */
function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next())

describe('the highest share that explains the failures', () => {
  it.each([
    [0, 0, 1],
    [5, 5, 1],
    [0, 20, 0.3161],
    [0, 1200, 0.0063],
    [12, 1200, 0.0256],
    [600, 1200, 0.5562],
  ])('%i of %i: %f', (failures, trials, share) => {
    expect(highestShare(failures, trials)).toBeCloseTo(share, 3)
  })

  test('is no lower than the share that was seen, and falls with more trials', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 500}), fc.integer({min: 1, max: 100}), (trials, percent) => {
        const failures = Math.floor((trials * percent) / 100)
        expect(highestShare(failures, trials)).toBeGreaterThanOrEqual(failures / trials)
        expect(highestShare(2 * failures, 2 * trials)).toBeLessThanOrEqual(highestShare(failures, trials) + 1e-9)
      }),
    )
  })
})

const single = (failures: number, trials: number): Block[] =>
  Array.from({length: trials}, (_, i) => ({failures: i < failures ? 1 : 0, trials: 1}))

describe('more failures than a share', () => {
  it.each([
    [0.01, 1, 1, false],
    [0.01, 2, 2, true],
    [0.3, 8, 8, false],
    [0.3, 9, 9, true],
    [0.01, 7, 100, false],
    [0.01, 10, 100, true],
    [1, 100, 100, false],
    [0.01, 0, 0, false],
  ])('%f: %i of %i is %s', (most, failures, trials, is) => {
    expect(failsMoreThan(most, single(failures, trials))).toBe(is)
  })

  it.each<[string, Block[], boolean]>([
    ['a minute in which all fail', [{failures: 500, trials: 500}], false],
    ['two of them', Array.from({length: 2}, () => ({failures: 500, trials: 500})), true],
    [
      'a bad minute before a good one',
      [
        {failures: 60, trials: 500},
        {failures: 0, trials: 500},
      ],
      false,
    ],
    [
      'a bad minute after a good one',
      [
        {failures: 0, trials: 500},
        {failures: 60, trials: 500},
      ],
      false,
    ],
    ['bad minutes on both sides of a good one', [60, 0, 60, 60].map(failures => ({failures, trials: 500})), true],
  ])('%s', (_, blocks, is) => {
    expect(failsMoreThan(0.01, blocks)).toBe(is)
  })

  test('are almost never seen where the share holds, however often somebody reads', () => {
    const next = drawn(7)
    let alarms = 0
    for (let run = 0; run < 2000; run++) {
      const blocks: Block[] = []
      while (blocks.length < 150) {
        blocks.push({failures: next() < 0.05 ? 1 : 0, trials: 1})
        if (blocks.at(-1)?.failures === 1 && failsMoreThan(0.05, blocks)) {
          alarms += 1
          break
        }
      }
    }
    // 5e-4 of 2,000 is one.
    expect(alarms).toBeLessThanOrEqual(3)
  })
})

describe('values above the usual ones', () => {
  const calm = [0, 0.1, -0.1, 0.05, -0.05, 0.1, -0.1, 0, 0.02, -0.02]

  it('knows nothing usual from fewer than five values', () => {
    expect(usualOf([1, 1, 1, 1], 0.1)).toBeNull()
    expect(usualOf([1, 1, 1, 1, 1], 0.1)).toEqual({highestMean: 1 + (3.29 * 0.1) / Math.sqrt(5), highestDeviation: 0.1})
  })

  it('takes the deviation for larger than it was seen', () => {
    expect(usualOf(calm, 0)?.highestDeviation).toBeCloseTo(0.23, 2)
  })

  it.each([
    ['two far above', [1.5, 1.5], false],
    ['three far above', [1.5, 1.5, 1.5], true],
    ['two as usual, then three far above', [0, 0, 1.5, 1.5, 1.5], true],
    ['many within the margin', Array.from({length: 30}, () => 0.6), false],
    ['none', [], false],
  ])('%s', (_, values, is) => {
    const usual = usualOf(calm, 0.1)
    expect(usual && liesAbove(usual, 0.6, values)).toBe(is)
  })

  test('are almost never seen where nothing changes, however often somebody reads', () => {
    const next = drawn(11)
    let alarms = 0
    for (let run = 0; run < 3000; run++) {
      const usual = usualOf(
        Array.from({length: 20}, () => normal(next)),
        0.1,
      )
      const values: number[] = []
      while (values.length < 12) {
        values.push(normal(next))
        if (usual && liesAbove(usual, 0, values)) {
          alarms += 1
          break
        }
      }
    }
    expect(alarms).toBeLessThanOrEqual(3)
  })
})
