import {accessDenied} from '../../../src/causes/access-denied.ts'
import type {CustomerKey, RolePermissions} from '../../../src/model/evidence/evidence.ts'
import {ages, causeTable} from '../../support/cause-table.ts'
import {none} from '../../support/evidence.ts'
import {customerKey, rolePermissions} from '../../support/on-demand.ts'

const {lag} = ages(() => null, null)
const stopped = {...lag, series: [], state: 'stopped', because: ['no batch since 02:30']} as const
const key = (decision: string, ...more: string[]): {rolePermissions: RolePermissions} => ({
  rolePermissions: {
    ...rolePermissions(),
    results: [
      ...rolePermissions().results,
      ...['kms:Decrypt', ...more].map(action => ({purpose: 'key' as const, action, resource: customerKey().arn, decision})),
    ],
  },
})
const tableKey = (given: Partial<CustomerKey> = {}) => ({tableKey: customerKey(given)})
const policy = (Effect: string) =>
  JSON.stringify({Statement: [{Effect, Principal: {AWS: rolePermissions().role}, Action: 'kms:*', Resource: '*'}]})
const read = {lag: stopped, functionMetrics: {'Invocations.Sum': none}, streamPolicy: null as never}

causeTable(accessDenied, 'the role may not use the key', {...read, ...key('implicitDeny'), ...tableKey()}, 0.9, [
  ['it may', key('allowed'), 'ruled-out'],
  ['two actions are denied', key('implicitDeny', 'kms:DescribeKey'), 0.9],
  ['a policy of the role denies it', key('explicitDeny'), 0.97],
  ['the policy of the key denies it', tableKey({policy: policy('Deny')}), 0.9],
  ['the policy of the key denies it, and the role allows it', {...key('allowed'), ...tableKey({policy: policy('Deny')})}, 0.9],
  ['the policy of the key leaves it to nobody', {...key('allowed'), ...tableKey({policy: '{"Statement":[]}'})}, 0.9],
  ['the policy of the key names the role', tableKey({policy: policy('Allow')}), 0.55],
  ['the policy of the key was not read', tableKey({policy: null}), 0.55],
  ['the key is not known', {tableKey: 'denied'}, 0.55],
  ['the key is not known, and the role may use it', {tableKey: 'denied', ...key('allowed')}, 'open'],
  ['there is no key of the customer', {tableKey: null as never}, 0.55],
  ['the lag is not known', {lag: {state: 'unknown'}}, 'ruled-out'],
  ['the function is invoked', {functionMetrics: {'Invocations.Sum': {values: Array.from({length: 180}, () => 60)}}}, 0.25],
])

causeTable(accessDenied, 'the key is off', {...read, ...key('allowed'), ...tableKey({state: 'Disabled'})}, 0.95, [
  ['it waits for its deletion', tableKey({state: 'PendingDeletion'}), 0.95],
  ['it does not exist', tableKey({state: null}), 0.95],
  ['it is on', tableKey({state: 'Enabled'}), 'ruled-out'],
  ['the permissions were not read', {rolePermissions: 'skipped'}, 0.95],
  ['the permissions were not read, and it is on', {rolePermissions: 'skipped', ...tableKey()}, 'open'],
  ['the lag is not known', {lag: {state: 'unknown'}}, 'ruled-out'],
  ['the lag is not known, and the permissions were not read', {lag: {state: 'unknown'}, rolePermissions: 'skipped'}, 'open'],
])

causeTable(
  accessDenied,
  'DynamoDB may not use the key',
  {...read, table: {tableStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', kmsKeyArn: customerKey().arn}, ...tableKey({state: 'Disabled'})},
  0.97,
  [
    ['the table is active', {table: {tableStatus: 'ACTIVE'}, rolePermissions: rolePermissions()}, 0.95],
    ['the table is archived', {table: {tableStatus: 'ARCHIVED'}}, 0.97],
    ['the table is being archived', {table: {tableStatus: 'ARCHIVING', tableArn: null as never}}, 0.97],
    ['the key was not read', {tableKey: 'skipped'}, 'open'],
    ['the key was not read, and is that of AWS', {tableKey: 'skipped', table: {kmsKeyArn: null}}, 0.97],
    ['the key could not be read', {tableKey: 'denied'}, 0.97],
    ['the key is on', tableKey(), 0.97],
    ['the key does not exist', tableKey({state: null}), 0.97],
    ['there is no key of the customer', {tableKey: null as never, table: {kmsKeyArn: null}}, 0.97],
    ['the table is not known', {table: 'denied', rolePermissions: rolePermissions()}, 0.95],
    ['the table does not exist', {table: null as never, rolePermissions: rolePermissions()}, 0.95],
  ],
)
