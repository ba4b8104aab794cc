import {overBroadRole} from '../../../src/checks/function/over-broad-role.ts'
import {testCheck} from '../../support/test-check.ts'

const role = (actions: string[], effect = 'Allow', resources = ['*']) => ({
  rolePolicies: {role: 'arn:aws:iam::123456789012:role/orders-projector', statements: [{policy: 'inline', effect, actions, resources}]},
})

testCheck(overBroadRole, {
  with: role(['dynamodb:GetRecords', 'dynamodb:GetShardIterator']),
  fail: [
    ['everything', role(['*']), {actions: ['*'], everywhere: true}],
    [
      'all of DynamoDB on one table',
      role(['sqs:SendMessage', 'dynamodb:*'], 'Allow', ['arn:aws:dynamodb:us-east-1:123456789012:table/orders']),
      {actions: ['dynamodb:*'], everywhere: false},
    ],
    ['however it is spelt', role(['DynamoDB:*'])],
  ],
  pass: [
    ['a denial of everything', role(['*'], 'Deny')],
    ['no such role', {rolePolicies: null}],
  ],
  unknownWithout: [['rolePolicies']],
})
