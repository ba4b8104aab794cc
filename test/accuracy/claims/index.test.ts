import {describe, expect, it} from 'vitest'
import type {Reality} from '../../../bench/accuracy/claims/claim.ts'
import {judgeClaim} from '../../../bench/accuracy/claims/index.ts'
import {openLab, timesOf} from '../../../packages/lab/src/entrance.ts'

describe('a sentence, held against the simulation', () => {
  const nearMs = Date.UTC(2026, 10, 2, 12, 0)
  const reality = (incident: string, seed: number): Reality => {
    const {onsetSecond, openSecond} = timesOf(incident, seed)
    const truth = openLab({incident, seed, at: {second: openSecond, nearMs}}).truth()
    if (truth === null) throw new Error('The lab has no mapping.')
    return {truth, onsetMs: truth.startMs + onsetSecond * 1000}
  }
  const failing = reality('failing-function', 1)
  const factor = failing.truth.mapping.settings.ParallelizationFactor
  const since = new Date(failing.onsetMs).toISOString().slice(0, 16)

  it.each([
    [`60 errors in 60 invocations (100 %), in 12 of 12 minutes since ${since}Z.`, 'true'],
    [`30 errors in 60 invocations (50 %), in 12 of 12 minutes since ${since}Z.`, 'false'],
    [`The shards need up to 9 at once: 99 open shards × parallelization factor ${factor}.`, 'false'],
    ['AWS reports the state Enabled, for the reason "User action".', 'true'],
    ['AWS reports the state Disabled.', 'false'],
    ['Errors is 0.', 'false'],
    ['GetRecords was throttled 12 times.', 'false'],
    ['DynamoDB supports 2 readers per shard.', 'documented'],
    ['The moon is full.', 'unchecked'],
  ])('%s', (sentence, expected) => {
    expect(judgeClaim(sentence, failing)).toBe(expected)
  })
})
