import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import {findingWaitsFor, renderAll, renderFinding} from '../../src/diagnosis/render-fixes.ts'
import type {Fix} from '../../src/model/check.ts'
import {missing} from '../../src/model/evidence/item.ts'
import {evidence, functionMetrics, lambdaFunction, mapping, moment, nowMs, type Parts, published} from '../support/evidence.ts'
import {growing, lagging} from '../support/load.ts'
import {situations} from '../support/situations.ts'

const lookup = (parts: Partial<Parts> = {}, gone: (keyof Parts)[] = []) => {
  const all = evidence(parts, Object.fromEntries(gone.map(key => [key, missing('denied', 'x:Y', 'denied')])))
  return lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)
}
const change = (given: object, more: object = {}): Fix => ({summary: 'Do it.', change: given, ...more}) as Fix
const command = (given: string, more: object = {}): Fix => ({summary: 'Run it.', command: given, ...more})
const advice = (fix: Fix, parts: Partial<Parts> = {}, gone: (keyof Parts)[] = []) => renderFinding(fix, lookup(parts, gone), moment).advice

const latest = (given: Parameters<typeof mapping>[0] = {}) => ({
  mapping: mapping({startingPosition: 'LATEST', lastModifiedMs: nowMs - 60_000, ...given}),
  functionMetrics: functionMetrics(() => 1, {'Invocations.Sum': published(() => 0)}),
})
const age = (limit: number) => ({
  mapping: mapping({maximumRecordAgeSeconds: limit}),
  functionMetrics: functionMetrics(growing(0.4), {}, growing(0.4)),
})

it.each<[string, object, {before: unknown; after: unknown}[], Parameters<typeof mapping>[0]?]>([
  ['BatchSize', {BatchSize: 200}, [{before: 100, after: 200}]],
  ['MaximumBatchingWindowInSeconds', {MaximumBatchingWindowInSeconds: 5}, [{before: 0, after: 5}]],
  ['ParallelizationFactor', {ParallelizationFactor: 4}, [{before: 1, after: 4}]],
  ['MaximumRetryAttempts', {MaximumRetryAttempts: 5}, [{before: 3, after: 5}]],
  ['MaximumRecordAgeInSeconds', {MaximumRecordAgeInSeconds: 43_200}, [{before: -1, after: 43_200}]],
  ['BisectBatchOnFunctionError', {BisectBatchOnFunctionError: false}, [{before: true, after: false}]],
  ['Enabled', {Enabled: true}, [{before: false, after: true}], {state: 'Disabled'}],
  ['Enabled of a mapping that is being disabled', {Enabled: true}, [{before: false, after: true}], {state: 'Disabling'}],
  [
    'DestinationConfig',
    {DestinationConfig: 'arn:aws:sqs:us-east-1:123456789012:other'},
    [{before: 'arn:aws:sqs:us-east-1:123456789012:orders-failed', after: 'arn:aws:sqs:us-east-1:123456789012:other'}],
  ],
  [
    'no destination',
    {DestinationConfig: 'arn:aws:sqs:us-east-1:123456789012:other'},
    [{before: null, after: 'arn:aws:sqs:us-east-1:123456789012:other'}],
    {onFailureDestination: null},
  ],
  [
    'an empty one',
    {DestinationConfig: 'arn:aws:sqs:us-east-1:123456789012:other'},
    [{before: null, after: 'arn:aws:sqs:us-east-1:123456789012:other'}],
    {onFailureDestination: ''},
  ],
  ['FunctionResponseTypes', {FunctionResponseTypes: 'ReportBatchItemFailures'}, [{before: null, after: 'ReportBatchItemFailures'}]],
  ['MetricsConfig', {MetricsConfig: 'EventCount'}, [{before: 'EventCount', after: 'EventCount'}], {metrics: ['EventCount']}],
  [
    'two at once',
    {BatchSize: 200, ParallelizationFactor: 2},
    [
      {before: 100, after: 200},
      {before: 1, after: 2},
    ],
  ],
])('the setting of now and the one to be: %s', (_, given, settings, present = {}) => {
  const {settings: found} = renderAll([change(given)], lookup({mapping: mapping(present)}), moment)[0] ?? {}
  expect(found).toMatchObject(settings)
  expect(found?.map(({name}) => name)).toEqual(Object.keys(given))
})

describe('a change of the mapping', () => {
  it('is a command with the words of its pause', () => {
    const found = advice(change({BatchSize: 200}))
    expect(found?.command).toMatch(/^ddbstream configure 2b0c6f4e\S+ --region us-east-1 --batch-size 200|configure/)
    expect(found?.summary).toMatch(/^Do it\. .*paus/)
  })

  it('without the mapping, is to list the mappings', () => {
    expect(advice(change({BatchSize: 200}), {}, ['mapping'])).toMatchObject({
      summary: 'Do it.',
      command: 'aws lambda list-event-source-mappings',
    })
  })

  it.each<[string, object, Partial<Parts>, boolean]>([
    ['in the pause', {BatchSize: 200}, age(1200), true],
    ['later', {BatchSize: 200}, age(3600), false],
    [
      'a mapping that is off',
      {BatchSize: 200},
      {...age(1200), mapping: mapping({maximumRecordAgeSeconds: 1200, state: 'Disabled'})},
      false,
    ],
    ['a change that turns it off', {Enabled: false}, age(1200), false],
    ['a change of the limit itself', {MaximumRecordAgeInSeconds: 3600}, age(1200), false],
  ])('removes a low age limit that records would reach %s', (_, given, parts, removes) => {
    const found = renderAll([change(given)], lookup(parts), moment)[0]
    expect(found?.summary.includes('The same update removes MaximumRecordAgeInSeconds=1200')).toBe(removes)
    expect(found?.settings?.some(({name, after}) => name === 'MaximumRecordAgeInSeconds' && after === -1) ?? false).toBe(removes)
  })

  it('names the records that an update may skip', () => {
    expect(advice(change({BatchSize: 200}), latest())?.summary).toMatch(/starts at LATEST/)
    expect(advice(change({BatchSize: 200}), latest({startingPosition: 'TRIM_HORIZON'}))?.summary).not.toMatch(/starts at LATEST/)
    const seen = {id: 'x', command: 'c', fromMs: 0, toMs: 0, changes: [], checkpointSeenMs: nowMs - 86_400_000}
    expect(advice(change({BatchSize: 200}), {...latest(), operations: [seen]})?.summary).not.toMatch(/starts at LATEST/)
    const unseen = {...seen, checkpointSeenMs: null}
    expect(advice(change({BatchSize: 200}), {...latest(), operations: [unseen]})?.summary).toMatch(/starts at LATEST/)
  })
})

describe('a command', () => {
  it.each<[string, string, Parameters<typeof mapping>[0], boolean]>([
    ['another version in the place of one', 'ddbstream remap x --to 7', {qualifier: '6'}, true],
    ['of the function', 'ddbstream remap x --to 7', {}, true],
    ['$LATEST', 'ddbstream remap x --to 7', {qualifier: '$LATEST'}, true],
    ['an alias, which moves without an update', 'ddbstream remap x --to 7', {qualifier: 'live'}, false],
    ['memory of a version', 'ddbstream configure x --memory 512', {qualifier: '6'}, true],
    ['the timeout of one', 'ddbstream configure x --timeout 60', {qualifier: '6'}, true],
    ['memory of the function', 'ddbstream configure x --memory 512', {}, false],
    ['another one', 'ddbstream errors x', {}, false],
  ])('warns of a gap: %s', (_, given, present, warns) => {
    const {doubt = ''} = renderAll([command(given, {doubt: 'Own.'})], lookup(latest(present)), moment)[0] ?? {}
    expect([doubt.includes('--accept-gap'), doubt.endsWith('Own.')]).toEqual([warns, true])
  })

  it('has its settings, and no doubt where there is none', () => {
    const settings = [{name: 'Timeout', before: 3, after: 30}]
    expect(advice(command('ls', {settings}))).toEqual({summary: 'Run it.', command: 'ls', settings})
    expect(advice(command('ls'))).toEqual({summary: 'Run it.', command: 'ls'})
  })
})

describe('the throughput of a fix', () => {
  const slow = lagging({writes: 3})
  it('is an effect and a time where the lag is known', () => {
    const found = advice(command('ls', {carries: {times: 4}}), slow)
    expect(found).toMatchObject({effect: expect.stringMatching(/./), drainedAt: expect.stringMatching(/^2026-11-23T/)})
    expect(found).not.toHaveProperty('carries')
  })

  it('is none where the mapping is not', () => {
    expect(advice(command('ls', {carries: {times: 4}}), slow, ['mapping'])).toEqual({summary: 'Run it.', command: 'ls'})
    expect(advice(command('ls'), slow)).toEqual({summary: 'Run it.', command: 'ls'})
    expect(advice(command('ls', {effect: 'Own.'}), slow)).toMatchObject({effect: 'Own.'})
  })
})

describe('a fix that waits', () => {
  const failing = situations['failing-function'] ?? {}
  const limit = change({MaximumRetryAttempts: 3})
  it('of a cause: read the error first', () => {
    const [found] = renderAll([limit], lookup(failing), moment)
    expect(found).toMatchObject({
      summary: expect.stringMatching(/^Read the error/),
      doubt: expect.stringMatching(/^Limit retries/),
      command: expect.stringMatching(/errors|logs/),
    })
    expect(renderAll([limit], lookup(), moment)[0]).toMatchObject({summary: expect.stringMatching(/^Do it/)})
  })

  const losing = {
    functionMetrics: functionMetrics(
      () => 86_000,
      {},
      () => 86_000,
    ),
  }
  it.each<[string, Fix | null, Partial<Parts>, RegExp | null]>([
    ['a limit while good records fail', limit, failing, /^Limit retries/],
    ['a change while records are lost', change({BatchSize: 200}), losing, /^Records are being lost now/],
    ['a change while none is', change({BatchSize: 200}), {}, null],
    ['a destination', change({DestinationConfig: 'arn:aws:sqs:us-east-1:123456789012:other'}), losing, null],
    ['a command', command('ls'), losing, null],
    ['none', null, losing, null],
  ])('of a finding: %s', (_, fix, parts, why) => {
    const found = findingWaitsFor(fix, lookup(parts))
    if (why === null) expect(found).toBeNull()
    else expect(found).toMatch(why)
  })
})

describe('a fix that AWS would refuse', () => {
  const refused = change({BatchSize: 100_000})
  const why = 'AWS accepts a BatchSize of 1 to 10,000.'
  const reserve = command(
    'aws lambda put-function-concurrency --function-name orders-projector --reserved-concurrent-executions 950 --region us-east-1',
  )
  const quota = {command: expect.stringMatching(/^aws service-quotas/), summary: expect.stringMatching(/900 for this function at most/)}

  it('of a finding is left out, with the reason', () => {
    expect(renderFinding(refused, lookup(), moment)).toEqual({advice: null, why})
    expect(renderFinding(change({BatchSize: 10_000}), lookup(), moment)).toMatchObject({
      advice: {command: expect.stringMatching(/./)},
      why: null,
    })
  })

  it('of a cause is left out, and the first has the reason in its place', () => {
    expect(renderAll([refused, command('ls'), refused], lookup(), moment)).toEqual([
      {summary: why, command: ''},
      {summary: 'Run it.', command: 'ls'},
    ])
  })

  it('gives way to the one that makes it possible', () => {
    expect(renderFinding(reserve, lookup(), moment)).toMatchObject({advice: quota, why: null})
    expect(renderAll([command('ls'), reserve], lookup(), moment)).toMatchObject([{command: 'ls'}, quota])
  })

  it('is judged by its command, where it has one', () => {
    expect(renderFinding(command(''), lookup({function: lambdaFunction()}), moment)).toMatchObject({advice: {command: ''}, why: null})
  })
})
