import {Ajv2020} from 'ajv/dist/2020.js'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import {missing} from '../../src/model/evidence/item.ts'
import {reportSchema} from '../../src/model/report/report-schema.ts'
import {
  evidence,
  functionMetrics,
  healthyParts,
  lambdaFunction,
  mapping,
  nowMs,
  type Parts,
  published,
  series,
  stream,
  table,
  tableMetrics,
} from '../support/evidence.ts'
import {times} from '../support/sample.ts'

const tool = {name: 'ddbstream', version: '0.0.0'} as const
const all = {only: [], skip: []}
const report = (given: Evidence, selection: {only: string[]; skip: string[]} = all) => diagnose(given, selection, tool)
const verdict = (parts: Partial<Parts>, gone: (keyof Parts)[] = []) =>
  report(evidence(parts, Object.fromEntries(gone.map(key => [key, missing('denied', 'x:Read', 'denied')])))).verdict

it('gives the lag with its times, and lowers no finding that a cause of harm explains', () => {
  const [given] = report(
    evidence({
      functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : (21 - ago) * 60), {'Errors.Sum': published(ago => (ago > 20 ? 0 : 1))}),
    }),
  ).pipelines
  expect(given?.lag).toMatchObject({onsetAt: expect.stringMatching(/^2026-11-23T02:39/), lossAt: expect.stringMatching(/^2026-11-24T02:/)})
  expect(given?.findings.find(({check}) => check === 'iterator-age')).toMatchObject({status: 'fail', severity: 'high'})
})

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const situations: Record<string, Partial<Parts>> = {
  healthy: {},
  poisoned: {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 1))})},
  throttled: {
    functionMetrics: functionMetrics(
      ago => (ago > 30 ? 1 : (31 - ago) * 25),
      {'Throttles.Sum': published(() => 40)},
      ago => (31 - ago) * 10,
    ),
    function: lambdaFunction({reservedConcurrency: 2}),
  },
  disabled: {mapping: mapping({state: 'Disabled'}), functionMetrics: functionMetrics(ago => (ago > 40 ? 1 : null))},
  stale: {
    stream: stream(1, {streamStatus: 'DISABLED'}),
    table: table({latestStreamArn: 'arn:new'}),
    functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null)),
  },
  unbounded: {mapping: mapping({maximumRetryAttempts: -1})},
  idle: {functionMetrics: functionMetrics(() => null), tableMetrics: tableMetrics(() => 0)},
}

describe('verdict', () => {
  it.each([
    ['healthy', 'healthy'],
    ['idle', 'healthy'],
    ['unbounded', 'healthy'],
    ['throttled', 'degraded'],
    ['poisoned', 'degraded'],
    ['disabled', 'degraded'],
    ['stale', 'degraded'],
  ])('%s is %s', (situation, expected) => {
    expect(verdict(situations[situation] ?? {})).toBe(expected)
  })

  it('is degraded for a growing lag that no cause explains', () => {
    expect(verdict({functionMetrics: functionMetrics(ago => 2000 - ago * 10)})).toBe('degraded')
  })

  it.each([
    [['functionMetrics'], 'undecided'],
    [['mapping'], 'undecided'],
    [['stream', 'table'], 'undecided'],
    [['accountSettings'], 'healthy'],
    [['accountMetrics'], 'healthy'],
    [['function'], 'healthy'],
    [['table'], 'healthy'],
    [['tableMetrics'], 'undecided'],
  ] as [(keyof Parts)[], string][])('of a healthy pipeline without %j is %s', (gone, expected) => {
    expect(verdict({}, gone)).toBe(expected)
  })

  it('is never healthy without some evidence where the full evidence says otherwise', () => {
    const keys = Object.keys(healthyParts()) as (keyof Parts)[]
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(situations)), fc.subarray(keys), (name, gone) => {
        const parts = situations[name] ?? {}
        if (verdict(parts) !== 'healthy') expect(verdict(parts, gone)).not.toBe('healthy')
      }),
      {numRuns: times(120, 500)},
    )
  })
})

describe('report', () => {
  it('fits its published schema', () => {
    const validate = new Ajv2020({strict: false, formats: {'date-time': true}}).compile(z.toJSONSchema(reportSchema))
    for (const [name, parts] of Object.entries(situations)) {
      validate(JSON.parse(JSON.stringify(report(evidence(parts)))))
      expect(validate.errors, name).toBeNull()
    }
  })

  it('lists unread evidence once, with the action', () => {
    const denied = missing('denied', 'lambda:GetAccountSettings', 'not authorized')
    const {missing: gaps} = report(evidence({}, {accountSettings: denied}))
    expect(gaps).toEqual([
      {mapping: null, evidence: 'accountSettings', action: 'lambda:GetAccountSettings', reason: 'denied', detail: 'not authorized'},
    ])
  })

  it('runs only the checks that are asked for', () => {
    const statuses = (selection: {only: string[]; skip: string[]}) =>
      Object.fromEntries(report(evidence(situations.unbounded), selection).pipelines[0]?.findings.map(f => [f.check, f.status]) ?? [])
    expect(statuses({only: ['no-bisect'], skip: []})['unbounded-retries']).toBe('skipped')
    expect(statuses({only: [], skip: ['no-bisect']})).toMatchObject({'no-bisect': 'skipped', 'unbounded-retries': 'fail'})
  })

  it('judges by the time of the evidence', () => {
    const given = evidence(situations.disabled)
    expect(report(given).takenAt).toBe(new Date(nowMs).toISOString())
    expect(report(given)).toEqual(report(structuredClone(given)))
  })
})

describe('any valid evidence', () => {
  const value = fc.oneof(fc.constant(null), fc.double({min: 0, max: 1e9, noNaN: true}))
  const anySeries = fc.array(value, {minLength: 180, maxLength: 180}).map(values => ({...series(() => null), values}))
  const maybeNumber = fc.oneof(fc.constant(null), fc.integer({min: -1, max: 700_000}))
  const anyParts = fc.record({
    functionMetrics: fc.array(anySeries, {minLength: 13, maxLength: 13}).map(list => {
      const names = Object.keys(healthyParts().functionMetrics) as (keyof Parts['functionMetrics'])[]
      return Object.fromEntries(names.map((name, i) => [name, list[i]])) as Parts['functionMetrics']
    }),
    mapping: fc
      .record({
        state: fc.string(),
        lastProcessingResult: fc.oneof(fc.constant(null), fc.string()),
        maximumRetryAttempts: maybeNumber,
        maximumRecordAgeSeconds: maybeNumber,
        batchSize: maybeNumber,
        parallelizationFactor: maybeNumber,
        maximumBatchingWindowSeconds: maybeNumber,
        onFailureDestination: fc.oneof(fc.constant(null), fc.string()),
        lastModifiedMs: fc.oneof(fc.constant(null), fc.integer({min: 0, max: nowMs})),
      })
      .map(given => mapping(given)),
    function: fc.oneof(
      fc.constant(null),
      fc.record({reservedConcurrency: maybeNumber, timeoutSeconds: maybeNumber}).map(given => lambdaFunction(given)),
    ),
    stream: fc.oneof(
      fc.constant(null),
      fc.integer({min: 0, max: 50}).map(n => stream(n)),
    ),
    tableMetrics: fc
      .tuple(anySeries, anySeries)
      .map(([writes, read]) => tableMetrics(() => null, {'ConsumedWriteCapacityUnits.Sum': writes, 'ReturnedRecordsCount.Sum': read})),
  })

  it('makes no check fail itself, and no number that JSON cannot hold', () => {
    fc.assert(
      fc.property(anyParts, parts => {
        const result = report(evidence(parts))
        expect(result.pipelines[0]?.findings.filter(f => f.status === 'bug')).toEqual([])
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
        expect(reportSchema.safeParse(result).error).toBeUndefined()
      }),
      {numRuns: times(20, 60)},
    )
  })
})
