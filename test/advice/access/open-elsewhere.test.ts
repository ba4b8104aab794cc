import {describe, expect, it} from 'vitest'
import {besidesRole, type DeniedCall, refusedElsewhere} from '../../../src/advice/access/open-elsewhere.ts'
import type {RolePolicies} from '../../../src/model/evidence/evidence.ts'
import {lambdaFunction} from '../../support/evidence.ts'

const role = 'arn:aws:iam::123456789012:role/service/orders'
const target = lambdaFunction({role})
const foreignRole = 'arn:aws:iam::444455556666:role/writer'
const allows = (actions: string, resources = '*', effect = 'Allow'): RolePolicies => ({
  role,
  statements: [{policy: 'p', effect, actions: [actions], resources: [resources]}],
})
const call = (action: string | null, resource: string | null, given: Partial<DeniedCall> = {}, by: string | null = null): DeniedCall => ({
  logged: {
    deniedAction: action,
    deniedResource: resource,
    deniedBy: by,
    deniedExplicitly: false,
    sample: `User: arn:aws:sts::123456789012:assumed-role/orders/fn is not authorized to perform: ${action}`,
  },
  target,
  policies: undefined,
  simulated: undefined,
  ...given,
})
const fixOf = (one: DeniedCall) =>
  refusedElsewhere(one)?.fix as {summary: string; command: string; doubt?: string; carries?: unknown} | undefined

describe('a call that the role may make already', () => {
  it('of AssumeRole is refused by the trust policy of the other account, whose owner gets the sentence', () => {
    const fix = fixOf(call('sts:AssumeRole', foreignRole, {policies: allows('sts:AssumeRole', foreignRole)}))
    expect(fix?.summary).toContain(`Allow ${role} to call sts:AssumeRole in the trust policy of the role ${foreignRole}.`)
    expect(fix?.command).not.toMatch(/put-role-policy/)
    expect(fix?.doubt).toContain('444455556666')
    expect(fix?.carries).toBeUndefined()
  })

  it.each([
    [
      'sts:AssumeRole',
      'arn:aws:iam::123456789012:role/writer',
      /^aws iam get-role --role-name writer --query Role\.AssumeRolePolicyDocument/,
    ],
    ['kms:Decrypt', 'arn:aws:kms:us-east-1:444455556666:key/k', /--query Role\.Arn/],
    ['kms:Decrypt', 'arn:aws:kms:us-east-1:123456789012:key/k', /^aws kms get-key-policy --region us-east-1 --key-id \S+:key\/k /],
    ['s3:PutObject', 'arn:aws:s3:::exports/day/x', /^aws s3api get-bucket-policy --bucket exports /],
    [
      'sqs:SendMessage',
      'arn:aws:sqs:us-east-1:123456789012:q',
      /^aws sqs get-queue-attributes .*https:\/\/sqs\.us-east-1\.amazonaws\.com\/123456789012\/q/,
    ],
    ['sns:Publish', 'arn:aws:sns:us-east-1:123456789012:t', /^aws sns get-topic-attributes/],
    ['dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/t/index/i', /^aws dynamodb get-resource-policy .*:table\/t$/],
    ['lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:123456789012:function:f', /^aws lambda get-policy/],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:s', /^aws secretsmanager get-resource-policy/],
    ['kinesis:PutRecord', 'arn:aws:kinesis:us-east-1:123456789012:stream/s', /^aws kinesis get-resource-policy/],
    ['events:PutEvents', 'arn:aws:events:us-east-1:123456789012:event-bus/b', /^aws events describe-event-bus/],
    ['ses:SendEmail', 'arn:aws:ses:us-east-1:123456789012:identity/x', /Role\.PermissionsBoundary/],
  ])('%s on %s: the command shows the other policy', (action, resource, command) => {
    const fix = fixOf(call(action, resource, {policies: allows('*')}))
    expect(fix?.command).toMatch(command)
    expect(fix?.command).not.toMatch(/put-role-policy/)
  })

  it('is known from a simulation as well', () => {
    const simulated = [{action: 'kms:Decrypt', resource: 'k', decision: 'allowed'}]
    expect(fixOf(call('kms:Decrypt', 'k', {simulated}))).toBeDefined()
    expect(fixOf(call('kms:Decrypt', 'other', {simulated}))).toBeUndefined()
  })

  it('is not known where a simulation denies it, also beside a policy that seems to allow it', () => {
    const simulated = [{action: 'kms:Decrypt', resource: 'k', decision: 'implicitDeny'}]
    expect(fixOf(call('kms:Decrypt', 'k', {simulated, policies: allows('*')}))).toBeUndefined()
  })
})

it.each<[string, DeniedCall]>([
  ['the role lacks the permission', call('sts:AssumeRole', foreignRole, {policies: allows('s3:*')})],
  ['its policies are not known', call('sts:AssumeRole', foreignRole)],
  ['the error names a policy of the role', call('kms:Decrypt', 'k', {policies: allows('*')}, 'identity-based policy')],
  ['a policy of the role denies it', call('kms:Decrypt', 'k', {policies: allows('*', '*', 'Deny')})],
  ['no action is named', call(null, null, {policies: allows('*')})],
])('the role is the place where %s', (_, one) => {
  expect(refusedElsewhere(one)).toBeNull()
})

it.each([
  [foreignRole, undefined, /were not read/],
  [foreignRole, allows('s3:*'), /444455556666 must also allow it/],
  ['arn:aws:iam::123456789012:role/writer', undefined, null],
  ['arn:aws:s3:::exports', undefined, null],
])('a grant for %s may not be enough', (resource, policies, words) => {
  const why = besidesRole(call('sts:AssumeRole', resource, {policies}))
  if (words === null) expect(why).toBeNull()
  else expect(why).toMatch(words)
})

describe('a call of a role that the handler assumes', () => {
  const by = (account: string) => {
    const one = call('dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:444455556666:table/t')
    return {...one, logged: {...one.logged, sample: `User: arn:aws:sts::${account}:assumed-role/writer/fn is not authorized`}}
  }

  it('of another account is for its owner', () => {
    expect(fixOf(by('444455556666'))?.summary).toContain('Allow the role writer to call dynamodb:PutItem on')
    expect(fixOf(by('444455556666'))?.doubt).toContain('444455556666')
  })

  it('of this account is granted to that role', () => {
    expect(fixOf(by('123456789012'))?.command).toMatch(/^aws iam put-role-policy --role-name writer /)
  })
})

it.each([
  ['arn:aws:kms:us-east-1:444455556666:key/k', /Allow \S+ to call kms:Decrypt in the key policy of \S+444455556666/, /444455556666/],
  ['arn:aws:kms:us-east-1:123456789012:key/k', /in the key policy/, undefined],
])('a resource-based policy that the error names belongs to its owner: %s', (resource, summary, doubt) => {
  const fix = fixOf(call('kms:Decrypt', resource, {}, 'resource-based policy'))
  expect(fix?.summary).toMatch(summary)
  if (doubt === undefined) expect(fix?.doubt).toBeUndefined()
  else expect(fix?.doubt).toMatch(doubt)
})
