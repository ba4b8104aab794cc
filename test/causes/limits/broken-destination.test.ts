import {brokenDestination} from '../../../src/causes/broken-destination.ts'
import type {RolePermissions} from '../../../src/model/evidence/evidence.ts'
import {causeTable} from '../../support/cause-table.ts'
import {published} from '../../support/evidence.ts'
import {customerKey, destination, rolePermissions} from '../../support/on-demand.ts'

const arn = (rest: string) => ({mapping: {onFailureDestination: `arn:aws:${rest}`}})
const sending = (decision: string) => ({rolePermissions: rolePermissions({'sqs:SendMessage': decision})})
const usingKey = (decision: string): {rolePermissions: RolePermissions} => ({
  rolePermissions: {
    ...rolePermissions(),
    results: ['kms:GenerateDataKey', 'kms:Decrypt'].map(action => ({
      purpose: 'destination-key' as const,
      action,
      resource: customerKey().arn,
      decision,
    })),
  },
})
const policy = (statement: object) => ({destination: {policy: JSON.stringify({Statement: [statement]})}})
const names = {Effect: 'Allow', Principal: {AWS: 'arn:aws:iam::123456789012:role/orders-projector'}, Action: 'sqs:*'}
const failures = (value: (ago: number) => number) => ({functionMetrics: {'DestinationDeliveryFailures.Sum': published(value)}})

causeTable(
  brokenDestination,
  'the queue is gone',
  {...failures(ago => (ago === 30 ? 2 : 0)), destination: destination({exists: false})},
  0.97,
  [
    ['no delivery failed', failures(() => 0), 'ruled-out'],
    ['one failed', failures(ago => (ago === 30 ? 1 : 0)), 0.97],
    ['one failed an hour ago', failures(ago => (ago === 60 ? 1 : 0)), 0.97],
    ['one failed longer ago', failures(ago => (ago === 61 ? 1 : 0)), 'ruled-out'],
    ['there is no destination', {mapping: {onFailureDestination: null}}, 'ruled-out'],
    ['a topic', arn('sns:us-east-1:123456789012:orders-failed'), 0.97],
    ['a bucket', arn('s3:::orders-failed'), 0.97],
    [
      'a bucket of another Region',
      {
        mapping: {
          onFailureDestination: 'arn:aws:s3:::orders-failed',
          functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:orders-projector',
        },
      },
      0.97,
    ],
    ['a bucket whose ARN has a Region', arn('s3:eu-west-1::orders-failed'), 0.97],
    ['another kind', arn('kafka:us-east-1:123456789012:cluster/x'), 0.97],
    ['it is FIFO by its ARN', {destination: 'skipped', ...arn('sqs:us-east-1:123456789012:orders-failed.fifo')}, 0.97],
    ['it is FIFO', {destination: {fifo: true}}, 0.97],
    [
      'it is not FIFO, in spite of its name',
      {destination: {exists: true, fifo: false}, ...arn('sqs:us-east-1:123456789012:orders-failed.fifo')},
      0.8,
    ],
  ],
)

causeTable(
  brokenDestination,
  'the role may not write',
  {...failures(ago => (ago === 30 ? 2 : 0)), destination: destination(), ...sending('implicitDeny')},
  0.97,
  [
    ['it may', sending('allowed'), 0.8],
    ['an explicit deny', sending('explicitDeny'), 0.97],
    ['no verdict', sending('unknown'), 0.8],
    ['the permissions are not known', {rolePermissions: 'denied'}, 0.8],
    ['there is no answer about the role', {rolePermissions: null as never}, 0.8],
    ['the destination is not known', {destination: 'denied'}, 0.97],
    ['nothing is known', {destination: 'denied', rolePermissions: 'denied'}, 0.8],
    ['the policy of the queue names the role', policy(names), 0.8],
    ['the policy of the queue may name it', policy({...names, Condition: {Bool: {}}}), 0.8],
    ['the policy of the queue names another', policy({...names, Principal: {AWS: 'arn:aws:iam::123456789012:role/other'}}), 0.97],
    ['the policy of the queue names the role, and a policy denies it', {...policy(names), ...sending('explicitDeny')}, 0.97],
    [
      'a batch has arrived since',
      {mappingMetrics: {'OnFailureDestinationDeliveredEventCount.Sum': published(ago => (ago === 4 ? 3 : 0))}},
      0.8,
    ],
    [
      'a batch had arrived before',
      {mappingMetrics: {'OnFailureDestinationDeliveredEventCount.Sum': published(ago => (ago === 40 ? 3 : 0))}},
      0.97,
    ],
    ['the metrics of the mapping are not known', {mappingMetrics: 'denied'}, 0.97],
  ],
)

causeTable(
  brokenDestination,
  'its key is off',
  {
    ...failures(ago => (ago === 30 ? 2 : 0)),
    destination: destination(),
    destinationKey: customerKey({state: 'Disabled'}),
    ...usingKey('allowed'),
  },
  0.97,
  [
    ['the key does not exist', {destinationKey: {state: null}}, 0.97],
    ['the key waits for its deletion', {destinationKey: {state: 'PendingDeletion'}}, 0.97],
    ['the key is on', {destinationKey: {state: 'Enabled'}}, 0.8],
    ['there is no key', {destinationKey: null as never}, 0.8],
    ['the key is not known', {destinationKey: 'denied'}, 0.8],
    ['the key is on, and the role may not use it', {destinationKey: {state: 'Enabled'}, ...usingKey('implicitDeny')}, 0.97],
    ['the key is on, and a policy of the role denies it', {destinationKey: {state: 'Enabled'}, ...usingKey('explicitDeny')}, 0.97],
    ['the key is on, and its policy names nobody', {destinationKey: {state: 'Enabled', policy: '{"Statement":[]}'}}, 0.97],
    ['the key is on, and the permissions are not known', {destinationKey: {state: 'Enabled'}, rolePermissions: 'denied'}, 0.8],
  ],
)
