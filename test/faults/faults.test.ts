import {describe, expect, it} from 'vitest'
import {killAndUndo, requestsOf} from './kill.ts'
import {treatWithNoise} from './noise.ts'
import {releaseUnderGuard} from './releases.ts'
import {cases} from './treatments.ts'

// A sample; `npm run faults` kills at every request and prints the table.
describe.each(cases)('$name', one => {
  it('is taken back wherever it is killed', async () => {
    const requests = await requestsOf(one)
    const points = [0.2, 0.45, 0.6, 0.8].map(share => Math.round(requests * share))
    for (const [i, nth] of points.entries()) {
      const killed = await killAndUndo(one, {nth, when: i % 2 === 0 ? 'after' : 'before'})
      expect(killed?.faults, `killed at request ${nth} of ${requests}`).toEqual([])
    }
  })

  it('changes nothing twice and notes nothing wrong while a fifth of the calls fail', async () => {
    for (const seed of [1, 2, 3]) expect(await treatWithNoise(one, 0.2, seed)).toMatchObject({outcome: 'done', extra: 0, faults: []})
  })
})

describe('a release under guard', () => {
  // 3 listens to what the function answers.
  it.each([
    ['all-bad', 4, 'rolled-back'],
    ['some-bad', 9, 'rolled-back'],
    ['slow', 22, 'rolled-back'],
    ['wrong-shape', 3, 'rolled-back'],
    ['good', 9, 'done'],
    ['good', 5, 'done'],
  ])('%s, seed %i: %s', async (kind, seed, outcome) => {
    const released = await releaseUnderGuard(kind, seed)
    expect(released).toMatchObject({outcome})
    expect(released.seconds).toBeLessThanOrEqual(630)
  })
})
