import {describe, expect, it} from 'vitest'
import {statementsOf} from '../../../src/evidence/on-demand/role-policies.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const document = (Action: string) =>
  encodeURIComponent(JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', Action, Resource: '*'}]}))

const account = {
  'iam:ListAttachedRolePolicies': ({Marker}: {Marker?: unknown}) =>
    Marker === undefined
      ? {AttachedPolicies: [{PolicyName: 'A', PolicyArn: 'arn:aws:iam::aws:policy/A-policy'}], IsTruncated: true, Marker: 'm'}
      : {AttachedPolicies: [{PolicyName: 'B', PolicyArn: 'arn:aws:iam::aws:policy/B-policy'}], IsTruncated: false},
  'iam:ListRolePolicies': {PolicyNames: ['own'], IsTruncated: false},
  'iam:GetPolicy': {Policy: {DefaultVersionId: 'v3'}},
  'iam:GetPolicyVersion': ({PolicyArn}: {PolicyArn?: unknown}) => ({
    PolicyVersion: {Document: document(`x:${String(PolicyArn).slice(-8, -7)}`)},
  }),
  'iam:GetRolePolicy': {RoleName: 'r', PolicyName: 'own', PolicyDocument: document('dynamodb:*')},
}

const role = 'arn:aws:iam::123456789012:role/teams/orders/projector'
const parts = {function: lambdaFunction({role})}

describe('the policies of the role', () => {
  it('are the managed ones in their present version and its own, to the last page', async () => {
    const {item, calls} = await ask('rolePolicies', parts, account)
    const statement = (policy: string, action: string, inline = false) => ({
      policy,
      inline,
      effect: 'Allow',
      actions: [action],
      resources: ['*'],
    })
    expect(item).toEqual(known({role, statements: [statement('A', 'x:A'), statement('B', 'x:B'), statement('own', 'dynamodb:*', true)]}))
    expect(calls.find(({action}) => action === 'iam:GetRolePolicy')?.input).toMatchObject({RoleName: 'projector', PolicyName: 'own'})
    expect(calls.find(({action}) => action === 'iam:GetPolicyVersion')?.input).toMatchObject({VersionId: 'v3'})
  })

  it('of a role, or a function, that is gone are none', async () => {
    const gone = failure(404, 'NoSuchEntity')
    expect(
      (await ask('rolePolicies', parts, {...account, 'iam:ListRolePolicies': gone, 'iam:ListAttachedRolePolicies': gone})).item,
    ).toEqual(known(null))
    expect((await ask('rolePolicies', {function: null}, {})).item).toEqual(known(null))
  })

  it('of which one may not be read are missing, with that action', async () => {
    const {item} = await ask('rolePolicies', parts, {...account, 'iam:GetPolicyVersion': denied('iam:GetPolicyVersion')})
    expect(item).toMatchObject({state: 'missing', reason: 'denied', action: 'iam:GetPolicyVersion'})
  })
})

it.each([
  ['one statement without a list', {Effect: 'Allow', Action: 's3:Get*', Resource: ['a', 'b']}, [['s3:Get*'], ['a', 'b']]],
  ['NotAction', {Effect: 'Allow', NotAction: ['iam:*'], Resource: '*'}, [['*', '!iam:*'], ['*']]],
  ['NotResource', {Effect: 'Deny', Action: '*', NotResource: 'a'}, [['*'], ['*', '!a']]],
])('a document with %s', (_name, Statement, [actions, resources]) => {
  const policy = 'p'
  expect(statementsOf({policy, document: JSON.stringify({Statement})})).toEqual([{policy, effect: Statement.Effect, actions, resources}])
})
