import {describe, expect, it} from 'vitest'
import {query, texts} from './wire-calls.ts'
import {labOfOne} from './world-of-one.ts'

const version = '2010-05-08'
const RoleName = 'orders-projector'
const PolicySourceArn = `arn:aws:iam::123456789012:role/${RoleName}`
const queue = 'arn:aws:sqs:us-east-1:123456789012:orders-failures'

describe('roles and policies', () => {
  it('are shown with their documents percent-encoded', () => {
    const lab = labOfOne()
    const role = query(lab, version, 'GetRole', {RoleName}).body
    expect(texts(role, 'Arn')).toEqual([PolicySourceArn])
    expect(JSON.parse(decodeURIComponent(texts(role, 'AssumeRolePolicyDocument')[0]!)).Statement[0].Principal.Service).toBe(
      'lambda.amazonaws.com',
    )
    const [PolicyArn = ''] = texts(query(lab, version, 'ListAttachedRolePolicies', {RoleName}).body, 'PolicyArn')
    expect(PolicyArn).toBe('arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole')
    const [VersionId = ''] = texts(query(lab, version, 'GetPolicy', {PolicyArn}).body, 'DefaultVersionId')
    const [document = ''] = texts(query(lab, version, 'GetPolicyVersion', {PolicyArn, VersionId}).body, 'Document')
    expect(JSON.parse(decodeURIComponent(document)).Statement[0].Action).toContain('dynamodb:GetRecords')
  })

  it('inline ones can be put, read, listed and deleted', () => {
    const lab = labOfOne()
    const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}'
    expect(query(lab, version, 'PutRolePolicy', {RoleName, PolicyName: 'stop', PolicyDocument}).status).toBe(200)
    expect(query(lab, version, 'ListRolePolicies', {RoleName}).body).toContain('<member>failed-batches</member><member>stop</member>')
    const [shown = ''] = texts(query(lab, version, 'GetRolePolicy', {RoleName, PolicyName: 'stop'}).body, 'PolicyDocument')
    expect(JSON.parse(decodeURIComponent(shown))).toEqual(JSON.parse(PolicyDocument))
    expect(query(lab, version, 'DeleteRolePolicy', {RoleName, PolicyName: 'stop'}).status).toBe(200)
    expect(query(lab, version, 'DeleteRolePolicy', {RoleName, PolicyName: 'stop'})).toMatchObject({status: 404})
  })

  it.each([
    ['GetRole', {RoleName: 'none'}, 404, 'NoSuchEntity'],
    ['GetRole', {}, 400, 'ValidationError'],
    ['GetPolicy', {PolicyArn: 'arn:aws:iam::aws:policy/None'}, 404, 'NoSuchEntity'],
    ['PutRolePolicy', {RoleName, PolicyName: 'x', PolicyDocument: '{'}, 400, 'MalformedPolicyDocument'],
    [
      'SimulatePrincipalPolicy',
      {PolicySourceArn: 'arn:aws:sts::123456789012:assumed-role/a/b', 'ActionNames.member.1': 'sqs:SendMessage'},
      400,
      'InvalidInput',
    ],
    ['SimulatePrincipalPolicy', {PolicySourceArn, 'ActionNames.member.1': 'nonsense'}, 400, 'InvalidInput'],
    ['CreateUser', {}, 400, 'InvalidAction'],
  ])('%s %o is refused', (action, parameters, status, code) => {
    const answer = query(labOfOne(), version, action, parameters)
    expect(answer.status).toBe(status)
    expect(texts(answer.body, 'Code')).toEqual([code])
  })
})

describe('SimulatePrincipalPolicy', () => {
  const simulate = (more: Record<string, string>) => query(labOfOne(), version, 'SimulatePrincipalPolicy', {PolicySourceArn, ...more}).body

  it('gives one result for each action, the strictest of its resources, and each resource inside it', () => {
    const body = simulate({
      'ActionNames.member.1': 'sqs:SendMessage',
      'ActionNames.member.2': 'dynamodb:GetRecords',
      'ResourceArns.member.1': queue,
      'ResourceArns.member.2': `${queue}-2`,
    })
    expect(texts(body, 'EvalActionName')).toEqual(['sqs:SendMessage', 'dynamodb:GetRecords'])
    expect(texts(body, 'EvalDecision')).toEqual(['implicitDeny', 'allowed'])
    expect(texts(body, 'EvalResourceDecision')).toEqual(['allowed', 'implicitDeny', 'allowed', 'allowed'])
    expect(texts(body, 'IsTruncated')).toEqual(['false'])
  })

  it('keeps within a permissions boundary, and pages', () => {
    const boundary = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}]}'
    const body = simulate({
      'ActionNames.member.1': 'sqs:SendMessage',
      'ActionNames.member.2': 'dynamodb:GetRecords',
      'ResourceArns.member.1': queue,
      'PermissionsBoundaryPolicyInputList.member.1': boundary,
      MaxItems: '1',
    })
    expect(texts(body, 'EvalDecision')).toEqual(['implicitDeny'])
    expect(texts(body, 'AllowedByPermissionsBoundary')).toEqual(['false', 'false'])
    expect(texts(body, 'IsTruncated')).toEqual(['true'])
  })

  it('judges by the present policies of the role', () => {
    const lab = labOfOne()
    const ask = () => {
      const {body} = query(lab, version, 'SimulatePrincipalPolicy', {PolicySourceArn, 'ActionNames.member.1': 'dynamodb:GetRecords'})
      return texts(body, 'EvalDecision')[0]
    }
    expect(ask()).toBe('allowed')
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole'
    query(lab, version, 'DetachRolePolicy', {RoleName, PolicyArn})
    expect(ask()).toBe('implicitDeny')
    query(lab, version, 'AttachRolePolicy', {RoleName, PolicyArn})
    expect(ask()).toBe('allowed')
  })
})
