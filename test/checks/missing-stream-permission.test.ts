import {missingStreamPermission} from '../../src/checks/missing-stream-permission.ts'
import {rolePermissions} from '../support/asked.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(missingStreamPermission, {
  with: {rolePermissions: rolePermissions()},
  fail: [
    [
      'GetRecords',
      {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})},
      {denied: ['dynamodb:GetRecords'], explicit: false},
    ],
    ['denied explicitly', {rolePermissions: rolePermissions({'dynamodb:DescribeStream': 'explicitDeny'})}, {explicit: true}],
    ['no such role', {rolePermissions: {...rolePermissions(), exists: false, results: []}}, {exists: false}],
  ],
  pass: [
    ['ListStreams alone', {rolePermissions: rolePermissions({'dynamodb:ListStreams': 'implicitDeny'})}],
    ['the destination', {rolePermissions: rolePermissions({'sqs:SendMessage': 'implicitDeny'})}],
    ['a verdict that came later', {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'undetermined'})}],
  ],
  unknownWithout: [['rolePermissions']],
})
