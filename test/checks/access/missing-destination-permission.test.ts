import {expect, it} from 'vitest'
import {allow} from '../../../src/advice/access/policy-statement.ts'
import {missingDestinationPermission} from '../../../src/checks/access/missing-destination-permission.ts'
import {mappingMetrics, published} from '../../support/evidence.ts'
import {rolePermissions} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const denied = rolePermissions({'sqs:SendMessage': 'implicitDeny'})
const queue = (policy: string | null) => ({
  arn: 'arn:aws:sqs:us-east-1:123456789012:orders-failed',
  kind: 'sqs',
  exists: true,
  fifo: false,
  kmsKey: null,
  policy,
})

const arrived = mappingMetrics({'OnFailureDestinationDeliveredEventCount.Sum': published(ago => (ago === 60 ? 3 : 0))})
const naming = (Principal: unknown) => JSON.stringify({Statement: [{Effect: 'Allow', Principal, Action: 'SQS:*', Resource: '*'}]})

it.each([
  ['boundary' as const, 'aws iam get-role --role-name orders-projector --query Role.PermissionsBoundary'],
  ['organization' as const, 'aws organizations list-policies-for-target --target-id 123456789012 --filter SERVICE_CONTROL_POLICY'],
])('advises no allow where it is the %s that does not', (limit, command) => {
  const {role} = rolePermissions()
  expect(allow(role, [{action: 'sqs:SendMessage', resource: 'q', decision: 'implicitDeny', limit}], 'x')).toMatchObject({command})
})

testCheck(missingDestinationPermission, {
  with: {rolePermissions: rolePermissions()},
  fail: [
    ['not allowed', {rolePermissions: denied}, {denied: ['sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:orders-failed']}],
    ['a queue whose policy names others', {rolePermissions: denied, destination: queue(naming({AWS: `${denied.role}-2`}))}],
    [
      'denied explicitly, and the queue allows it',
      {rolePermissions: rolePermissions({'sqs:SendMessage': 'explicitDeny'}), destination: queue(naming({AWS: denied.role}))},
      {explicit: true},
    ],
  ],
  pass: [
    ['a failed batch has arrived', {rolePermissions: denied, mappingMetrics: arrived}],
    ['the stream', {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})}],
  ],
  undecidable: [
    ['a verdict that hangs on conditions', {rolePermissions: rolePermissions({'sqs:SendMessage': 'undetermined'})}],
    ['a queue whose policy names the role', {rolePermissions: denied, destination: queue(naming({AWS: denied.role}))}],
    ['a queue whose policy names everybody', {rolePermissions: denied, destination: queue(naming('*'))}],
  ],
  unknownWithout: [['rolePermissions']],
})
