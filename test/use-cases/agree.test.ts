import {describe, expect, it} from 'vitest'
import type {Report, Verdict} from '../../src/model/report.ts'
import {agreedReport, sample} from '../../src/use-cases/agree.ts'
import {invented} from '../reports/invented.ts'

const [healthy, sick] = [invented.healthy, invented.poison]
const looks = (...verdicts: Verdict[]): Report[] =>
  verdicts.map(verdict => {
    const {pipelines} = verdict === 'critical' ? sick : healthy
    return {...healthy, verdict, pipelines: pipelines.map(pipeline => ({...pipeline, verdict}))}
  })

describe('several looks', () => {
  it.each<[Verdict[], Verdict]>([
    [['healthy', 'critical', 'healthy'], 'healthy'],
    [['critical', 'healthy', 'critical'], 'critical'],
    [['healthy', 'healthy', 'critical'], 'healthy'],
    [['critical', 'critical', 'healthy'], 'critical'],
    [['healthy', 'undecided', 'undecided'], 'undecided'],
    [['critical', 'at-risk', 'healthy'], 'at-risk'],
    [['critical', 'healthy'], 'critical'],
    [['degraded'], 'degraded'],
  ])('%j agree on %s', (verdicts, agreed) => {
    const report = agreedReport(looks(...verdicts))
    expect([report.verdict, report.pipelines[0]?.verdict]).toEqual([agreed, agreed])
    expect(report.samples).toBe(verdicts.length)
  })

  it('show the newest look that has the verdict, and pass what failed in the minority', () => {
    const report = agreedReport(looks('critical', 'critical', 'healthy'))
    expect(report.pipelines[0]?.causes[0]?.id).toBe('poison-record')
    const once = looks('healthy', 'healthy', 'healthy')
    once[2]!.pipelines[0]!.findings = sick.pipelines[0]!.findings
    const finding = agreedReport(once).pipelines[0]?.findings.find(f => f.check === 'iterator-age')
    expect(finding).toMatchObject({status: 'pass', summary: 'It failed in 1 of 3 looks only.'})
  })

  it('add up their requests, and pause between and not after', async () => {
    let pauses = 0
    const report = await sample(
      async () => healthy,
      3,
      async () => void pauses++,
    )
    expect(pauses).toBe(2)
    expect(report?.usage.requests['lambda:GetFunction']).toBe(3)
  })

  it('end with the one that was cut short', async () => {
    let n = 0
    const report = await sample(
      async () => ({...healthy, partial: ++n === 2 ? 'ended' : null, verdict: n === 2 ? 'undecided' : 'healthy'}),
      5,
      async () => undefined,
    )
    expect([n, report?.samples, report?.verdict, report?.partial]).toEqual([2, 2, 'undecided', 'ended'])
  })
})
