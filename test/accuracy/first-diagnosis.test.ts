import {describe, expect, it} from 'vitest'
import {describeIncident} from '../../src/lab/entrance.ts'
import {examine} from '../support/examine.ts'

const seeds = Array.from({length: 12}, (_, i) => i + 1)

describe.each(['poison-record', 'throttled-concurrency', 'mapping-disabled', 'stale-stream', 'healthy', 'idle'])('%s', incident => {
  it.each(seeds)('seed %i: the first cause and the lag are the truth', async seed => {
    const {truth} = describeIncident(incident, seed)
    const [pipeline] = (await examine(incident, seed)).report.pipelines
    expect([pipeline?.causes[0]?.id ?? null, pipeline?.lag.state]).toEqual([truth.cause, truth.lag])
  })
})

describe('healthy', () => {
  it.each(seeds)('seed %i: no alarm', async seed => {
    expect((await examine('healthy', seed)).report.verdict).toBe('healthy')
  })
})
