import {missingStreamPermission} from '../../src/checks/missing-stream-permission.ts'
import type {RolePermissions} from '../../src/model/evidence.ts'
import {customerKey, rolePermissions} from '../support/asked.ts'
import {functionMetrics, tableMetrics} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

const withKey = (decision: string): RolePermissions => {
  const {results, ...rest} = rolePermissions()
  const resource = 'arn:aws:kms:us-east-1:123456789012:key/1'
  return {...rest, results: [...results, {purpose: 'key', action: 'kms:Decrypt', resource, decision}]}
}

const stopped = functionMetrics(ago => (ago > 30 ? 1 : null))
const idle = {functionMetrics: functionMetrics(() => null), tableMetrics: tableMetrics(() => 0)}

testCheck(missingStreamPermission, {
  with: {rolePermissions: rolePermissions()},
  fail: [
    [
      'GetRecords',
      {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})},
      {denied: ['dynamodb:GetRecords'], explicit: false},
    ],
    ['denied explicitly', {rolePermissions: rolePermissions({'dynamodb:DescribeStream': 'explicitDeny'})}, {explicit: true}],
    ['the key of the table, explicitly', {rolePermissions: withKey('explicitDeny')}, {denied: ['kms:Decrypt'], explicit: true}],
    [
      'the key of the table, whose own policy leaves it to the role, and nothing is delivered',
      {rolePermissions: withKey('implicitDeny'), tableKey: customerKey(), functionMetrics: stopped},
      {denied: ['kms:Decrypt'], explicit: false},
    ],
    [
      'the key of the table, whose own policy lets in others alone, and nothing is delivered',
      {rolePermissions: withKey('allowed'), tableKey: customerKey({policy: '{"Statement":[]}'}), functionMetrics: stopped},
      {denied: ['kms:Decrypt'], explicit: false},
    ],
    ['no such role', {rolePermissions: {...rolePermissions(), exists: false, results: []}}, {exists: false}],
  ],
  pass: [
    [
      'the key of the table, while records are delivered: a grant may allow it',
      {rolePermissions: withKey('implicitDeny'), tableKey: customerKey()},
    ],
    ['ListStreams alone', {rolePermissions: rolePermissions({'dynamodb:ListStreams': 'implicitDeny'})}],
    ['the destination', {rolePermissions: rolePermissions({'sqs:SendMessage': 'implicitDeny'})}],
    ['the key of the table, while records are delivered: its policy may allow it', {rolePermissions: withKey('implicitDeny')}],
    ['a verdict that came later, while records are delivered', {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'undetermined'})}],
  ],
  undecidable: [
    ['the key of the table was not read, and nothing is delivered', {rolePermissions: withKey('allowed'), functionMetrics: stopped}],
    ['the key of the table, and nothing is delivered', {rolePermissions: withKey('implicitDeny'), functionMetrics: stopped}],
    [
      'a verdict that hangs on conditions, and nothing is delivered',
      {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'undetermined'}), functionMetrics: stopped},
    ],
    [
      'a verdict that hangs on conditions, and nothing is written that could be delivered',
      {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'undetermined'}), ...idle},
    ],
    ['no verdict, and nothing is delivered', {rolePermissions: {...rolePermissions(), results: []}, functionMetrics: stopped}],
  ],
  unknownWithout: [['rolePermissions']],
})
