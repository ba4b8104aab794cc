import {describe, expect, it} from 'vitest'
import {mayRead} from '../../../src/advice/access/stream-access.ts'
import {rolePermissions} from '../../support/on-demand.ts'

const role = rolePermissions().role
const policy = (Effect: string, AWS: string, more: object = {}): string =>
  JSON.stringify({
    Statement: [
      {
        Effect,
        Principal: {AWS},
        Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
        Resource: '*',
        ...more,
      },
    ],
  })
const conditional = {Condition: {StringEquals: {'aws:PrincipalTag/team': 'orders'}}}
const silent = rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})
const account = (arn: string): string => arn.replace('123456789012', '210987654321')
const abroad = (given: Record<string, string> = {}) => {
  const permissions = rolePermissions(given)
  return {...permissions, results: permissions.results.map(one => ({...one, resource: account(one.resource)}))}
}

describe('in one account', () => {
  it.each<[string, ReturnType<typeof rolePermissions>, string | null | undefined, object]>([
    ['the role allows it, and the policy of the stream does not mention it', rolePermissions(), null, {kind: 'allowed'}],
    ['the role allows it, and the policy of the stream was not read', rolePermissions(), undefined, {kind: 'allowed'}],
    ['ListStreams is not needed', rolePermissions({'dynamodb:ListStreams': 'implicitDeny'}), null, {kind: 'allowed'}],
    ['the stream names the role', silent, policy('Allow', role), {kind: 'allowed'}],
    ['the stream names everybody', silent, policy('Allow', '*'), {kind: 'allowed'}],
    ['neither allows it', silent, null, {kind: 'denied', by: 'role', doubt: null}],
    ['the stream names others', silent, policy('Allow', `${role}-2`), {kind: 'denied', by: 'role', doubt: null}],
    ['the stream leaves it to the account', silent, policy('Allow', '123456789012'), {kind: 'denied', by: 'role', doubt: null}],
    [
      'the policy of the stream was not read',
      silent,
      undefined,
      {kind: 'denied', by: 'role', doubt: expect.stringContaining('was not read')},
    ],
    [
      'the stream names the role under conditions',
      silent,
      policy('Allow', role, conditional),
      {kind: 'denied', doubt: expect.stringContaining('conditions')},
    ],
    [
      'a policy of the role denies it',
      rolePermissions({'dynamodb:GetRecords': 'explicitDeny'}),
      policy('Allow', role),
      {kind: 'denied', by: 'role', doubt: null},
    ],
    ['the policy of the stream denies it', rolePermissions(), policy('Deny', role), {kind: 'denied', by: 'stream', doubt: null}],
    ['a denial of the stream under conditions is passed over', rolePermissions(), policy('Deny', '*', conditional), {kind: 'allowed'}],
    ['a verdict that hangs on conditions', rolePermissions({'dynamodb:GetRecords': 'undetermined'}), null, {kind: 'unknown'}],
    [
      'such a verdict, where the stream names the role',
      rolePermissions({'dynamodb:GetRecords': 'undetermined'}),
      policy('Allow', role),
      {kind: 'allowed'},
    ],
    ['no verdict at all', {...rolePermissions(), results: []}, null, {kind: 'unknown'}],
  ])('%s', (_, permissions, given, expected) => {
    expect(mayRead(permissions, given)).toMatchObject(expected)
  })

  it.each(['boundary', 'organization'] as const)('no policy of the stream opens actions that the %s does not allow', limit => {
    const results = silent.results.map(one => (one.decision === 'allowed' ? one : {...one, limit}))
    expect(mayRead({...silent, results}, policy('Allow', role))).toMatchObject({kind: 'denied', by: 'role', doubt: null})
  })
})

describe('between accounts', () => {
  it.each<[string, ReturnType<typeof rolePermissions>, string | null | undefined, object]>([
    ['both allow it', abroad(), policy('Allow', role), {kind: 'allowed'}],
    ['the stream leaves it to the account of the role', abroad(), policy('Allow', 'arn:aws:iam::123456789012:root'), {kind: 'allowed'}],
    ['the role alone', abroad(), null, {kind: 'denied', by: 'stream', doubt: null}],
    ['the stream alone', abroad({'dynamodb:GetRecords': 'implicitDeny'}), policy('Allow', role), {kind: 'denied', by: 'role', doubt: null}],
    ['the policy of the stream was not read', abroad(), undefined, {kind: 'unknown'}],
    ['the stream names the role under conditions', abroad(), policy('Allow', role, conditional), {kind: 'unknown'}],
  ])('%s', (_, permissions, given, expected) => {
    expect(mayRead(permissions, given)).toMatchObject(expected)
  })
})
