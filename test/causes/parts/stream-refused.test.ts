import {accessDenied} from '../../../src/causes/access-denied.ts'
import {ages, causeTable} from '../../support/cause-table.ts'
import {none, published} from '../../support/evidence.ts'
import {customerKey, rolePermissions} from '../../support/on-demand.ts'

const {lag} = ages(ago => (ago > 30 ? 1.2 : null), null)
const stopped = {...lag, state: 'stopped', because: ['no batch since 02:30']} as const
const series = lag.series?.map(point => ({...point, min: null})) ?? []
const invoked = {functionMetrics: {'Invocations.Sum': published(() => 60)}}
const batches = {lag: {series: series.map(point => ({...point, max: 1}))}}
const denied = rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})
const reported = {
  mapping: {lastProcessingResult: 'PROBLEM: Cannot access stream arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/x'},
}
const ofOthers = 'arn:aws:iam::999999999999:role/orders-projector'

causeTable(
  accessDenied,
  'AWS reports that the stream is refused',
  {
    lag: {...stopped, series},
    functionMetrics: {'Invocations.Sum': none},
    ...reported,
    rolePermissions: 'skipped',
    streamPolicy: null as never,
    tableKey: null as never,
  },
  0.9,
  [
    ['another problem', {mapping: {lastProcessingResult: 'PROBLEM: Function call failed'}}, 'open'],
    ['the lag is not known', {lag: {state: 'unknown'}}, 'open'],
    ['the mapping is not known', {mapping: 'denied'}, 'open'],
    ['the key is off', {tableKey: customerKey({state: 'Disabled'})}, 0.95],
    ['the policies allow it', {rolePermissions: rolePermissions()}, 0.75],
    [
      'the policies allow it, and the role is of another account',
      {
        rolePermissions: {...rolePermissions(), role: ofOthers},
        streamPolicy: JSON.stringify({Statement: [{Effect: 'Allow', Principal: {AWS: ofOthers}, Action: 'dynamodb:*'}]}),
      },
      0.9,
    ],
    ['the policies say nothing', {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'unknown'})}, 0.9],
    ['the policies deny it', {rolePermissions: denied}, 0.97],
    ['the role is of another account', {function: {role: ofOthers}}, 0.9],
    ['the role is not known', {function: {role: null}}, 0.9],
    ['the function is not known', {function: 'denied'}, 0.9],
    ['the function is invoked', invoked, 0.9],
    ['batches are handed over', batches, 'ruled-out'],
  ],
)
