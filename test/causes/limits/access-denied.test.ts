import {accessDenied} from '../../../src/causes/access-denied.ts'
import type {RolePermissions} from '../../../src/model/evidence/evidence.ts'
import {ages, causeTable, failing, logged} from '../../support/cause-table.ts'
import {none, published} from '../../support/evidence.ts'
import {customerKey, loggedOf, rolePermissions} from '../../support/on-demand.ts'

const refused = logged({
  kind: 'access-denied',
  sample: 'not authorized to perform: dynamodb:GetItem',
  deniedAction: 'dynamodb:GetItem',
  deniedResource: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
})

causeTable(
  accessDenied,
  'the handler is denied',
  {...failing({kind: 'denied', logged: refused}), logErrors: loggedOf('access-denied')},
  0.96,
  [
    ['too few minutes are known', {failures: {young: 'two minutes are published'}}, 'open'],
    ['some fail', {failures: {scope: 'passing'}}, 0.85],
    ['the only shard fails', {failures: {scope: 'one-of-one'}}, 0.96],
    ['one shard fails', {failures: {scope: 'one-lane'}}, 'ruled-out'],
    ['no invocation fails', {failures: {scope: 'none'}}, 'ruled-out'],
    ['an exception', {failures: {kind: 'exception'}}, 'ruled-out'],
    ['an exception, and the log was not read', {failures: {kind: 'exception'}, logErrors: 'skipped'}, 'open'],
    ['it is not known why', {failures: {kind: null}}, 'ruled-out'],
    ['no action is named', {failures: {logged: logged({deniedAction: null, deniedResource: 'x'})}}, 0.96],
    ['no error is known', {failures: {logged: null}}, 0.96],
    ['no resource is named', {failures: {logged: {...refused, deniedResource: null}}}, 0.96],
    ['the resource is empty', {failures: {logged: {...refused, deniedResource: ''}}}, 0.96],
    [
      'an explicit deny',
      {
        failures: {
          logged: {...refused, sample: 'not authorized to perform: dynamodb:GetItem with an explicit deny in an identity-based policy'},
        },
      },
      0.96,
    ],
    ['a service control policy denies it', {failures: {logged: {...refused, deniedBy: 'service control policy'}}}, 0.96],
    ['a policy of the role denies it', {failures: {logged: {...refused, deniedBy: 'identity-based policy'}}}, 0.96],
    ['the function is not known', {function: 'denied'}, 0.96],
    ['nothing is delivered, and it was handed over lately', {lag: {state: 'stopped'}}, 0.96],
    ['the lag is not known, and batches are handed over', {lag: {state: 'unknown'}}, 0.96],
  ],
)

/** Nothing is delivered, and nothing was invoked. */
const unread = {
  lag: {...ages(ago => (ago > 30 ? 1.2 : null), null).lag, state: 'stopped', because: ['no batch since 02:30']},
  functionMetrics: {'Invocations.Sum': none},
} as const
const series = unread.lag.series?.map(point => ({...point, min: null})) ?? []
const invoked = {functionMetrics: {'Invocations.Sum': published(() => 60)}}
const batches = {lag: {series: series.map(point => ({...point, max: 1}))}}
const denied = rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})
const withKey = (decision: string, permissions: RolePermissions = rolePermissions()): RolePermissions => ({
  ...permissions,
  results: [...permissions.results, {purpose: 'key', action: 'kms:Decrypt', resource: customerKey().arn, decision}],
})

causeTable(
  accessDenied,
  'the stream may not be read',
  {...unread, lag: {...unread.lag, series}, rolePermissions: denied, streamPolicy: null as never, tableKey: null as never},
  0.97,
  [
    ['it may be read', {rolePermissions: rolePermissions()}, 'ruled-out'],
    ['no verdict', {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'unknown'})}, 'open'],
    ['the permissions were not read', {rolePermissions: 'skipped'}, 'open'],
    ['the lag is not known', {lag: {state: 'unknown'}}, 0.97],
    ['the lag is not known, and it may be read', {lag: {state: 'unknown'}, rolePermissions: rolePermissions()}, 'ruled-out'],
    ['the age is high', {lag: {state: 'behind'}}, 'ruled-out'],
    ['batches are handed over', batches, 'ruled-out'],
    ['the age is high, and batches are handed over', {lag: {...batches.lag, state: 'behind'}}, 'ruled-out'],
    ['batches of several mappings are handed over', {lag: {...batches.lag, sharedBy: 1}}, 0.6],
    ['the function is invoked', invoked, 0.25],
    ['the function is invoked, and the stream policy was not read', {...invoked, streamPolicy: 'denied'}, 0.25],
    ['batches of several mappings are handed over, and it is not sure', {lag: {...batches.lag, sharedBy: 1}, streamPolicy: 'denied'}, 0.6],
    ['the mapping counts handed records', {mappingMetrics: {'InvokedEventCount.Sum': published(() => 5)}}, 'ruled-out'],
    ['the metrics are not known', {functionMetrics: 'denied', mappingMetrics: 'denied'}, 0.97],
    ['all invocations fail', failing({kind: 'exception'}), 0.97],
    ['somebody disabled the mapping', {polling: {kind: 'off'}, mapping: {state: 'Disabled'}}, 'ruled-out'],
    ['the mapping is off and not known', {polling: {kind: 'off'}, mapping: 'denied'}, 'ruled-out'],
    ['Lambda disabled the mapping', {polling: {kind: 'off'}, mapping: {state: 'Disabled', stateTransitionReason: 'ESM_DISABLED'}}, 0.97],
    [
      'Lambda disabled the mapping, for no reason that is known',
      {polling: {kind: 'off'}, mapping: {state: 'Disabled', stateTransitionReason: null}},
      'ruled-out',
    ],
    ['the function does not exist', {function: null as never}, 'ruled-out'],
    ['the function has a reserve of 0', {function: {reservedConcurrency: 0}}, 'ruled-out'],
    ['the function has a reserve of 1', {function: {reservedConcurrency: 1}}, 0.97],
    ['the function is not known', {function: 'denied'}, 0.97],
    ['the stream is stale', {mappedStream: {kind: 'stale'}}, 'ruled-out'],
    ['the mapped stream is not known', {mappedStream: 'denied'}, 0.97],
    ['the key was not read, and the role may read', {tableKey: 'skipped', rolePermissions: rolePermissions()}, 'ruled-out'],
    ['the key could not be read, and the role may read', {tableKey: 'denied', rolePermissions: rolePermissions()}, 'open'],
    ['the key was not read, and the role was asked about it', {tableKey: 'skipped', rolePermissions: withKey('allowed')}, 'open'],
    ['the key is on, and the role may read', {tableKey: customerKey(), rolePermissions: withKey('allowed')}, 'ruled-out'],
    ['the key names the role under conditions', {tableKey: customerKey({policy: null}), rolePermissions: withKey('allowed')}, 'open'],
  ],
)
