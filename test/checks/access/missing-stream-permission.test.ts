import {missingStreamPermission} from '../../../src/checks/access/missing-stream-permission.ts'
import type {RolePermissions} from '../../../src/model/evidence/evidence.ts'
import {functionMetrics, mapping, tableMetrics} from '../../support/evidence.ts'
import {customerKey, rolePermissions} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const withKey = (decision: string): RolePermissions => {
  const {results, ...rest} = rolePermissions()
  const resource = 'arn:aws:kms:us-east-1:123456789012:key/1'
  return {...rest, results: [...results, {purpose: 'key', action: 'kms:Decrypt', resource, decision}]}
}

const silent = rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})
const streamPolicy = (Effect: string) =>
  JSON.stringify({Statement: [{Effect, Principal: {AWS: silent.role}, Action: 'dynamodb:GetRecords', Resource: '*'}]})
/** Nothing was written since the last batch. */
const quiet = {
  functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null)),
  tableMetrics: tableMetrics(ago => (ago > 30 ? 60 : 0)),
}
const stopped = functionMetrics(ago => (ago > 30 ? 1 : null))
const idle = {functionMetrics: functionMetrics(() => null), tableMetrics: tableMetrics(() => 0)}

testCheck(missingStreamPermission, {
  with: {rolePermissions: rolePermissions()},
  fail: [
    [
      'GetRecords, and nothing is delivered',
      {rolePermissions: silent, streamPolicy: null, functionMetrics: stopped},
      {denied: ['dynamodb:GetRecords'], explicit: false},
      {command: /put-role-policy/},
    ],
    [
      'GetRecords, while batches of another mapping of the function are delivered',
      {rolePermissions: silent, streamPolicy: null, siblings: [mapping({uuid: 'other', eventSourceArn: 'arn:other'})]},
      {denied: ['dynamodb:GetRecords']},
    ],
    [
      'denied explicitly',
      {rolePermissions: rolePermissions({'dynamodb:DescribeStream': 'explicitDeny'}), functionMetrics: stopped},
      {explicit: true},
    ],
    [
      'the policy of the stream denies actions that the role allows',
      {streamPolicy: streamPolicy('Deny'), functionMetrics: stopped},
      {denied: ['dynamodb:GetRecords'], explicit: true},
      {command: /^aws dynamodb get-resource-policy --region us-east-1 --resource-arn arn:aws:dynamodb/},
    ],
    [
      'the key of the table, explicitly',
      {rolePermissions: withKey('explicitDeny'), functionMetrics: stopped},
      {denied: ['kms:Decrypt'], explicit: true},
    ],
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
    ['GetRecords, while batches are delivered', {rolePermissions: silent, streamPolicy: null}],
    ['denied explicitly, while batches are delivered', {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'explicitDeny'})}],
    [
      'GetRecords, in the first minutes of a delivery that is too young to have a lag',
      {rolePermissions: silent, functionMetrics: functionMetrics(ago => (ago > 5 ? null : 1))},
    ],
    [
      'GetRecords, which the policy of the stream allows',
      {rolePermissions: silent, streamPolicy: streamPolicy('Allow'), functionMetrics: stopped},
    ],
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
    ['GetRecords, and the policy of the stream was not read', {rolePermissions: silent, functionMetrics: stopped}],
    ['GetRecords on a quiet stream that was read before', {rolePermissions: silent, streamPolicy: null, ...quiet}],
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
