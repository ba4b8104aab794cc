import {describe, expect, it} from 'vitest'
import {draw} from '../../bench/soak/draw.ts'
import {episode} from '../../bench/soak/episode.ts'
import {invariants} from '../../bench/soak/invariants/index.ts'
import {reachedBy, states} from '../../bench/soak/sometimes.ts'
import {figureOf, toldOf} from '../../bench/soak/told.ts'
import {error, phase, run, sized} from './invented-run.ts'

describe('a draw', () => {
  it('is that of its seed', () => expect(draw(7)).toEqual(draw(7)))

  it('of many seeds has each kind of change and of trouble', () => {
    const all = Array.from({length: 400}, (_, seed) => draw(seed))
    expect(new Set(all.map(({change}) => change.kind))).toEqual(new Set(['restart', 'alarms', 'remap', 'remap-stream', 'configure']))
    const troubles = all.flatMap(one => [...one.troubles, ...one.undoTroubles])
    expect(new Set(troubles.map(({kind}) => kind))).toEqual(new Set(['aws', 'kill-call', 'kill-save', 'full-disk', 'interrupt']))
    expect(all.some(({troubles}) => troubles.length === 2)).toBe(true)
    expect(all.some(({other}) => other !== null)).toBe(true)
    expect(all.some(one => one.byHand !== null)).toBe(true)
  })
})

describe('a run', () => {
  // Ids of operations are random.
  const trace = async (seed: number): Promise<string> => {
    const {phases} = await episode(draw(seed))
    return JSON.stringify(
      phases.map(({name, ended, operations, after}) => [name, ended, operations.map(({status}) => status), after]),
    ).replaceAll(/(\d{8}-\d{6}-[a-z]+)-[0-9a-f]{4}/g, '$1')
  }

  it('is repeated by its seed', async () => {
    await episode(draw(0))
    const first = await trace(11)
    await episode(draw(12))
    expect(await trace(11)).toBe(first)
  })

  it('keeps every rule', async () => {
    const facts = await episode(draw(23))
    expect(Object.values(invariants).flatMap(holds => holds(facts))).toEqual([])
  })
})

describe('states', () => {
  it('are reached by the ends of commands, operations, steps and guards', () => {
    const guard = {verdict: 'failed' as const, because: [], seconds: 60}
    const {phases} = run([
      phase({ended: error('E_HALF_DONE', 6), operations: [sized({status: 'half-done', guard})]}),
      phase({ended: {kind: 'killed'}}),
    ])
    expect(reachedBy({phases}).sort()).toEqual(['E_HALF_DONE', 'exit 6', 'guard failed', 'operation half-done', 'step done'])
  })

  it('are named once', () => expect(new Set(states).size).toBe(states.length))
})

describe('the output', () => {
  it('of a broken run has the command that repeats it, and the draw', () => {
    const text = toldOf(run([phase()]), ['restored: x'])
    expect(text.split('\n').slice(0, 3)).toEqual([
      'restored: x',
      '  replay: npm run soak -- --seed 1 --runs 1',
      expect.stringMatching(/^ {2}drawn: \{"seed":1,/),
    ])
  })

  it('ends with the figure', () =>
    expect(figureOf({runs: 1000, faults: 0, reached: 41, states: 43, seed: 7})).toBe(
      '1,000 runs, 0 faults, 41 of 43 states reached, seed 7',
    ))
})
