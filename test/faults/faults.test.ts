import {describe, expect, it} from 'vitest'
import {isExhaustive, sample} from '../support/sample.ts'
import {cases} from './changes.ts'
import {type Killed, killAndUndo, killUndo, requestsOf} from './kill.ts'
import {treatWithNoise} from './noise.ts'
import {releaseUnderGuard} from './releases.ts'

// `npm run faults` kills at every request and prints the table.
const kills = [
  {share: 0.45, when: 'after'},
  {share: 0.75, when: 'before'},
] as const

describe.each(sample(cases, 4).map((one, i) => ({...one, one, i})))('$name', ({one, i}) => {
  it.each(isExhaustive ? kills : [kills[i % kills.length]!])(
    'is taken back when it is killed at $share of its requests, $when',
    async ({share, when}) => {
      const requests = await requestsOf(one)
      let [nth, killed] = [Math.round(requests * share), null as Killed | null]
      // The lab makes a mapping in 20 to 90 seconds, by chance: a run may end before that request.
      while (killed === null && nth > 0) {
        killed = await killAndUndo(one, {nth, when})
        if (killed === null) nth = Math.floor(nth * 0.8)
      }
      expect(killed?.faults, `killed at request ${nth} of ${requests}`).toEqual([])
    },
  )
})

describe.each(sample(cases, 2))('$name', one => {
  it('is taken back although its undo is killed, too', async () => {
    const requests = await requestsOf(one)
    const killed = await killUndo(one, Math.round(requests * 0.6), {nth: 8, when: 'after'})
    expect(killed?.faults ?? []).toEqual([])
  })
})

describe.each(sample(cases, 3))('$name', one => {
  it('changes nothing twice and notes nothing wrong while a fifth of the calls fail', async () => {
    expect(await treatWithNoise(one, 0.2, 1)).toMatchObject({outcome: 'done', extra: 0, faults: []})
  })
})

describe('a release under guard', () => {
  it('is judged by the metrics published meanwhile when the machine slept past the end of the guard', async () => {
    expect(await releaseUnderGuard('all-bad', 2, 'healthy', 60)).toMatchObject({outcome: 'rolled-back', verdict: 'failed'})
  })

  // 3 listens to the function's answer.
  it.each([
    ['some-bad', 9, 'rolled-back'],
    ['slow', 22, 'rolled-back'],
    ['wrong-shape', 3, 'rolled-back'],
    ['good', 9, 'done'],
  ])('%s, seed %i: %s', async (kind, seed, outcome) => {
    const released = await releaseUnderGuard(kind, seed)
    expect(released).toMatchObject({outcome})
    expect(released.seconds).toBeLessThanOrEqual(930)
  })
})
