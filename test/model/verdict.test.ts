import {describe, expect, it} from 'vitest'
import type {Severity} from '../../src/model/check.ts'
import type {Report, Verdict} from '../../src/model/report.ts'
import {exitCodeOf} from '../../src/model/verdict.ts'

const report = (verdict: Verdict, failing?: Severity) =>
  ({verdict, pipelines: [{findings: failing ? [{status: 'fail', severity: failing}] : []}]}) as unknown as Report

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
    expect(exitCodeOf(report(verdict, failing), failOn)).toBe(code)
  })
})
