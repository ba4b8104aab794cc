import {accessDenied} from '../../../src/causes/access-denied.ts'
import type {RolePermissions} from '../../../src/model/evidence/evidence.ts'
import {ages, causeTable} from '../../support/cause-table.ts'
import {none} from '../../support/evidence.ts'
import {customerKey, rolePermissions} from '../../support/on-demand.ts'

const {lag} = ages(() => null, null)
const stopped = {...lag, series: [], state: 'stopped', because: ['no batch since 02:30']} as const
const get = (decision: string, more: Record<string, string> = {}) => rolePermissions({'dynamodb:GetRecords': decision, ...more})
const withKey = (decision: string, permissions: RolePermissions): RolePermissions => ({
  ...permissions,
  results: [...permissions.results, {purpose: 'key', action: 'kms:Decrypt', resource: customerKey().arn, decision}],
})
const all = (decision: string, limit?: 'boundary' | 'organization'): RolePermissions => ({
  ...rolePermissions(),
  results: rolePermissions().results.map(one => ({...one, decision, ...(limit && {limit})})),
})
const ofOthers = (permissions: RolePermissions): RolePermissions => ({
  ...permissions,
  role: 'arn:aws:iam::999999999999:role/orders-projector',
})
const policy = (Effect: string, more: object = {}) => ({
  streamPolicy: JSON.stringify({
    Statement: [{Effect, Principal: {AWS: rolePermissions().role}, Action: 'dynamodb:*', Resource: '*', ...more}],
  }),
})
const own = (...statements: object[]) => ({
  rolePolicies: {
    role: 'orders-projector',
    statements: statements.map(one => ({
      policy: 'freeze',
      effect: 'Deny',
      actions: ['dynamodb:*'],
      resources: ['*'],
      inline: true,
      ...one,
    })),
  },
})

causeTable(
  accessDenied,
  'the policies of the role',
  {
    lag: stopped,
    functionMetrics: {'Invocations.Sum': none},
    rolePermissions: get('implicitDeny'),
    streamPolicy: null as never,
    tableKey: null as never,
  },
  0.97,
  [
    ['two actions are denied', {rolePermissions: get('implicitDeny', {'dynamodb:GetShardIterator': 'implicitDeny'})}, 0.97],
    ['one is denied each way', {rolePermissions: get('explicitDeny', {'dynamodb:GetShardIterator': 'implicitDeny'})}, 0.97],
    ['an explicit deny', {rolePermissions: get('explicitDeny')}, 0.97],
    ['an explicit deny in a policy of its own', {rolePermissions: get('explicitDeny'), ...own({})}, 0.97],
    [
      'an explicit deny in a policy that names the stream',
      {rolePermissions: get('explicitDeny'), ...own({resources: ['arn:aws:dynamodb:*:table/orders/stream/*']})},
      0.97,
    ],
    ['an explicit deny in a policy of another resource', {rolePermissions: get('explicitDeny'), ...own({resources: ['arn:other']})}, 0.97],
    ['an explicit deny in a policy that excepts the resource', {rolePermissions: get('explicitDeny'), ...own({resources: ['!*']})}, 0.97],
    [
      'an explicit deny in a policy of several actions',
      {rolePermissions: get('explicitDeny'), ...own({actions: ['s3:*', 'dynamodb:Get*']})},
      0.97,
    ],
    [
      'an explicit deny in a policy of several resources',
      {rolePermissions: get('explicitDeny'), ...own({resources: ['arn:other', '*']})},
      0.97,
    ],
    ['an explicit deny in a policy of another action', {rolePermissions: get('explicitDeny'), ...own({actions: ['s3:*']})}, 0.97],
    [
      'an explicit deny in a policy that allows something as well',
      {rolePermissions: get('explicitDeny'), ...own({}, {effect: 'Allow', actions: ['s3:*']})},
      0.97,
    ],
    [
      'an explicit deny beside a policy that allows something',
      {rolePermissions: get('explicitDeny'), ...own({}, {policy: 'handler', effect: 'Allow'})},
      0.97,
    ],
    ['an explicit deny in a managed policy', {rolePermissions: get('explicitDeny'), ...own({inline: false})}, 0.97],
    ['an explicit deny, and a policy that allows it', {rolePermissions: get('explicitDeny'), ...own({effect: 'Allow'})}, 0.97],
    ['no explicit deny, and a policy that denies it', own({}), 0.97],
    ['the boundary denies it', {rolePermissions: all('implicitDeny', 'boundary')}, 0.97],
    ['the organization denies it', {rolePermissions: all('implicitDeny', 'organization')}, 0.97],
    ['the role does not exist', {rolePermissions: {...rolePermissions(), exists: false, results: []}}, 0.97],
    [
      'the role does not exist, and has a path',
      {
        rolePermissions: {
          ...rolePermissions(),
          exists: false,
          results: [],
          role: 'arn:aws:iam::123456789012:role/service/orders-projector',
        },
      },
      0.97,
    ],
    ['the stream policy was not read', {streamPolicy: 'denied'}, 0.75],
    ['the stream policy allows it under conditions', policy('Allow', {Condition: {StringEquals: {}}}), 0.5],
    ['the stream policy allows it', policy('Allow'), 'ruled-out'],
    ['the stream policy denies it', {rolePermissions: rolePermissions(), ...policy('Deny')}, 0.97],
    ['the stream is of another account', {rolePermissions: ofOthers(rolePermissions())}, 0.97],
    ['a policy denies the key', {rolePermissions: withKey('explicitDeny', rolePermissions())}, 0.97],
    [
      'a policy denies the key, and the stream policy was not read',
      {rolePermissions: withKey('explicitDeny', get('implicitDeny')), streamPolicy: 'denied'},
      0.97,
    ],
    [
      'no policy allows the key, and the stream policy was not read',
      {rolePermissions: withKey('implicitDeny', get('implicitDeny')), streamPolicy: 'denied'},
      0.75,
    ],
    ['Lambda disabled the mapping', {polling: {kind: 'off'}, mapping: {state: 'Disabled', stateTransitionReason: 'ESM_DISABLED'}}, 0.97],
    ['the policies of the role are not known', {rolePolicies: 'denied', rolePermissions: get('explicitDeny')}, 0.97],
  ],
)
