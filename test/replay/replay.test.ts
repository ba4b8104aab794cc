import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import {compare} from '../../bench/live/compare.ts'
import {liveIncidents} from '../../bench/live/incidents/index.ts'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import {doctor} from '../../src/use-cases/doctor.ts'
import {readEvidence} from '../../src/use-cases/evidence-file.ts'
import {recordedMetrics} from './recorded-metrics.ts'
import {answersIn, replayed} from './replayed.ts'

/** One folder for each place, such as a region of AWS; in it one for each incident, as `npm run live` writes it. */
const recordings = fileURLToPath(new URL('recordings', import.meta.url))
const cases = readdirSync(recordings).flatMap(place => readdirSync(join(recordings, place)).map(incident => ({place, incident})))

describe.each(cases)('$incident, recorded in $place', ({place, incident}) => {
  const folder = join(recordings, place, incident)
  const live = liveIncidents.find(({id}) => id === incident)

  it('is an incident of the live run', () => {
    expect(live?.id).toBe(incident)
    expect(existsSync(join(folder, 'doctor.jsonl'))).toBe(true)
  })

  it('gives the evidence that was saved then, and the same judgement', async () => {
    const saved = await readEvidence(readFileSync(join(folder, 'evidence.json'), 'utf8'))
    const [pipeline] = saved.pipelines
    const options = {
      functionText: pipeline?.functionName ?? '',
      sinceSeconds: 3 * 3600,
      toolVersion: saved.tool.version,
      deep: false,
      inspectCode: false,
    }
    const {evidence, report} = await doctor(replayed(answersIn(join(folder, 'doctor.jsonl')), pipeline?.region ?? ''), {
      ...options,
      only: [],
      skip: [],
    })
    expect(evidence.items).toMatchObject(saved.items)
    expect(evidence.takenAt).toBe(saved.takenAt)
    expect(report.verdict).toBe(diagnose(saved, {only: [], skip: []}, {name: 'ddbstream', version: saved.tool.version}).verdict)
    // Null: an emulator may leave out the evidence.
    expect(compare(live!, report, evidence).isRight).not.toBe(false)
  })
})

it('gives the series of a request that is grouped in another way', () => {
  const [stat, other] = [{Metric: {MetricName: 'Errors'}}, {Metric: {MetricName: 'Invocations'}}]
  const operation = 'GraniteServiceVersion20100801.GetMetricData'
  const recorded = {
    operation,
    request: {path: '/', body: JSON.stringify({MetricDataQueries: [{Id: 'm0', MetricStat: stat}]})},
    answer: {status: 200, headers: {}, body: JSON.stringify({MetricDataResults: [{Id: 'm0', Timestamps: [60], Values: [3]}]})},
  }
  const {body} = recordedMetrics([recorded])(
    JSON.stringify({
      MetricDataQueries: [
        {Id: 'a', MetricStat: other},
        {Id: 'b', MetricStat: stat},
      ],
    }),
  )
  expect(JSON.parse(body).MetricDataResults).toMatchObject([
    {Id: 'a', Values: []},
    {Id: 'b', Timestamps: [60], Values: [3]},
  ])
})
