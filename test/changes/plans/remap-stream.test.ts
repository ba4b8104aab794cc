import {describe, expect, it, test} from 'vitest'
import {settingsOf} from '../../../src/changes/plans/mapping-settings.ts'
import type {Accepted, SelectedPipeline} from '../../../src/changes/plans/pipeline.ts'
import {type LatestStream, planNothing, planStream} from '../../../src/changes/plans/remap-stream.ts'
import type {StaleStream} from '../../../src/model/derived/polling.ts'
import type {Mapping} from '../../../src/model/evidence/evidence.ts'
import type {Plan} from '../../../src/model/plan/plan.ts'
import {lambdaFunction, mapping, nowMs, table} from '../../support/evidence.ts'
import {rolePermissions} from '../../support/on-demand.ts'
import {selection} from './selected-pipeline.ts'

const strict: Accepted = {gap: false, loss: false, denied: false}
/** Made an hour ago. */
const label = new Date(nowMs - 3_600_000).toISOString().slice(0, -1)
const streamArn = (madeAt: string): string => `arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/${madeAt}`
const newer = streamArn(label)
const stale: StaleStream = {kind: 'stale', why: 'the stream is DISABLED', latestStreamArn: newer, withoutLatest: null, successor: null}

const latest = (given: Partial<LatestStream> = {}, of: Mapping = mapping()): LatestStream => ({
  stale,
  oldStream: {kind: 'drained', because: 'No read returned a record.'},
  settings: settingsOf(of),
  showsFilters: true,
  tags: {team: 'orders'},
  readers: [],
  table: table(),
  alarms: [],
  permissions: rolePermissions(),
  streamPolicy: null,
  ...given,
})
const plan = (selected: Partial<SelectedPipeline> = {}, given: Partial<LatestStream> = {}, accepted: Accepted = strict): Plan =>
  planStream(selection(selected), latest(given, selected.mapping), accepted)
const refusal = (code: string, message: RegExp = /./) =>
  expect.objectContaining({code, exitCode: 7, message: expect.stringMatching(message)})
const successor = (given: Partial<Mapping> = {}) => mapping({uuid: 'new', eventSourceArn: newer, ...given})
const unproven = {kind: 'unproven', why: 'Records were read from the old stream just now.'} as const

describe('a mapping is made for the latest stream', () => {
  it('with the settings and tags of the old one, at the oldest record, and the old one is not touched', () => {
    expect(plan().steps.map(({call}) => call)).toEqual([
      {
        action: 'lambda:CreateEventSourceMapping',
        input: {
          EventSourceArn: newer,
          StartingPosition: 'TRIM_HORIZON',
          FunctionName: mapping().functionArn,
          Enabled: true,
          BatchSize: 100,
          MaximumBatchingWindowInSeconds: 0,
          TumblingWindowInSeconds: 0,
          ParallelizationFactor: 1,
          MaximumRetryAttempts: 3,
          MaximumRecordAgeInSeconds: -1,
          BisectBatchOnFunctionError: true,
          DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:us-east-1:123456789012:orders-failed'}},
          Tags: {team: 'orders'},
        },
      },
    ])
  })

  it('keeps each setting that the old one has', () => {
    const own = mapping({
      functionArn: `${mapping().functionArn}:live`,
      qualifier: 'live',
      batchSize: 7,
      parallelizationFactor: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      filterPatterns: ['{"eventName":["INSERT"]}'],
      metrics: ['EventCount'],
      onFailureDestination: null,
    })
    const settings = {...settingsOf(own), KMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k'}
    const [step] = plan({mapping: own}, {settings, tags: {}}).steps
    expect(step?.call.input).toMatchObject({
      FunctionName: `${mapping().functionArn}:live`,
      BatchSize: 7,
      ParallelizationFactor: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]},
      MetricsConfig: {Metrics: ['EventCount']},
      KMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k',
    })
    expect(step?.call.input).not.toHaveProperty('DestinationConfig')
    expect(step?.call.input).not.toHaveProperty('Tags')
  })

  it.each([
    // An hour of waiting and five minutes of pause.
    [3900, 3900],
    [3899, -1],
    [60, -1],
    [-1, -1],
  ])('a limit of the record age of %i s becomes %i: it must not discard the waiting records', (limit, carried) => {
    const {steps, notes} = plan({mapping: mapping({maximumRecordAgeSeconds: limit})})
    expect(steps[0]?.call.input).toMatchObject({MaximumRecordAgeInSeconds: carried})
    expect(notes.some(text => text.includes(`--set MaximumRecordAgeInSeconds=${limit}`))).toBe(limit !== carried)
  })

  it('without a FIFO destination, which Lambda does not support', () => {
    const {steps, notes} = plan({mapping: mapping({onFailureDestination: 'arn:aws:sqs:us-east-1:123456789012:failed.fifo'})})
    expect(steps[0]?.call.input).not.toHaveProperty('DestinationConfig')
    expect(notes).toContainEqual(expect.stringContaining('failed.fifo is left out'))
  })

  it('says that tags were not read', () => expect(plan({}, {tags: null}).notes).toContainEqual(expect.stringContaining('lambda:ListTags')))

  it('says how many records wait', () => expect(plan().waiting?.words).toMatch(/About 7\d,\d{3} records that wait there/))
})

describe('the order of the records of both streams', () => {
  it.each<[LatestStream['oldStream'], number]>([
    [unproven, 1],
    [{kind: 'drained', because: 'x'}, 0],
    [{kind: 'gone'}, 0],
  ])('%j: %i risks', (oldStream, many) => {
    const {risks} = plan({}, {oldStream})
    expect(risks.filter(text => /older change of an item may then come after a newer one/.test(text))).toHaveLength(many)
  })
})

describe('readers of the latest stream', () => {
  const others = (many: number, state = 'Enabled') =>
    Array.from({length: many}, (_, i) =>
      mapping({uuid: `other-${i}`, functionArn: `arn:aws:lambda:us-east-1:123456789012:function:f${i}`, state}),
    )
  const global = table({replicaRegions: ['eu-west-1'], strongReplicas: false})
  it.each<[string, Partial<LatestStream>, boolean]>([
    ['one more', {readers: others(1)}, false],
    ['two more', {readers: others(2)}, true],
    ['two more that are off', {readers: others(2, 'Disabled')}, false],
    ['of a global table, none', {table: global}, false],
    ['of a global table, one more', {readers: others(1), table: global}, true],
  ])('%s: risk %s', (_, given, isRisk) => expect(plan({}, given).risks.some(text => text.includes('AWS advises'))).toBe(isRisk))
})

describe('alarms of the old mapping', () => {
  const alarm = (name: string, dimensions: Record<string, string>) =>
    ({name, kind: 'metric', state: 'OK', actionsEnabled: true, metrics: [{namespace: 'AWS/Lambda', metricName: 'x', dimensions}]}) as never
  it.each<[string, LatestStream['alarms'], RegExp | null]>([
    ['one on its UUID', [alarm('a', {EventSourceMappingUUID: mapping().uuid})], /The alarm a watches/],
    ['one on its stream', [alarm('b', {StreamLabel: '2026-01-05T08:00:00.000'})], /The alarm b watches/],
    ['one on the function', [alarm('c', {FunctionName: 'orders-projector'})], null],
    ['not read', null, /cloudwatch:DescribeAlarms/],
  ])('%s', (_, alarms, risk) => expect(plan({}, {alarms}).risks).toEqual(risk === null ? [] : [expect.stringMatching(risk)]))
})

describe('refuses', () => {
  it.each<[string, Partial<SelectedPipeline>, Partial<LatestStream>, string]>([
    ['filters that are hidden', {}, {showsFilters: false}, 'E_FILTERS'],
    ['a role that may not read the stream', {}, {permissions: rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})}, 'E_ROLE'],
    ['a role that is gone', {}, {permissions: {role: 'r', exists: false, results: []}}, 'E_ROLE'],
    ['a function that is gone', {target: null}, {}, 'E_NO_TARGET'],
    ['a function that failed', {target: lambdaFunction({state: 'Failed'})}, {}, 'E_NOT_ACTIVE'],
    ['a mapping that is off, while its stream is there', {mapping: mapping({state: 'Disabled'})}, {}, 'E_STATE'],
    ['a mapping that is changing', {mapping: mapping({state: 'Updating'})}, {oldStream: {kind: 'gone'}}, 'E_STATE'],
    ['a table that is gone', {}, {stale: {...stale, latestStreamArn: null, withoutLatest: 'no-table'}}, 'E_NO_STREAM'],
    ['a table without a stream', {}, {stale: {...stale, latestStreamArn: null, withoutLatest: 'no-stream'}}, 'E_NO_STREAM'],
    ['a table that was not read', {}, {stale: {...stale, latestStreamArn: null, withoutLatest: 'unknown'}}, 'E_NO_STREAM'],
  ])('%s', (_, selected, given, code) => expect(() => plan(selected, given)).toThrow(refusal(code)))

  it('no role that is denied where that is accepted: it is a risk then', () => {
    const permissions = rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})
    expect(plan({}, {permissions}, {...strict, denied: true}).risks).toEqual([expect.stringContaining('dynamodb:GetRecords')])
  })

  it('no role that could not be simulated: it is a note', () =>
    expect(plan({}, {permissions: null}).notes).toContainEqual(expect.stringContaining('could not be simulated')))
})

test('a mapping that is off because its stream is gone is made anew, enabled, and the plan says so', () => {
  const {steps, risks} = plan({mapping: mapping({state: 'Disabled'})}, {oldStream: {kind: 'gone'}})
  expect(steps[0]?.call.input).toMatchObject({Enabled: true})
  expect(risks).toEqual([expect.stringContaining('records reach the function again')])
})

test('a stream older than a day has lost records, and the plan says so', () => {
  const old = {...stale, latestStreamArn: streamArn(new Date(nowMs - 25 * 3_600_000).toISOString().slice(0, -1))}
  expect(plan({}, {stale: old}).notes).toContainEqual(expect.stringContaining('older than 24 hours'))
  expect(plan().notes.some(text => text.includes('older than 24 hours'))).toBe(false)
})

describe('where the latest stream has its mapping, the old one is deleted', () => {
  it.each<[LatestStream['oldStream'], RegExp]>([
    [{kind: 'drained', because: 'x'}, /Undo creates it again/],
    [{kind: 'gone'}, /cannot be undone/],
  ])('%j', (oldStream, risk) => {
    const {steps, risks} = plan({}, {oldStream, readers: [successor()]})
    expect(steps).toMatchObject([
      {
        call: {action: 'lambda:DeleteEventSourceMapping', input: {UUID: mapping().uuid}},
        before: {Mapping: {BatchSize: 100}},
        after: {Mapping: null},
        risk: expect.stringMatching(risk),
      },
    ])
    expect(risks).toEqual([])
  })

  it('not while it may have records, unless their loss is accepted', () => {
    const readers = [successor()]
    expect(() => plan({}, {oldStream: unproven, readers})).toThrow(refusal('E_LOSS', /read from the old stream just now/))
    const {steps, risks} = plan({}, {oldStream: unproven, readers}, {...strict, loss: true})
    expect(steps).toHaveLength(1)
    expect(risks).toEqual([expect.stringContaining('never delivered')])
  })

  it('although it is off', () => expect(plan({mapping: mapping({state: 'Disabled'})}, {readers: [successor()]}).steps).toHaveLength(1))

  it.each(['Disabled', 'Creating'])('not while the other one is %s', state =>
    expect(() => plan({}, {readers: [successor({state})]})).toThrow(refusal('E_STATE', new RegExp(state))),
  )

  it('another version of the function is no successor', () => {
    const other = successor({functionArn: `${mapping().functionArn}:live`, qualifier: 'live'})
    expect(plan({}, {readers: [other]}).steps[0]?.call.action).toBe('lambda:CreateEventSourceMapping')
  })
})

test("a mapping on the table's stream needs nothing", () => expect(planNothing(selection()).steps).toEqual([]))
