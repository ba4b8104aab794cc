import {describe, expect, it} from 'vitest'
import {muteFindings} from '../../src/config/mutes.ts'
import {parseConfig} from '../../src/config/parse.ts'
import {diagnose, knownNames} from '../../src/diagnosis/diagnose.ts'
import {exitCodeOf} from '../../src/diagnosis/verdict.ts'
import type {Pipeline} from '../../src/model/evidence/evidence.ts'
import {known, missing} from '../../src/model/evidence/item.ts'
import type {Finding, Report} from '../../src/model/report/report.ts'
import {evidence, functionMetrics, lambdaFunction, mapping, type Parts} from '../support/evidence.ts'

const tool = {name: 'ddbstream', version: '0.0.0'} as const
/** The evidence is of 2026-11-23. */
const config = (yaml: string) => parseConfig(`version: 1\n${yaml}`, 'c.yaml', knownNames)
const judge = (yaml: string, parts: Partial<Parts> = {}, gone: Parameters<typeof evidence>[1] = {}, only: string[] = []) =>
  diagnose(evidence(parts, gone), {only, skip: [], config: config(yaml)}, tool)
const found = (yaml: string, parts: Partial<Parts> = {}, gone: Parameters<typeof evidence>[1] = {}): Record<string, Finding> =>
  Object.fromEntries(judge(yaml, parts, gone).pipelines[0]!.findings.map(finding => [finding.check, finding]))
const unbounded = {mapping: mapping({maximumRetryAttempts: -1})}
const mute = (given: string): string => `mutes: [{function: orders-*, owner: orders, reason: known, ${given}}]`

describe('thresholds, checks and severities', () => {
  it('a threshold moves a check', () => {
    const late = {functionMetrics: functionMetrics(() => 45)}
    expect(found('', late)['iterator-age']?.status).toBe('fail')
    expect(found('thresholds: {iteratorAgeSeconds: 60}', late)['iterator-age']?.status).toBe('pass')
    expect(judge('thresholds: {iteratorAgeSeconds: 60}', late).verdict).toBe('healthy')
  })
  it('a check that is off says which file and line switched it off', () => {
    expect(found('checks: {unbounded-retries: off}', unbounded)['unbounded-retries']).toMatchObject({
      status: 'off',
      summary: 'Switched off by the configuration file c.yaml:2.',
    })
    expect(judge('checks: {unbounded-retries: off}', unbounded).verdict).toBe('healthy')
  })
  it('a severity moves the verdict and the exit code', () => {
    expect(judge('', unbounded)).toMatchObject({verdict: 'healthy'})
    expect(judge('checks: {unbounded-retries: high}', unbounded).verdict).toBe('at-risk')
    expect(exitCodeOf(judge('checks: {unbounded-retries: high}', unbounded))).toBe(1)
    expect(exitCodeOf(judge('checks: {unbounded-retries: low}', unbounded))).toBe(0)
  })
  it('only where the name fits', () => {
    expect(found('functions: [{match: other-*, checks: {unbounded-retries: off}}]', unbounded)['unbounded-retries']?.status).toBe('fail')
  })
})

describe('assertions', () => {
  it.each<[string, string, Partial<Parts>, string]>([
    ['BatchSize: {atMost: 100}', 'BatchSize', {}, 'pass'],
    ['BatchSize: {atMost: 99}', 'BatchSize', {}, 'fail'],
    ['BatchSize: {atLeast: 101}', 'BatchSize', {}, 'fail'],
    ['MaximumRetryAttempts: {atMost: 1000}', 'MaximumRetryAttempts', unbounded, 'fail'],
    ['MaximumRetryAttempts: {atLeast: 1000}', 'MaximumRetryAttempts', unbounded, 'pass'],
    ['OnFailureDestination: {present: true}', 'OnFailureDestination', {}, 'pass'],
    ['OnFailureDestination: {present: true}', 'OnFailureDestination', {mapping: mapping({onFailureDestination: null})}, 'fail'],
    ['FunctionResponseTypes: {is: ReportBatchItemFailures}', 'FunctionResponseTypes', {}, 'fail'],
    [
      'FunctionResponseTypes: {is: ReportBatchItemFailures}',
      'FunctionResponseTypes',
      {mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']})},
      'pass',
    ],
    ['BisectBatchOnFunctionError: {is: true}', 'BisectBatchOnFunctionError', {}, 'pass'],
    ['Runtime: {oneOf: [nodejs22.x, nodejs24.x]}', 'Runtime', {}, 'pass'],
    ['Runtime: {oneOf: [nodejs22.x]}', 'Runtime', {}, 'fail'],
    ['ReservedConcurrentExecutions: {present: true}', 'ReservedConcurrentExecutions', {}, 'fail'],
    [
      'ReservedConcurrentExecutions: {present: true}',
      'ReservedConcurrentExecutions',
      {function: lambdaFunction({reservedConcurrency: 0})},
      'pass',
    ],
    ['Runtime: {atMost: 3}', 'Runtime', {}, 'fail'],
    ['Timeout: {atMost: 60}', 'Timeout', {function: null}, 'skipped'],
  ])('%s', (assertion, setting, parts, status) => {
    expect(found(`assert: {${assertion}}`, parts)[`assertion-${setting}`]?.status).toBe(status)
  })
  it('name the actual and the required value', () => {
    const finding = found('assert: {MaximumRetryAttempts: {atMost: 10}}', unbounded)['assertion-MaximumRetryAttempts']
    expect(finding).toMatchObject({severity: 'high', summary: 'MaximumRetryAttempts is -1; the configuration requires 10 or less.'})
  })
  it('are unknown, and the verdict undecided, when the setting could not be read', () => {
    const gone = {function: missing('denied', 'lambda:GetFunction', 'no')}
    expect(found('assert: {Timeout: {atMost: 60}}', {}, gone)['assertion-Timeout']).toMatchObject({status: 'unknown'})
    expect(judge('assert: {Timeout: {atMost: 60}}', {}, gone).verdict).toBe('undecided')
  })
  it('can have a severity and a message of their own, before the severity of all', () => {
    const given = found(
      'assert: {MaximumRetryAttempts: {atMost: 10, severity: medium, message: Ask team orders}}\nchecks: {assertion: low}',
      unbounded,
    )
    expect(given['assertion-MaximumRetryAttempts']).toMatchObject({
      severity: 'medium',
      summary: 'MaximumRetryAttempts is -1; the configuration requires 10 or less. Ask team orders.',
      facts: {setting: 'MaximumRetryAttempts', value: -1, required: '10 or less'},
    })
    expect(judge('assert: {MaximumRetryAttempts: {atMost: 10, severity: medium}}', unbounded).verdict).toBe('healthy')
    expect(judge('assert: {MaximumRetryAttempts: {atMost: 10, severity: high}}', unbounded).verdict).toBe('at-risk')
  })
  it('have one severity, can be switched off, and are left out by --only', () => {
    expect(found('assert: {BatchSize: {is: 1}}\nchecks: {assertion: low}')['assertion-BatchSize']?.severity).toBe('low')
    expect(found('assert: {BatchSize: {is: 1}}\nchecks: {assertion: off}')['assertion-BatchSize']?.status).toBe('off')
    expect(
      judge('assert: {BatchSize: {is: 1}}', {}, {}, ['iterator-age']).pipelines[0]?.findings.some(f => f.check.startsWith('assertion')),
    ).toBe(false)
  })
})

describe('rules that match more than names', () => {
  const off = (match: string) => `functions: [{match: ${match}, checks: {unbounded-retries: off}}]`
  it.each([
    ['{table: orders}', 'off'],
    ['{table: carts}', 'fail'],
    ['{account: "123456789012", region: us-*}', 'off'],
    ['{account: "123456789012", region: eu-*}', 'fail'],
    ['[carts-*, {table: order?}]', 'off'],
  ])('%s: %s', (match, status) => expect(found(off(match), unbounded)['unbounded-retries']?.status).toBe(status))

  const tagged = (yaml: string, tags: Pipeline['tags']) => {
    const given = evidence(unbounded)
    const pipelines = given.pipelines.map(pipeline => ({...pipeline, tags}))
    return diagnose({...given, pipelines}, {only: [], skip: [], config: config(yaml)}, tool)
  }
  const statusOf = (report: Report, check: string) => report.pipelines[0]?.findings.find(one => one.check === check)?.status
  it.each([
    ['{tag: {team: orders}}', 'off'],
    ['{tag: {team: carts}}', 'fail'],
    ['{stack: orders-*}', 'off'],
  ])('by tag: %s: %s', (match, status) => {
    const report = tagged(off(match), known({team: 'orders', 'aws:cloudformation:stack-name': 'orders-prod'}))
    expect([statusOf(report, 'unbounded-retries'), statusOf(report, 'configuration-match')]).toEqual([status, undefined])
    expect(report.pipelines[0]?.tags).toMatchObject({team: 'orders'})
  })
  it('tags that are unknown leave the rule out, and the verdict undecided', () => {
    const denied = missing('denied', 'tag:GetResources', 'no')
    const report = tagged(off('{tag: {team: orders}}'), denied)
    expect([statusOf(report, 'unbounded-retries'), report.verdict]).toEqual(['fail', 'undecided'])
    expect(report.pipelines[0]?.findings.find(({check}) => check === 'configuration-match')).toMatchObject({
      status: 'unknown',
      summary: 'Not known whether these entries match: c.yaml:2. The tags of the function are unknown: tag:GetResources is denied.',
    })
    expect(report.missing).toContainEqual({mapping: null, evidence: 'tags', action: 'tag:GetResources', reason: 'denied', detail: 'no'})
    expect(tagged(off('{tag: {team: orders}, region: eu-*}'), denied).verdict).toBe('healthy')
  })
  it('evidence without tags, such as an older file, does the same', () => {
    const report = judge(off('{stack: orders}'), unbounded)
    expect([report.verdict, report.missing]).toEqual(['undecided', []])
  })
  it('a mute by tag mutes, and one that cannot be matched is no finding', () => {
    const byTag = 'mutes: [{match: {tag: {team: orders}}, check: unbounded-retries, owner: o, reason: r, until: 2026-12-31}]'
    const report = tagged(byTag, known({team: 'orders'}))
    expect(report.pipelines[0]?.findings.find(({check}) => check === 'unbounded-retries')?.muted?.owner).toBe('o')
    expect([report.findings, tagged(byTag, undefined).findings]).toEqual([[], []])
    expect(tagged(byTag, known({team: 'carts'})).findings).toEqual([])
  })
  it('the report names the file', () => {
    expect([judge('').configuration, diagnose(evidence({}), {only: [], skip: []}, tool).configuration]).toEqual([{file: 'c.yaml'}, null])
  })
})

describe('mutes', () => {
  it('a muted finding changes neither verdict nor exit code, and says who muted it', () => {
    const report = judge(mute('check: unbounded-retries, until: 2026-11-23'), unbounded)
    expect(report.verdict).toBe('healthy')
    expect(exitCodeOf(report)).toBe(0)
    expect(report.pipelines[0]?.findings.find(f => f.check === 'unbounded-retries')?.muted).toEqual({
      owner: 'orders',
      reason: 'known',
      until: '2026-11-23',
    })
    expect(report.findings).toEqual([])
  })
  it('the day after, it mutes nothing and is a finding itself', () => {
    const report = judge(mute('check: unbounded-retries, until: 2026-11-22'), unbounded)
    expect(report.verdict).toBe('healthy')
    expect(report.pipelines[0]?.findings.find(f => f.check === 'unbounded-retries')?.muted).toBeNull()
    expect(report.findings).toMatchObject([{check: 'expired-mute', status: 'fail', severity: 'medium'}])
    expect(report.findings[0]?.summary).toContain('orders ended on 2026-11-22')
  })
  it('a muted cause keeps the verdict, which is the truth, and does not fail the run', () => {
    const off = {mapping: mapping({state: 'Disabled', lastModifiedMs: 0}), functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null))}
    const muted = judge(
      `mutes:\n- {function: '*', owner: o, reason: r, until: 2026-12-31, check: mapping-disabled}\n- {function: '*', owner: o, reason: r, until: 2026-12-31, check: mapping-not-enabled}\n- {function: '*', owner: o, reason: r, until: 2026-12-31, check: iterator-age}`,
      off,
    )
    expect([judge('', off).verdict, exitCodeOf(judge('', off))]).toEqual(['degraded', 1])
    expect([muted.verdict, exitCodeOf(muted)]).toEqual(['degraded', 0])
  })
  it.each<[string, Partial<Parts>, Parameters<typeof evidence>[1], string[]]>([
    ['nothing to mute', {}, {}, ['unmatched-mute']],
    ['it is there', unbounded, {}, []],
    ['it could not be looked for', {}, {mapping: missing('denied', 'x:Y', 'no')}, []],
  ])('unmatched: %s', (_, parts, gone, checks) => {
    expect(judge(mute('check: unbounded-retries, until: 2026-12-31'), parts, gone).findings.map(f => f.check)).toEqual(checks)
  })
  it('a mute for functions that do not exist has nothing to mute, where all were looked at', () => {
    const gone = config('mutes: [{match: gone-*, check: no-bisect, owner: o, reason: r, until: 2026-12-31}]')
    expect(muteFindings(gone, {...judge(''), whole: true}).map(({check}) => check)).toEqual(['unmatched-mute'])
    expect(muteFindings(gone, judge(''))).toEqual([])
  })
  it('a mute for functions of another run is none of this one', () => {
    expect(judge('mutes: [{function: other, check: no-bisect, owner: o, reason: r, until: 2026-12-31}]').findings).toEqual([])
  })
})
