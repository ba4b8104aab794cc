import {describe, expect, it, test} from 'vitest'
import {type Around, type Configuration, planConfigure} from '../../../src/changes/plans/configure.ts'
import type {Settings} from '../../../src/model/plan/plan.ts'
import {functionMetrics, lambdaFunction, mapping, nowMs, published, tableMetrics} from '../../support/evidence.ts'
import {calm, selection} from './selected-pipeline.ts'

const strict = {gap: false, loss: false}
const nothing: Configuration = {
  mapping: {},
  memoryMb: undefined,
  timeoutSeconds: undefined,
  reservedConcurrency: undefined,
  contributorInsights: undefined,
  forSeconds: null,
}
const around: Around = {
  accountSettings: {concurrentExecutions: 1000, unreservedConcurrentExecutions: 900},
  contributorInsights: null,
  published: null,
}
const plan = (selected: ReturnType<typeof selection>, wanted: Partial<Configuration>, given: Partial<Around> = {}, accepted = strict) =>
  planConfigure(selected, {...nothing, ...wanted}, {...around, ...given}, accepted)
const set = (settings: Settings) => ({mapping: settings})

test('all changes of the mapping go in one call, and settings that are so already are left out', () => {
  const {steps, waiting} = plan(selection(), set({BatchSize: 500, ParallelizationFactor: 4, MaximumRetryAttempts: 3}))
  expect(steps).toMatchObject([
    {
      call: {action: 'lambda:UpdateEventSourceMapping', input: {UUID: mapping().uuid, BatchSize: 500, ParallelizationFactor: 4}},
      before: {BatchSize: 100, ParallelizationFactor: 1},
    },
  ])
  expect(waiting).toMatchObject({pauses: 1})
  expect(plan(selection(), set({BatchSize: 100})).steps).toEqual([])
})

describe('a lower age limit', () => {
  const late = selection({lag: {...calm, state: 'slow', ageSeconds: 3600}, tableMetrics: tableMetrics(() => 600)})
  const limit = set({MaximumRecordAgeInSeconds: 600})
  const loss = (message: RegExp) =>
    expect.objectContaining({
      code: 'E_LOSS',
      exitCode: 7,
      message: expect.stringMatching(message),
      hints: expect.arrayContaining([expect.stringContaining('--accept-loss')]),
    })
  it('that discards a backlog is refused, with the number of records', () => {
    // 50 minutes at 600 a minute are over the limit now, 55 once it is applied.
    expect(() => plan(late, limit)).toThrow(loss(/up to 33,000 records, 30,000 records of them at once/))
  })
  it('is carried out when that is accepted, and stays a risk', () => {
    expect(plan(late, limit, {}, {...strict, loss: true})).toMatchObject({
      steps: [{after: {MaximumRecordAgeInSeconds: 600}}],
      risks: [expect.stringContaining('33,000')],
    })
  })
  it('that nothing has reached is no loss; one that was lower is none either', () => {
    expect(plan(selection(), set({MaximumRecordAgeInSeconds: 3600})).risks).toEqual([])
    const lower = mapping({maximumRecordAgeSeconds: 7200})
    expect(plan(selection({mapping: lower}), set({MaximumRecordAgeInSeconds: 10_000})).risks).toEqual([])
  })
  it('is refused when the age is not known', () => {
    expect(() => plan(selection({lag: null}), limit)).toThrow(loss(/not known/))
  })
})

describe('bounded retries', () => {
  const unbounded = mapping({maximumRetryAttempts: -1, onFailureDestination: null})
  const failing = functionMetrics(() => 1, {'Errors.Sum': published(() => 2)})
  const bound = set({MaximumRetryAttempts: 3})
  it('without a destination are refused: a batch would be dropped each time', () => {
    expect(() => plan(selection({mapping: unbounded, functionMetrics: failing}), bound)).toThrow(
      expect.objectContaining({code: 'E_LOSS', message: expect.stringMatching(/up to 100 records for good.*24 errors/)}),
    )
  })
  it('with one that comes in the same call are carried out', () => {
    const queue = {OnFailure: {Destination: 'arn:aws:sqs:us-east-1:123456789012:failed'}}
    expect(plan(selection({mapping: unbounded}), set({MaximumRetryAttempts: 3, DestinationConfig: queue})).risks).toEqual([])
  })
  it('and a destination that is taken away are refused', () => {
    expect(() => plan(selection(), set({DestinationConfig: {OnFailure: {Destination: ''}}}))).toThrow(
      expect.objectContaining({code: 'E_LOSS'}),
    )
  })
})

test.each<[string, Partial<Parameters<typeof selection>[0]>, Partial<Configuration>, RegExp | null]>([
  ['fit into the free pool', {}, {}, /need up to 40 executions at once \(4 open shards × parallelization factor 10\), of 900/],
  ['are more than are reserved', {target: lambdaFunction({reservedConcurrency: 10})}, {}, /10 are reserved: the rest is throttled/],
  ['are reserved with it', {target: lambdaFunction({reservedConcurrency: 10})}, {reservedConcurrency: 50}, null],
  ['cannot be counted', {stream: null}, {}, /could not be read/],
])('the executions that a parallelization factor asks for %s', (_, selected, wanted, risk) => {
  const {risks} = plan(selection(selected), {...set({ParallelizationFactor: 10}), ...wanted})
  expect(risks).toEqual(risk === null ? [] : [expect.stringMatching(risk)])
})

describe('memory', () => {
  it('of $LATEST is one call', () => {
    expect(plan(selection(), {memoryMb: 1024, forSeconds: 1800})).toMatchObject({
      steps: [
        {
          call: {action: 'lambda:UpdateFunctionConfiguration', input: {FunctionName: 'orders-projector', MemorySize: 1024}},
          before: {MemorySize: 512},
        },
      ],
      restoreAfterSeconds: 1800,
      waiting: null,
    })
  })
  const onAlias = selection({mapping: mapping({qualifier: 'live', functionArn: `${mapping().functionArn}:live`})})
  const alias = {name: 'live', functionVersion: '7', weights: {}, revision: 'r1'}
  it('behind an alias comes with a version of the same code', () => {
    const steps = plan(onAlias, {memoryMb: 1024}, {published: {newestVersion: '7', codeSha256: 'a', presentSha256: 'a', alias}}).steps
    expect(steps.map(({call}) => call.action)).toEqual([
      'lambda:UpdateFunctionConfiguration',
      'lambda:PublishVersion',
      'lambda:UpdateAlias',
    ])
  })
  it('of a version takes the changes of the mapping along in its call', () => {
    const onVersion = selection({mapping: mapping({qualifier: '7', functionArn: `${mapping().functionArn}:7`})})
    const {steps, summary, waiting} = plan(
      onVersion,
      {memoryMb: 1024, ...set({BatchSize: 5})},
      {published: {newestVersion: '7', codeSha256: 'a', presentSha256: 'a', alias: null}},
    )
    expect(steps.at(-1)?.after).toEqual({FunctionName: `${mapping().functionArn}:PUBLISHED_VERSION`, Enabled: true, BatchSize: 5})
    expect(steps).toHaveLength(4)
    expect(summary).toBe('Change MemorySize, BatchSize.')
    expect(waiting).toMatchObject({pauses: 2})
  })
  it('is refused above AWS’s maximum, and warned of above that of a new account', () => {
    const managed = selection({target: lambdaFunction({managedInstances: true})})
    const risk = (memoryMb: number) => plan(selection(), {memoryMb}).steps[0]?.risk
    expect(risk(10_240)).toMatch(/may refuse more than 3,008 MB/)
    expect(risk(3008)).not.toMatch(/may refuse/)
    expect(() => plan(selection(), {memoryMb: 10_241})).toThrow(expect.objectContaining({code: 'E_MEMORY'}))
    expect(plan(managed, {memoryMb: 32_768}).steps).toHaveLength(1)
    expect(() => plan(managed, {memoryMb: 32_769})).toThrow(expect.objectContaining({code: 'E_MEMORY'}))
  })
  it('is refused where $LATEST has other code, which would be released with it', () => {
    expect(() => plan(onAlias, {memoryMb: 1024}, {published: {newestVersion: '7', codeSha256: 'b', presentSha256: 'a', alias}})).toThrow(
      expect.objectContaining({code: 'E_OTHER_CODE'}),
    )
  })
})

test('reserved concurrency and Contributor Insights are calls of their own', () => {
  const {steps} = plan(selection(), {reservedConcurrency: 20, contributorInsights: 'ENABLED'}, {contributorInsights: 'DISABLED'})
  expect(steps.map(({call}) => call)).toEqual([
    {action: 'lambda:PutFunctionConcurrency', input: {FunctionName: 'orders-projector', ReservedConcurrentExecutions: 20}},
    {action: 'dynamodb:UpdateContributorInsights', input: {TableName: 'orders', ContributorInsightsAction: 'ENABLE'}},
  ])
  const reserved = selection({target: lambdaFunction({reservedConcurrency: 20})})
  expect(plan(reserved, {reservedConcurrency: null}).steps).toMatchObject([{call: {action: 'lambda:DeleteFunctionConcurrency'}}])
})

test('switching a mapping on at LATEST is a risk and no refusal, since nothing else delivers; changing one that is off pauses nothing', () => {
  const off = mapping({state: 'Disabled', startingPosition: 'LATEST', lastModifiedMs: nowMs})
  expect(plan(selection({mapping: off}), set({Enabled: true})).risks).toContainEqual(
    expect.stringMatching(/starts at LATEST.*may be skipped/),
  )
  expect(plan(selection({mapping: off}), set({BatchSize: 10})).waiting).toBeNull()
  expect(plan(selection(), set({Enabled: false})).risks).toEqual([expect.stringContaining('lost 24 hours')])
})

test('a record age limit that is raised counts for the pause as it will be', () => {
  const low = mapping({maximumRecordAgeSeconds: 120})
  expect(plan(selection({mapping: low}), set({MaximumRecordAgeInSeconds: -1})).steps).toHaveLength(1)
  expect(() => plan(selection({mapping: low}), set({MaximumRecordAgeInSeconds: 121}))).toThrow(expect.objectContaining({code: 'E_LOSS'}))
  expect(() => plan(selection({mapping: low}), set({BatchSize: 10}))).toThrow(expect.objectContaining({code: 'E_LOSS'}))
})

describe('fewer retries while good records fail', () => {
  const endless = mapping({maximumRetryAttempts: -1})
  const failing = selection({mapping: endless, goodRecordsFail: 'no batch succeeds on any shard'})
  const bound = set({MaximumRetryAttempts: 3})
  it('are refused with the reason, unless the loss is accepted', () => {
    expect(() => plan(failing, bound)).toThrow(/discards good records: no batch succeeds on any shard\./)
    expect(plan(failing, bound, {}, {...strict, loss: true}).risks).toEqual([expect.stringContaining('discards good records')])
  })
  it('are no loss where good records succeed, or where more retries are allowed than before', () => {
    expect(plan(selection({mapping: endless}), bound).risks).toEqual([])
    expect(plan(selection({goodRecordsFail: failing.goodRecordsFail}), set({MaximumRetryAttempts: 10})).risks).toEqual([])
    expect(plan(selection({goodRecordsFail: failing.goodRecordsFail}), set({MaximumRetryAttempts: -1})).risks).toEqual([])
  })
})
