import {describe, expect, it} from 'vitest'
import {type Drawn, draw} from '../../bench/soak/draw.ts'
import {nothing} from '../../bench/soak/draw-change.ts'
import type {AwsTrouble, Trouble} from '../../bench/soak/draw-troubles.ts'
import {episode} from '../../bench/soak/episode.ts'
import {invariants} from '../../bench/soak/invariants/index.ts'

// Each of these broke a rule once. The world is small, so that a run takes a moment.
const base: Drawn = {
  ...draw(1),
  incident: 'idle',
  labSeed: 7,
  isInTrouble: false,
  ageSeconds: 1500,
  preparation: null,
  change: {kind: 'restart'},
  accepted: {gap: true, loss: true, denied: true},
  steal: false,
  troubles: [],
  byHand: null,
  other: null,
  between: 'nothing',
  pauseSeconds: 0,
  undoTroubles: [],
  undoesDone: true,
}

const fullDisk = (nth: number): Trouble => ({kind: 'full-disk', nth})
const denied = (action: string): AwsTrouble => ({
  kind: 'aws',
  fault: 'deny',
  action,
  spares: 0,
  count: 1000,
  share: 1,
  seconds: 0,
  from: 'change',
})
const alarms = {change: {kind: 'alarms'}} as const
const batchSize = {change: {kind: 'configure' as const, wanted: {...nothing, mapping: {BatchSize: 7}}}}

async function brokenBy(given: Partial<Drawn>): Promise<{broken: string[]; ends: string[]}> {
  const facts = await episode({...base, ...given})
  return {
    broken: Object.values(invariants).flatMap(holds => holds(facts)),
    ends: facts.phases.map(({ended}) => (ended.kind === 'report' ? ended.outcome : ended.kind === 'error' ? ended.code : ended.kind)),
  }
}

describe('a full disk', () => {
  it('at the end of a change: the steps were undone, and the command reports that the journal does not show it', async () =>
    expect(await brokenBy({troubles: [fullDisk(3)]})).toEqual({broken: [], ends: ['E_HALF_DONE', 'nothing-to-do']}))

  it('before an undo: nothing was undone, and the lock is removed', async () =>
    expect(await brokenBy({...batchSize, undoTroubles: [fullDisk(1)]})).toEqual({broken: [], ends: ['done', 'E_JOURNAL', 'undone']}))

  it('in the middle of an undo: it is half done', async () =>
    expect(await brokenBy({...alarms, undoTroubles: [fullDisk(4)]})).toEqual({broken: [], ends: ['done', 'E_UNDO_HALF_DONE', 'undone']}))

  it('while the guard watches a bad version: it is rolled back', async () => {
    const change = {kind: 'remap', release: 'all-bad', alias: 'live', guardSeconds: 300, onInconclusive: 'rollback'} as const
    const {broken, ends} = await brokenBy({incident: 'healthy', change, troubles: [fullDisk(4)]})
    expect(broken).toEqual([])
    expect(ends[0]).toBe('E_HALF_DONE')
  })
})

describe('a lock', () => {
  it.each([5, 6, 7])('does not outlive a restart that is killed at its %ith write of the journal', async nth =>
    expect((await brokenBy({troubles: [{kind: 'kill-save', nth, when: 'after'}]})).broken).toEqual([]),
  )

  it.each([3, 5, 7])('of an undo that is killed at its %ith request belongs to a half-done operation', async nth => {
    const {broken, ends} = await brokenBy({...batchSize, undoTroubles: [{kind: 'kill-call', nth, when: 'after'}]})
    expect(broken).toEqual([])
    expect(ends).toEqual(['done', 'killed', 'undone'])
  })

  it('does not outlive an undo that loses its sign-in after it locked', async () => {
    const expired: Trouble = {...denied('lambda:ListTags'), fault: 'expired', spares: 1, count: 1}
    expect(await brokenBy({...batchSize, undoTroubles: [expired]})).toEqual({broken: [], ends: ['done', 'E_EXPIRED_TOKEN', 'undone']})
  })

  it('does not outlive an undo that AWS refuses', async () =>
    expect(await brokenBy({...batchSize, undoTroubles: [denied('lambda:UpdateEventSourceMapping')]})).toEqual({
      broken: [],
      ends: ['done', 'E_UNDO', 'undone'],
    }))
})
