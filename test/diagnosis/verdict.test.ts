import {describe, expect, it} from 'vitest'
import {thresholds} from '../../src/aws-facts/thresholds.ts'
import {exitCodeOf, isLossSoon, isStopped, type VerdictInput, verdictOf, verdictOfLag} from '../../src/diagnosis/verdict.ts'
import type {Severity} from '../../src/model/check.ts'
import type {Finding, LagReport, Report, Verdict} from '../../src/model/report/report.ts'

type Pipeline = Report['pipelines'][number]

const report = (verdict: Verdict, failing?: Severity, pipeline: object = {}, failOn: Report['failOn'] = 'high') => {
  const findings = failing ? [{status: 'fail', severity: failing, muted: null, baseline: null}] : []
  const one = {verdict, baseline: null, causes: [], lag: {state: 'slow', because: []}, findings, ...pipeline} as unknown as Pipeline
  return {verdict, failOn, partial: null, missing: [] as Report['missing'], findings: [] as Report['findings'], pipelines: [one]} as Report
}

describe('exit code', () => {
  it.each([
    ['healthy', undefined, 'high', 0],
    ['healthy', 'medium', 'high', 0],
    ['healthy', 'medium', 'medium', 1],
    ['healthy', 'low', 'info', 1],
    ['at-risk', 'high', 'high', 1],
    ['at-risk', 'high', 'critical', 0],
    ['degraded', undefined, 'critical', 1],
    ['critical', undefined, 'high', 1],
    ['undecided', undefined, 'high', 3],
    ['undecided', 'high', 'high', 3],
    ['critical', 'critical', 'never', 0],
    ['at-risk', 'high', 'never', 0],
    ['undecided', undefined, 'never', 3],
  ] as const)('%s with a failing check of severity %s, --fail-on %s: %i', (verdict, failing, failOn, code) => {
    expect(exitCodeOf(report(verdict, failing, {}, failOn))).toBe(code)
  })
  const muted = {owner: 'orders', reason: 'known', until: '2026-12-31'}
  const cause = (given: object) => ({id: 'mapping-disabled', harmful: true, muted: null, baseline: null, ...given})
  const finding = (given: object) => ({check: 'no-bisect', status: 'fail', severity: 'high', muted: null, baseline: null, ...given})
  it.each<[string, Verdict, object, number]>([
    ['its only cause is muted', 'critical', {causes: [cause({muted})]}, 0],
    ['its only cause is known', 'critical', {causes: [cause({baseline: 'known'})]}, 0],
    ['its cause is new', 'critical', {causes: [cause({baseline: 'new'})]}, 1],
    ['one of two causes is new', 'critical', {causes: [cause({baseline: 'known'}), cause({baseline: 'new'})]}, 1],
    ['the other cause is harmless', 'critical', {causes: [cause({muted}), cause({harmful: false})]}, 0],
    ['nothing but a harmless cause explains it', 'degraded', {causes: [cause({harmful: false})]}, 1],
    ['no cause explains it', 'degraded', {}, 1],
    ['no cause explains it, as before', 'degraded', {baseline: 'known'}, 0],
    ['a finding is muted', 'healthy', {findings: [finding({muted})]}, 0],
    ['a finding is known', 'at-risk', {findings: [finding({baseline: 'known'})]}, 0],
    ['one finding of two is new', 'at-risk', {findings: [finding({baseline: 'known'}), finding({baseline: 'new'})]}, 1],
  ])('%s', (_, verdict, pipeline, code) => {
    expect(exitCodeOf(report(verdict, undefined, pipeline))).toBe(code)
  })

  it('one undecided pipeline among pipelines whose problems are known', () => {
    const both = [...report('critical', undefined, {causes: [cause({muted})]}).pipelines, ...report('undecided').pipelines]
    expect(exitCodeOf({...report('critical'), pipelines: both})).toBe(3)
  })

  it('hides no region or shard of which nothing is known behind a critical pipeline that does not fail the run', () => {
    const gap = {mapping: null, evidence: 'mappings', action: 'lambda:ListEventSourceMappings', reason: 'failed', detail: 'down'} as const
    const known: Report = {...report('critical'), failOn: 'never'}
    expect(exitCodeOf(known)).toBe(0)
    expect(exitCodeOf({...known, partial: 'shard 3/8 is missing'})).toBe(3)
    expect(exitCodeOf({...known, missing: [gap]})).toBe(3)
    expect(exitCodeOf({...known, missing: [gap], failOn: 'high'})).toBe(1)
  })

  it('a finding about the run itself', () => {
    const stale = finding({check: 'stale-baseline-entry'}) as unknown as Report['findings'][number]
    expect(exitCodeOf({...report('healthy'), findings: [stale]})).toBe(1)
    expect(exitCodeOf({...report('healthy'), findings: [stale], failOn: 'never'})).toBe(0)
  })
})

describe('verdict', () => {
  const hours = 3_600_000
  const input = (state: string, given: Partial<VerdictInput> = {}): VerdictInput => ({
    lag: {state} as VerdictInput['lag'],
    lossAtMs: null,
    nowMs: 0,
    thresholds,
    discards: false,
    harmed: false,
    loses: false,
    explained: false,
    openCauses: [],
    nothingWaits: false,
    findings: [],
    ...given,
  })
  const finding = (severity: Severity, status: Finding['status']) => ({severity, status, muted: null}) as Finding
  const quiet = {state: 'stopped', ageSeconds: null} as VerdictInput['lag']
  it.each<[string, VerdictInput, Verdict]>([
    ['records are being discarded while the age is low', input('ok', {harmed: true, loses: true}), 'critical'],
    ['many records are discarded all the time, and pointers are left', input('ok', {discards: true}), 'degraded'],
    ['the same, and the last records are lost soon', input('ok', {discards: true, loses: true}), 'critical'],
    ['records expire now', input('losing', {lossAtMs: 0}), 'critical'],
    ['a stop with 23 hours left', input('stopped', {harmed: true, lossAtMs: 23 * hours}), 'degraded'],
    ['a blocked shard with 23 hours left, and no cause', input('stalled', {lossAtMs: 23 * hours}), 'degraded'],
    ['a stop with six hours left', input('stopped', {harmed: true, lossAtMs: 6 * hours}), 'degraded'],
    ['a stop with less', input('stopped', {harmed: true, lossAtMs: 6 * hours - 1}), 'critical'],
    ['a stop of which no time of loss is known', input('stopped'), 'critical'],
    ['a stop of which no time of loss is known, and nothing is written', input('stopped', {lag: quiet, nothingWaits: true}), 'degraded'],
    ['the same, with a record that waits', input('stopped', {lag: {...quiet, ageSeconds: 60}, nothingWaits: true}), 'critical'],
    ['a backlog that shrinks, too late for its oldest records', input('recovering', {lossAtMs: hours}), 'healthy'],
    ['a lag that grows, with six hours left', input('slow', {lossAtMs: 6 * hours}), 'degraded'],
    ['a lag that grows, with less', input('slow', {lossAtMs: 6 * hours - 1}), 'critical'],
    [
      'a stop of which no time of loss is known, and no loss',
      input('stalled', {lag: {...quiet, state: 'stalled'}, nothingWaits: true}),
      'degraded',
    ],
    ['a lag that stays', input('behind'), 'degraded'],
    ['a lag of which nothing is known', input('unknown'), 'undecided'],
    ['nothing to deliver', input('idle'), 'healthy'],
    ['a finding of severity high', input('ok', {findings: [finding('high', 'fail')]}), 'at-risk'],
    ['a finding of severity medium', input('ok', {findings: [finding('medium', 'fail')]}), 'healthy'],
    ['a finding that is muted', input('ok', {findings: [{...finding('critical', 'fail'), muted: {} as never}]}), 'healthy'],
    ['a check of severity high that is unknown', input('ok', {findings: [finding('high', 'unknown')]}), 'undecided'],
    ['a check of severity medium that is unknown', input('ok', {findings: [finding('medium', 'unknown')]}), 'healthy'],
    ['a check of severity high that has a bug', input('ok', {findings: [finding('high', 'bug')]}), 'undecided'],
    ['a check of severity high that passes', input('ok', {findings: [finding('high', 'pass')]}), 'healthy'],
    ['a lag that grows', input('slow'), 'degraded'],
    ['a lag that grows and passes on its own', input('slow', {explained: true}), 'healthy'],
    ['a harmful cause and no lag', input('ok', {harmed: true}), 'degraded'],
    ['a cause that is still open', input('ok', {openCauses: ['poison-record']}), 'undecided'],
  ])('%s', (_, given, expected) => {
    expect(verdictOf(given)).toBe(expected)
  })
})

it.each<[LagReport['state'], stopped: boolean, Verdict]>([
  ['losing', true, 'critical'],
  ['stalled', true, 'degraded'],
  ['stopped', true, 'degraded'],
  ['slow', false, 'degraded'],
  ['behind', false, 'degraded'],
  ['unknown', false, 'undecided'],
  ['recovering', false, 'healthy'],
  ['idle', false, 'healthy'],
  ['ok', false, 'healthy'],
])('by the lag alone, %s', (state, stopped, verdict) => {
  expect(isStopped(state)).toBe(stopped)
  expect(verdictOfLag({lag: {state} as LagReport, lossSoon: false})).toBe(verdict)
  expect(verdictOfLag({lag: {state} as LagReport, lossSoon: true})).toBe('critical')
})

it.each<[string, LagReport['state'], number | null, boolean]>([
  ['six hours', 'slow', 6 * 3_600_000, false],
  ['less', 'slow', 6 * 3_600_000 - 1, true],
  ['no time', 'slow', null, false],
  ['a lag that recovers', 'recovering', 1, false],
  ['a time that is past', 'stopped', -1, true],
])('a loss is soon: %s', (_, state, inMs, soon) => {
  expect(isLossSoon(state, inMs === null ? null : 1e12 + inMs, 1e12, thresholds)).toBe(soon)
})
