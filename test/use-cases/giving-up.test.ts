import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {defaultSettings} from '../../src/config/settings.ts'
import {runChecks, weighCauses} from '../../src/diagnosis/judge.ts'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import {evidence, functionMetrics, lambdaFunction, mapping, moment, nowMs, type Parts, published, stream} from '../support/evidence.ts'
import {loggedOf} from '../support/on-demand.ts'
import {times} from '../support/sample.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const late = (ago: number) => (ago > 30 ? 1 : (31 - ago) * 30)
const failing = (errors: number, age = blocked, youngest = age) =>
  functionMetrics(age, {'Errors.Sum': published(ago => (age(ago) > 10 ? errors : 0))}, youngest)

/** All that is advised: under the causes and in the findings. */
function advice(parts: Partial<Parts>): string[] {
  const all = evidence(parts)
  const lookup = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)
  const fixes = weighCauses(lookup, moment).causes.flatMap(cause => cause.fixes)
  const findings = runChecks(() => true, defaultSettings, lookup, moment).flatMap(({fix}) => fix ?? [])
  return [...fixes, ...findings].map(({command}) => command)
}

const limits = /(?:MaximumRetryAttempts|MaximumRecordAgeInSeconds)=\d/
const reporting = {functionResponseTypes: ['ReportBatchItemFailures']}

/** Situations in which good records fail, each with the mapping settings that make it so. */
const situations: readonly [string, Partial<Parts>, Partial<ReturnType<typeof mapping>>][] = [
  ['all shards fail', {functionMetrics: failing(60)}, {}],
  ['all shards report failures', {functionMetrics: functionMetrics(blocked, {}, blocked)}, reporting],
  ['the only shard fails', {functionMetrics: failing(60), stream: stream(1)}, {}],
  ['the only shard reports failures', {functionMetrics: functionMetrics(blocked, {}, blocked), stream: stream(1)}, reporting],
  ['two in five fail and pass', {functionMetrics: failing(24, late, ago => Math.max(1, late(ago) - 40))}, {}],
  ['it began a minute ago', {functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago === 4 ? 60 : 0))})}, {}],
  ['the function is gone', {function: null, functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))}, {}],
]

const settings = fc.record({
  maximumRetryAttempts: fc.constantFrom(-1, 10_000, 3, 0),
  maximumRecordAgeSeconds: fc.constantFrom(-1, 3600, 604_800),
  bisectBatchOnFunctionError: fc.boolean(),
  onFailureDestination: fc.constantFrom(null, 'arn:aws:sqs:us-east-1:123456789012:orders-failed'),
  batchSize: fc.constantFrom(1, 100),
  qualifier: fc.constantFrom(null, 'live', '7'),
})
const logs = fc.constantFrom(
  undefined,
  ...['exception', 'downstream-throttled', 'out-of-memory', 'import', 'access-denied', 'timeout'].map(kind => loggedOf(kind)),
)
const releases = fc.constantFrom(nowMs - 22 * 60_000, nowMs - 86_400_000)

describe('while good records fail, nothing that gives records up is advised', () => {
  it.each(situations)('%s', (_name, parts, own) => {
    fc.assert(
      fc.property(settings, logs, releases, (drawn, logErrors, lastModifiedMs) => {
        const target = 'function' in parts ? {} : {function: lambdaFunction({lastModifiedMs})}
        const read = logErrors === undefined ? {} : {logErrors}
        const found = advice({...parts, ...target, ...read, mapping: mapping({...drawn, ...own})})
        expect(found.filter(command => limits.test(command))).toEqual([])
      }),
      {numRuns: times(20, 60)},
    )
  })
})

it('beside shards that succeed, a poison record keeps its advice', () => {
  const parts = {functionMetrics: failing(1, blocked, () => 0.5), mapping: mapping({maximumRetryAttempts: -1})}
  expect(advice(parts).filter(command => limits.test(command)).length).toBeGreaterThan(0)
})

describe('while records expire', () => {
  const expiring = {functionMetrics: functionMetrics(() => 86_390)}
  it.each<[string, Partial<Parts>, boolean]>([
    ['no finding advises an update of the mapping, which pauses its polling', expiring, false],
    ['after the lag it does', {}, true],
  ])('%s', (_, parts, advises) => {
    const all = evidence({...parts, mapping: mapping({maximumRetryAttempts: -1, bisectBatchOnFunctionError: false})})
    const lookup = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)
    const findings = runChecks(() => true, defaultSettings, lookup, moment)
    expect(findings.some(({fix}) => / --set (?!DestinationConfig)/.test(fix?.command ?? ''))).toBe(advises)
  })
})
