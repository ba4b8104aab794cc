import {describe, expect, it} from 'vitest'
import type {Report, Verdict} from '../../../src/model/report/report.ts'
import {UserError} from '../../../src/model/user-error.ts'
import {agreedReport, takeSamples} from '../../../src/use-cases/fleet/samples.ts'
import {invented} from '../../reports/invented.ts'

const [healthy, sick] = [invented.healthy, invented.poison]
const samples = (...verdicts: Verdict[]): Report[] =>
  verdicts.map(verdict => {
    const {pipelines} = verdict === 'critical' ? sick : healthy
    return {...healthy, verdict, pipelines: pipelines.map(pipeline => ({...pipeline, verdict}))}
  })

describe('several samples', () => {
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
    const report = agreedReport(samples(...verdicts))
    expect([report.verdict, report.pipelines[0]?.verdict]).toEqual([agreed, agreed])
    expect(report.samples).toBe(verdicts.length)
  })

  it('show the newest sample that has the verdict, and pass failures of the minority', () => {
    const report = agreedReport(samples('critical', 'critical', 'healthy'))
    expect(report.pipelines[0]?.causes[0]?.id).toBe('poison-record')
    const once = samples('healthy', 'healthy', 'healthy')
    once[2]!.pipelines[0]!.findings = sick.pipelines[0]!.findings
    const finding = agreedReport(once).pipelines[0]?.findings.find(f => f.check === 'iterator-age')
    expect(finding).toMatchObject({status: 'pass', summary: 'It failed in 1 of 3 samples only.'})
  })

  it('pass a check that failed in half of them', () => {
    const four = samples('healthy', 'healthy', 'healthy', 'healthy')
    const status = (failing: number) => {
      const some = four.map((report, i) =>
        i < failing ? {...report, pipelines: report.pipelines.map(one => ({...one, findings: sick.pipelines[0]!.findings}))} : report,
      )
      return agreedReport(some).pipelines[0]?.findings.find(f => f.check === 'iterator-age')?.status
    }
    expect([status(2), status(3)]).toEqual(['pass', 'fail'])
  })

  it('add up their requests, and pause between and not after', async () => {
    let pauses = 0
    const report = await takeSamples(
      async () => healthy,
      3,
      async () => void pauses++,
    )
    expect(pauses).toBe(2)
    expect(report?.usage.requests['lambda:GetFunction']).toBe(3)
  })

  it('end with the one that was cut short', async () => {
    let n = 0
    const report = await takeSamples(
      async () => ({...healthy, partial: ++n === 2 ? 'ended' : null, verdict: n === 2 ? 'undecided' : 'healthy'}),
      5,
      async () => undefined,
    )
    expect([n, report?.samples, report?.verdict, report?.partial]).toEqual([2, 2, 'undecided', 'ended'])
  })

  it('fail a check that failed in most of them, though the newest sample passes it', () => {
    const reports = samples('healthy', 'healthy', 'healthy')
    reports[0]!.pipelines[0]!.findings = sick.pipelines[0]!.findings
    reports[1]!.pipelines[0]!.findings = sick.pipelines[0]!.findings
    const findings = sick.pipelines[0]!.findings.map(finding => ({...finding, status: 'pass' as const}))
    reports[2]!.pipelines[0]!.findings = findings
    expect(agreedReport(reports).pipelines[0]?.findings.find(f => f.check === 'iterator-age')?.status).toBe('fail')
  })

  it('keep pipelines that only the earlier ones could see, and forget those that are gone', () => {
    const gap = {mapping: null, evidence: 'mappings', action: 'lambda:ListEventSourceMappings', reason: 'failed', detail: 'down'} as const
    const [first, second, last] = samples('critical', 'critical', 'healthy') as [Report, Report, Report]
    const gone = {...last, pipelines: []}
    const down: Report = {...gone, verdict: 'undecided', missing: [gap]}
    expect(agreedReport([first, second, down])).toMatchObject({verdict: 'critical', missing: [], pipelines: [{verdict: 'critical'}]})
    expect(agreedReport([first, down, down])).toMatchObject({verdict: 'critical', missing: [gap]})
    const ended: Report = {...gone, verdict: 'undecided', partial: 'ended'}
    expect(agreedReport([first, second, ended])).toMatchObject({partial: 'ended', pipelines: [{verdict: 'critical'}]})
    expect(agreedReport([first, second, gone]).pipelines).toEqual([])
  })

  it('leave out one that fails, and fail with most of them', async () => {
    const failing = (...which: number[]) => {
      let n = 0
      const told: unknown[] = []
      const sample = async (): Promise<Report> => {
        if (which.includes(++n)) throw new UserError('E_AWS', 'down')
        return healthy
      }
      return {
        told,
        report: takeSamples(
          sample,
          3,
          async () => undefined,
          error => void told.push(error),
        ),
      }
    }
    const {told, report} = failing(2)
    expect(await report).toMatchObject({samples: 2})
    expect(told).toHaveLength(1)
    await expect(failing(2, 3).report).rejects.toThrow('down')
    await expect(failing(1).report).rejects.toThrow('down')
  })
})
