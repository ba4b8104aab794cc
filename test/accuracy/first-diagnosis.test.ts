import {describe, expect, it} from 'vitest'
import {describeIncident, openLab} from '../../packages/lab/src/entrance.ts'
import {examine, look} from '../support/examine.ts'
import {isExhaustive, sample} from '../support/sample.ts'

// A few seeds: `npm run accuracy` looks at many.
const seeds = sample([1, 2, 3], 1)

const plain = ['poison-record', 'throttled-concurrency', 'mapping-disabled', 'stale-stream', 'healthy', 'healthy-release', 'idle']

describe.each(sample(plain, 4))('%s', incident => {
  it.each(seeds)('seed %i: the first cause and the lag are the truth', async seed => {
    const {truth} = describeIncident(incident, seed)
    const {report} = await examine(incident, seed)
    const [pipeline] = report.pipelines
    expect([pipeline?.causes[0]?.id ?? null, pipeline?.lag.state]).toEqual([truth.cause, truth.lag])
    if (incident === 'healthy') expect(report.verdict).toBe('healthy')
  })
})

describe('healthy-noisy-log', () => {
  // Seed 6: the newest minute that CloudWatch shows has failed; the reports of the log show that the requests since log errors and succeed.
  it.each([5, 6])('seed %i: no alarm', async seed => {
    const [pipeline] = (await examine('healthy-noisy-log', seed)).report.pipelines
    expect(pipeline).toMatchObject({verdict: 'healthy', causes: [], openBecause: []})
  })
})

describe('looked at again and again', () => {
  // Retries drift against the minutes of CloudWatch, so that one look may fit by chance.
  it.each(sample([6, 8, 5008], 1))('poison-record, seed %i: the cause stays the same', async seed => {
    const lab = openLab({incident: 'poison-record', seed})
    for (let n = 0; n < (isExhaustive ? 8 : 3); n++) {
      expect((await look(lab)).report.pipelines[0]?.causes[0]?.id).toBe('poison-record')
      await lab.sleep(310_000)
    }
  })

  // A day of retries takes seconds to simulate.
  it.runIf(isExhaustive)('poison-record: the record is being lost when its age reaches the retention', async () => {
    const lab = openLab({incident: 'poison-record', seed: 8})
    await lab.sleep(72_000_000)
    expect((await look(lab)).report.pipelines[0]?.lag.state).toBe('stalled')
    await lab.sleep(6_000_000)
    const [pipeline] = (await look(lab)).report.pipelines
    expect([pipeline?.verdict, pipeline?.lag.state]).toEqual(['critical', 'losing'])
  })
})
