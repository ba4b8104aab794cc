import {describe, expect, it} from 'vitest'
import {globalRegionOf} from '../../../src/aws/iam.ts'
import {resultsFrom, type Wish, wishesOf} from '../../../src/evidence/on-demand/role-permissions.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction, mapping, table} from '../../support/evidence.ts'
import {customerKey} from '../../support/on-demand.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const simulate = 'iam:SimulatePrincipalPolicy'
const stream = mapping().eventSourceArn
const queue = 'arn:aws:sqs:us-east-1:123456789012:orders-failed'

/** As IAM answers: one result per action, each resource's verdict within. */
const result = (action: string, decisions: Record<string, 'allowed' | 'explicitDeny' | 'implicitDeny'>, missing: string[] = []) => ({
  EvalActionName: action,
  EvalResourceName: '*',
  EvalDecision: 'implicitDeny' as const,
  ResourceSpecificResults: Object.entries(decisions).map(([EvalResourceName, EvalResourceDecision]) => ({
    EvalResourceName,
    EvalResourceDecision,
    MissingContextValues: missing,
  })),
})

describe('the permissions of the role', () => {
  it('are asked for in one simulation, page by page, signed for the region of IAM', async () => {
    const {item, calls} = await ask(
      'rolePermissions',
      {},
      {
        [simulate]: ({Marker}) =>
          Marker === undefined
            ? {
                EvaluationResults: [result('dynamodb:GetRecords', {[stream]: 'allowed', [queue]: 'implicitDeny'})],
                IsTruncated: true,
                Marker: '2',
              }
            : {EvaluationResults: [result('sqs:SendMessage', {[stream]: 'implicitDeny', [queue]: 'explicitDeny'})], IsTruncated: false},
      },
    )
    expect(item).toEqual(
      known({
        role: 'arn:aws:iam::123456789012:role/orders-projector',
        exists: true,
        results: [
          {purpose: 'poll', action: 'dynamodb:GetRecords', resource: stream, decision: 'allowed'},
          {purpose: 'destination', action: 'sqs:SendMessage', resource: queue, decision: 'explicitDeny'},
        ],
      }),
    )
    expect(calls).toHaveLength(2)
    expect(calls[0]?.input).toMatchObject({
      PolicySourceArn: 'arn:aws:iam::123456789012:role/orders-projector',
      'ActionNames.member.1': 'dynamodb:GetRecords',
      'ActionNames.member.6': 'logs:PutLogEvents',
      'ResourceArns.member.1': stream,
      'ResourceArns.member.2': queue,
      'ResourceArns.member.3': 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/orders-projector:log-stream:any',
    })
    expect(calls[0]?.input.authorization).toContain('/us-east-1/iam/')
  })

  it('are those on the key of the table, too, where it has one that is not DynamoDB’s own', async () => {
    const key = 'arn:aws:kms:us-east-1:123456789012:key/1'
    const answers = {[simulate]: {EvaluationResults: [result('kms:Decrypt', {[key]: 'implicitDeny'})], IsTruncated: false}}
    const {item} = await ask('rolePermissions', {table: table({kmsKeyArn: key})}, answers)
    expect(item).toMatchObject(known({results: [{purpose: 'key', action: 'kms:Decrypt', resource: key, decision: 'implicitDeny'}]}))
  })

  it('are none on a key that turned out to be managed by AWS', async () => {
    const parts = {table: table({kmsKeyArn: customerKey().arn}), tableKey: null}
    const {calls} = await ask('rolePermissions', parts, {[simulate]: {EvaluationResults: [], IsTruncated: false}})
    expect(JSON.stringify(calls[0]?.input)).not.toContain('kms')
  })

  it.each([
    [queue, ['kms:GenerateDataKey', 'kms:Decrypt']],
    ['arn:aws:sns:us-east-1:123456789012:t', ['kms:GenerateDataKey', 'kms:Decrypt']],
    ['arn:aws:s3:::b', ['kms:GenerateDataKey']],
  ])('are those on the key of the destination %s, too', async (onFailureDestination, actions) => {
    const key = customerKey()
    const results = ['kms:GenerateDataKey', 'kms:Decrypt'].map(action => result(action, {[key.arn]: 'implicitDeny'}))
    const {item} = await ask(
      'rolePermissions',
      {mapping: mapping({onFailureDestination}), destinationKey: key},
      {[simulate]: {EvaluationResults: results, IsTruncated: false}},
    )
    expect(item).toMatchObject(known({results: actions.map(action => ({purpose: 'destination-key', action, resource: key.arn}))}))
  })

  it('of a role that is gone are known: it does not exist', async () => {
    const {item} = await ask('rolePermissions', {}, {[simulate]: failure(404, 'NoSuchEntity')})
    expect(item).toMatchObject(known({exists: false, results: []}))
  })

  it('of a function that is gone are none', async () => {
    expect((await ask('rolePermissions', {function: null}, {})).item).toEqual(known(null))
  })

  it('that may not be simulated are missing', async () => {
    const {item} = await ask('rolePermissions', {}, {[simulate]: denied(simulate)})
    expect(item).toMatchObject({state: 'missing', reason: 'denied', action: simulate})
  })
})

describe('the permissions of a mapping', () => {
  const destinations = (onFailureDestination: string | null) =>
    wishesOf(mapping({onFailureDestination}), lambdaFunction()).filter(({purpose}) => purpose === 'destination')

  it('is the stream, and the log of the function in its partition', () => {
    const fn = lambdaFunction({functionArn: 'arn:aws-cn:lambda:cn-north-1:123456789012:function:orders', logGroup: '/orders'})
    expect(wishesOf(mapping({onFailureDestination: null}), fn).map(({action, resource}) => `${action} ${resource}`)).toEqual([
      `dynamodb:GetRecords ${stream}`,
      `dynamodb:GetShardIterator ${stream}`,
      `dynamodb:DescribeStream ${stream}`,
      `dynamodb:ListStreams ${stream}`,
      'logs:PutLogEvents arn:aws-cn:logs:cn-north-1:123456789012:log-group:/orders:log-stream:any',
    ])
  })

  it.each([
    ['arn:aws:sqs:us-east-1:1:q', 'sqs:SendMessage', 'arn:aws:sqs:us-east-1:1:q'],
    ['arn:aws:sns:us-east-1:1:t', 'sns:Publish', 'arn:aws:sns:us-east-1:1:t'],
  ])('is also to write to %s', (arn, action, resource) => {
    expect(destinations(arn)).toEqual([{purpose: 'destination', action, resource}])
  })

  it('is to list a bucket, too', () => {
    const purpose = 'destination'
    expect(destinations('arn:aws:s3:::b')).toEqual([
      {purpose, action: 's3:PutObject', resource: `arn:aws:s3:::b/aws/lambda/${mapping().uuid}/any`},
      {purpose, action: 's3:ListBucket', resource: 'arn:aws:s3:::b'},
    ])
  })

  it('is nothing more without a destination, or with one of another kind', () => {
    expect([...destinations(null), ...destinations('kafka://topic')]).toEqual([])
  })
})

describe('limits that no policy of the role can open', () => {
  const wish: Wish = {purpose: 'poll', action: 'dynamodb:GetRecords', resource: stream}
  const told = (within: object, more: object = {}) => [
    {
      EvalActionName: wish.action,
      EvalResourceName: '*',
      EvalDecision: 'implicitDeny' as const,
      ...more,
      ResourceSpecificResults: [
        {EvalResourceName: queue, EvalResourceDecision: 'allowed' as const},
        {EvalResourceName: stream, EvalResourceDecision: 'implicitDeny' as const, ...within},
      ],
    },
  ]
  it.each([
    ['its boundary', told({PermissionsBoundaryDecisionDetail: {AllowedByPermissionsBoundary: false}}), 'boundary'],
    ['the organization', told({}, {OrganizationsDecisionDetail: {AllowedByOrganizations: false}}), 'organization'],
    ['neither', told({PermissionsBoundaryDecisionDetail: {AllowedByPermissionsBoundary: true}}), undefined],
  ])('is kept: %s', (_who, answers, limit) => {
    expect(resultsFrom([wish], answers)[0]?.limit).toBe(limit)
  })
})

describe('a verdict', () => {
  const wish: Wish = {purpose: 'poll', action: 'dynamodb:GetRecords', resource: stream}
  const decision = (...answers: Parameters<typeof resultsFrom>[1]) => resultsFrom([wish], answers).map(one => one.decision)

  it('is that on the resource, not the strictest over all', () => {
    expect(decision(result(wish.action, {[stream]: 'allowed', [queue]: 'explicitDeny'}))).toEqual(['allowed'])
  })

  it('is read from one result per action and resource too', () => {
    expect(decision({EvalActionName: wish.action, EvalResourceName: stream, EvalDecision: 'implicitDeny'})).toEqual(['implicitDeny'])
  })

  it('is undetermined where a denial hangs on a condition without a value', () => {
    expect(decision(result(wish.action, {[stream]: 'explicitDeny'}, ['aws:ResourceOrgID']))).toEqual(['undetermined'])
    expect(decision(result(wish.action, {[stream]: 'allowed'}, ['aws:ResourceOrgID']))).toEqual(['allowed'])
  })

  it('is absent where none was given', () => {
    expect(decision(result('dynamodb:ListStreams', {[stream]: 'allowed'}))).toEqual([])
  })
})

it.each([
  ['eu-west-1', 'us-east-1'],
  ['cn-northwest-1', 'cn-north-1'],
  ['us-gov-east-1', 'us-gov-west-1'],
])('IAM of %s is signed for %s', (region, global) => {
  expect(globalRegionOf(region)).toBe(global)
})
