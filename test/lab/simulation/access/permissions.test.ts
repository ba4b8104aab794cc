import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {allowed, type Decision, judge} from '../../../../packages/lab/src/simulation/access/permissions.ts'
import {parsePolicy} from '../../../../packages/lab/src/simulation/access/policy-document.ts'
import type {PolicyDocument} from '../../../../packages/lab/src/simulation/access/roles.ts'
import {worldOfOne} from '../../services/world-of-one.ts'

type Statement = PolicyDocument['Statement'][number]
const policy = (...statements: Statement[]): PolicyDocument => ({Version: '2012-10-17', Statement: statements})
const allow = (Action: string | string[], Resource: string | string[] = '*', more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const queue = 'arn:aws:sqs:us-east-1:123456789012:failed'

describe('judge', () => {
  it.each<[string, Statement[], Decision]>([
    ['nothing allows it', [], 'implicitDeny'],
    ['the action by name', [allow('sqs:SendMessage')], 'allowed'],
    ['action names without case', [allow('SQS:sendmessage')], 'allowed'],
    ['a wildcard in the action', [allow('sqs:Send*')], 'allowed'],
    ['a question mark is one character', [allow('sqs:SendMessag?')], 'allowed'],
    ['another action', [allow('sqs:Receive*')], 'implicitDeny'],
    ['one of several', [allow(['s3:*', 'sqs:*'], [queue, 'x'])], 'allowed'],
    ['another resource', [allow('sqs:*', `${queue}-2`)], 'implicitDeny'],
    ['a wildcard in the resource', [allow('sqs:*', 'arn:aws:sqs:*:123456789012:fail*')], 'allowed'],
    ['resources with case', [allow('sqs:*', queue.toUpperCase())], 'implicitDeny'],
    ['dots are dots', [allow('sqs:*', 'arn.aws.sqs:us-east-1:123456789012:failed')], 'implicitDeny'],
    ['all but these actions', [{Effect: 'Allow', NotAction: 's3:*', Resource: '*'}], 'allowed'],
    ['all but this action', [{Effect: 'Allow', NotAction: 'sqs:*', Resource: '*'}], 'implicitDeny'],
    ['all but this resource', [{Effect: 'Allow', Action: '*', NotResource: queue}], 'implicitDeny'],
    ['a deny beats an allow', [allow('*'), {Effect: 'Deny', Action: 'sqs:*', Resource: queue}], 'explicitDeny'],
    ['a deny elsewhere does not', [allow('*'), {Effect: 'Deny', Action: 'sqs:*', Resource: `${queue}-2`}], 'allowed'],
    [
      'a condition that holds',
      [allow('*', '*', {Condition: {StringEquals: {'aws:RequestedRegion': ['eu-west-1', 'us-east-1']}}})],
      'allowed',
    ],
    ['a condition that does not', [allow('*', '*', {Condition: {StringEquals: {'aws:RequestedRegion': 'eu-west-1'}}})], 'implicitDeny'],
    ['StringLike', [allow('*', '*', {Condition: {StringLike: {'aws:requestedregion': 'us-*'}}})], 'allowed'],
    ['a key that is missing', [allow('*', '*', {Condition: {ArnLike: {'aws:SourceArn': '*'}}})], 'implicitDeny'],
    ['…IfExists', [allow('*', '*', {Condition: {ArnLikeIfExists: {'aws:SourceArn': '*'}}})], 'allowed'],
    ['StringNotEquals', [allow('*', '*', {Condition: {StringNotEquals: {'aws:RequestedRegion': 'us-east-1'}}})], 'implicitDeny'],
  ])('%s', (_, statements, decision) => {
    const request = {action: 'sqs:SendMessage', resource: queue, context: {'aws:RequestedRegion': 'us-east-1'}}
    expect(judge([policy(...statements)], request).decision).toBe(decision)
  })

  it('reports the parts that it does not evaluate, and the missing context', () => {
    const statement = allow('*', '*', {
      Condition: {IpAddress: {'aws:SourceIp': '10.0.0.0/8'}, StringEquals: {'aws:PrincipalTag/team': 'a'}},
    })
    const told = judge([policy(statement)], {action: 'sqs:SendMessage', resource: queue})
    expect(told).toMatchObject({decision: 'implicitDeny', unknownOperators: ['IpAddress'], missingContext: ['aws:PrincipalTag/team']})
  })

  it('never allows more when a deny is added', () => {
    const name = fc.constantFrom('sqs:*', 'sqs:SendMessage', 's3:*', '*')
    const statement = fc.record({
      Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
      Action: name,
      Resource: fc.constantFrom('*', queue),
    })
    fc.assert(
      fc.property(fc.array(statement, {maxLength: 4}), name, (statements, denied) => {
        const request = {action: 'sqs:SendMessage', resource: queue}
        const before = judge([policy(...statements)], request).decision
        const after = judge([policy(...statements), policy({Effect: 'Deny', Action: denied, Resource: '*'})], request).decision
        expect(after === 'allowed' && before !== 'allowed').toBe(false)
        if (denied !== 's3:*') expect(after).toBe('explicitDeny')
      }),
    )
  })
})

it('a role has the permissions of its inline and managed policies; one that does not exist, nothing', () => {
  const world = worldOfOne()
  const role = 'arn:aws:iam::123456789012:role/orders-projector'
  expect(allowed(world, role, 'dynamodb:GetRecords', 'arn:aws:dynamodb:x')).toBe('allowed')
  expect(allowed(world, role, 'sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:orders-failures')).toBe('allowed')
  expect(allowed(world, role, 's3:PutObject', 'arn:aws:s3:::b/k')).toBe('implicitDeny')
  expect(allowed(world, `${role}-2`, 'dynamodb:GetRecords', '*')).toBe('implicitDeny')
})

it.each([
  ['{', false],
  ['[]', false],
  ['{"Version":"2012-10-17","Statement":[]}', false],
  ['{"Version":"2011-01-01","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}', false],
  ['{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', true],
  ['{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}', false],
  ['{"Statement":[{"Effect":"Allow","Resource":"*"}]}', false],
  ['{"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}]}', false],
  ['{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}]}', false],
  ['{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":"x"}}]}', false],
])('%s as a policy', (json, isOne) => {
  expect('document' in parsePolicy(json)).toBe(isOne)
})
