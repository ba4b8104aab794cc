import {describe, expect, it, test} from 'vitest'
import type {Accepted} from '../../../src/changes/plans/pipeline.ts'
import {infrastructureNote, planRemap, type Release} from '../../../src/changes/plans/remap.ts'
import type {Alarm, LambdaFunction, RolePermissions} from '../../../src/model/evidence/evidence.ts'
import {publishedVersion} from '../../../src/model/plan/plan.ts'
import {functionMetrics, lambdaFunction, mapping} from '../../support/evidence.ts'
import {calm, selection} from './selected-pipeline.ts'

const strict = {gap: false, loss: false}
const release = (given: Partial<Release> = {}): Release => ({
  version: '8',
  newestVersion: '8',
  codeSha256: 'sha',
  candidate: lambdaFunction({version: '8'}),
  permissions: null,
  streamPolicy: null,
  alias: null,
  others: 0,
  alarms: [],
  guard: {seconds: 600, onInconclusive: 'ask'},
  ...given,
})
const live = {name: 'live', functionVersion: '7', weights: {}, revision: 'r1'}
const functionArn = mapping().functionArn
const onAlias = selection({mapping: mapping({qualifier: 'live', functionArn: `${functionArn}:live`})})
const calls = (selected: Parameters<typeof planRemap>[0], given: Partial<Release>) =>
  planRemap(selected, release(given), strict).steps.map(({call}) => call)

describe('a mapping on an alias', () => {
  it('is left alone: the alias moves under its RevisionId', () => {
    expect(calls(onAlias, {alias: live})).toEqual([
      {action: 'lambda:UpdateAlias', input: {FunctionName: 'orders-projector', Name: 'live', FunctionVersion: '8', RevisionId: 'r1'}},
    ])
    expect(planRemap(onAlias, release({alias: live}), strict).waiting).toBeNull()
  })
  it('is done when the alias is there already', () => {
    expect(calls(onAlias, {alias: {...live, functionVersion: '8'}})).toEqual([])
  })
  it('with weights is refused, and it is said why', () => {
    const split = {...live, weights: {'8': 0.1}}
    expect(() => calls(onAlias, {alias: split})).toThrow(
      expect.objectContaining({code: 'E_WEIGHTS', exitCode: 7, message: expect.stringContaining('picks a version per invocation')}),
    )
  })
  it('tells of the other mappings that move with it', () => {
    expect(planRemap(onAlias, release({alias: live, others: 2}), strict).risks).toEqual([expect.stringContaining('2 other mappings')])
  })
})

describe('a mapping on a function or a version', () => {
  it('is disabled, then pointed at the version and enabled in one call', () => {
    expect(calls(selection(), {})).toEqual([
      {action: 'lambda:UpdateEventSourceMapping', input: {UUID: mapping().uuid, Enabled: false}},
      {action: 'lambda:UpdateEventSourceMapping', input: {UUID: mapping().uuid, FunctionName: `${functionArn}:8`, Enabled: true}},
    ])
  })
  it('is done when it invokes that version already', () => {
    expect(calls(selection({mapping: mapping({qualifier: '8', functionArn: `${functionArn}:8`})}), {})).toEqual([])
  })
  it('moves onto an alias when one is named', () => {
    expect(calls(selection(), {alias: live}).map(({input}) => input.FunctionName)).toEqual([
      'orders-projector',
      undefined,
      `${functionArn}:live`,
    ])
  })
  it('is published first when asked, with the code that was seen', () => {
    const [publish, , point] = calls(selection(), {version: null})
    expect(publish).toEqual({action: 'lambda:PublishVersion', input: {FunctionName: 'orders-projector', CodeSha256: 'sha'}})
    expect(point?.input.FunctionName).toBe(`${functionArn}:${publishedVersion}`)
  })
  it('that is off, or starts at LATEST without a known position, is refused; an alias would not be', () => {
    expect(() => calls(selection({mapping: mapping({state: 'Disabled'})}), {})).toThrow(expect.objectContaining({code: 'E_STATE'}))
    const latest = {startingPosition: 'LATEST', lastModifiedMs: null}
    expect(() => calls(selection({mapping: mapping(latest)}), {})).toThrow(expect.objectContaining({code: 'E_GAP'}))
    const aliased = selection({mapping: mapping({...latest, qualifier: 'live', functionArn: `${functionArn}:live`})})
    expect(calls(aliased, {alias: live})).toHaveLength(1)
  })
})

const green = 'arn:aws:iam::123456789012:role/green'
const stream = mapping().eventSourceArn
const denied = (action: string, purpose: RolePermissions['results'][number]['purpose'], decision = 'implicitDeny'): RolePermissions => {
  const polls = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(name => ({
    purpose: 'poll' as const,
    action: `dynamodb:${name}`,
    resource: stream,
    decision: 'allowed',
  }))
  const own = {purpose, action, resource: purpose === 'poll' ? stream : 'arn:x', decision}
  return {role: green, exists: true, results: [...polls.filter(one => one.action !== action), own]}
}
const naming = JSON.stringify({Statement: [{Effect: 'Allow', Principal: {AWS: green}, Action: 'dynamodb:GetRecords', Resource: '*'}]})

test.each<[string, Partial<Release>, Partial<LambdaFunction>, string | null]>([
  ['is not active', {}, {state: 'Failed'}, 'E_NOT_ACTIVE'],
  ['is still being updated', {}, {lastUpdateStatus: 'InProgress'}, 'E_NOT_ACTIVE'],
  ['may run nothing', {}, {reservedConcurrency: 0}, 'E_NO_CONCURRENCY'],
  ['has a role that may not read the stream', {permissions: denied('dynamodb:GetRecords', 'poll')}, {}, 'E_ROLE'],
  ['has a role that the stream lets in', {permissions: denied('dynamodb:GetRecords', 'poll'), streamPolicy: naming}, {}, null],
  ['has a role that may not list streams', {permissions: denied('dynamodb:ListStreams', 'poll')}, {}, null],
  ['has a role of which the simulation is not sure', {permissions: denied('dynamodb:GetRecords', 'poll', 'undetermined')}, {}, null],
  ['has a role that may not write the destination', {permissions: denied('sqs:SendMessage', 'destination')}, {}, 'E_ROLE'],
  ['has a role that may not write logs', {permissions: denied('logs:PutLogEvents', 'logs')}, {}, null],
  ['has a role that a policy denies the key of the table', {permissions: denied('kms:Decrypt', 'key', 'explicitDeny')}, {}, 'E_ROLE'],
  ['has a role that no policy allows it', {permissions: denied('kms:Decrypt', 'key')}, {}, null],
  ['has a role that is gone', {permissions: {role: 'r', exists: false, results: []}}, {}, 'E_ROLE'],
])('a version that %s', (_, given, candidate, code) => {
  const plan = () =>
    planRemap(selection(), release({...given, candidate: lambdaFunction({version: '8', role: green, ...candidate})}), strict)
  if (code === null) expect(plan().steps).toHaveLength(2)
  else expect(plan).toThrow(expect.objectContaining({code, exitCode: 7}))
})

describe('a permission that a simulation denies', () => {
  const sameRole = lambdaFunction({version: '8', role: lambdaFunction().role})
  const otherRole = lambdaFunction({version: '8', role: green})
  const quiet = selection({lag: {...calm, state: 'idle', series: []}, functionMetrics: functionMetrics(() => null)})
  const permissions = denied('dynamodb:GetRecords', 'poll', 'explicitDeny')

  it.each<[string, RolePermissions]>([
    ['the stream', permissions],
    ['the destination', denied('sqs:SendMessage', 'destination', 'explicitDeny')],
    ['the key of the table', denied('kms:Decrypt', 'key', 'explicitDeny')],
    ['a role that IAM does not know', {...permissions, exists: false, results: []}],
  ])('is a note where the running version delivers with the same role: %s', (_, given) => {
    const plan = planRemap(selection(), release({candidate: sameRole, permissions: given}), strict)
    expect(plan.steps).toHaveLength(2)
    expect(plan.notes).toEqual([expect.stringMatching(/has the same role, and batches are delivered/), infrastructureNote])
    expect(plan.risks).toEqual([])
  })

  it.each([
    ['the role is another', selection(), otherRole],
    ['nothing is delivered now', quiet, sameRole],
    ['the batches may be those of another mapping', selection({lag: {...calm, sharedBy: 1}}), sameRole],
  ])('refuses with a way out where %s', (_, selected, candidate) => {
    const plan = (accepted: Accepted) => planRemap(selected, release({candidate, permissions}), accepted)
    expect(() => plan(strict)).toThrow(
      expect.objectContaining({code: 'E_ROLE', hints: expect.arrayContaining([expect.stringContaining('--accept-denied')])}),
    )
    expect(plan({...strict, denied: true}).risks).toEqual([
      expect.stringMatching(/^A simulation denies .*green dynamodb:GetRecords on arn:/),
    ])
  })

  it('is told as not sure where the policy of the stream was not read', () => {
    const silent = denied('dynamodb:GetRecords', 'poll')
    expect(() => planRemap(selection(), release({candidate: otherRole, permissions: silent, streamPolicy: undefined}), strict)).toThrow(
      /This is not certain: the policy of the stream, which may allow it, was not read\./,
    )
  })
})

test('the differences are shown, and the actions that could not be simulated', () => {
  const candidate = lambdaFunction({version: '8', memoryMb: 256, timeoutSeconds: 60, subnetIds: ['subnet-1']})
  expect(planRemap(selection(), release({candidate}), strict).notes).toEqual([
    'Memory: 512 MB → 256 MB.',
    'Timeout: 30 s → 60 s.',
    'Subnets: none → subnet-1.',
    expect.stringContaining('could not be simulated'),
    infrastructureNote,
  ])
  const permissions = denied('kms:Decrypt', 'key')
  expect(planRemap(selection(), release({candidate: lambdaFunction({version: '8'}), permissions}), strict).notes).toEqual([
    'The identity policies of the role do not allow kms:Decrypt on arn:x: the key policy must.',
    infrastructureNote,
  ])
})

describe('the alarms that get no data after the change', () => {
  const alarm = (name: string, dimensions: Record<string, string>, namespace = 'AWS/Lambda'): Alarm => ({
    name,
    kind: 'metric',
    state: 'OK',
    actionsEnabled: true,
    actions: 1,
    treatMissingData: null,
    threshold: 1,
    comparison: 'GreaterThanThreshold',
    periodSeconds: 60,
    metrics: [{namespace, metricName: 'Errors', dimensions, statistic: 'Sum'}],
    rule: null,
  })
  const own = 'orders-projector'
  const all = [
    alarm('whole', {FunctionName: own}),
    alarm('unqualified', {FunctionName: own, Resource: own}),
    alarm('by-7', {FunctionName: own, Resource: `${own}:7`}),
    alarm('by-8', {FunctionName: own, Resource: `${own}:8`}),
    alarm('by-live', {FunctionName: own, Resource: `${own}:live`}),
    alarm('live-at-7', {FunctionName: own, Resource: `${own}:live`, ExecutedVersion: '7'}),
    alarm('live-at-8', {FunctionName: own, Resource: `${own}:live`, ExecutedVersion: '8'}),
    alarm('of-another', {FunctionName: 'other', Resource: 'other:7'}),
    alarm('of-another-service', {FunctionName: own, Resource: `${own}:7`}, 'Mine'),
  ]
  const onVersion = selection({mapping: mapping({qualifier: '7', functionArn: `${functionArn}:7`})})
  const named = (selected: typeof onVersion, given: Partial<Release>) =>
    planRemap(selected, release({alarms: all, ...given}), {gap: true, loss: true}).risks.filter(risk => risk.includes('alarm'))
  const commandOf = `\`ddbstream alarms ${own}\` creates alarms without a version.`
  test.each([
    ['of an alias that moves', onAlias, {alias: live}, `The alarm live-at-7 gets no data after this change. ${commandOf}`],
    ['of a mapping on a version', onVersion, {}, `The alarm by-7 gets no data after this change. ${commandOf}`],
    ['of a mapping on the function', selection(), {}, `The alarm unqualified gets no data after this change. ${commandOf}`],
  ])('are named: %s', (_, selected, given, sentence) => {
    expect(named(selected, given)).toEqual([sentence])
  })
  it('are not looked for where nothing changes', () => {
    expect(named(onAlias, {alias: {...live, functionVersion: '8'}})).toEqual([])
  })
  it('are unknown where they could not be read', () => {
    expect(named(onVersion, {alarms: null})).toEqual([
      'The alarms could not be read (cloudwatch:DescribeAlarms). An alarm on a version number gets no data after this change.',
    ])
  })
})
