import {mappingDisabled} from '../../../src/causes/mapping-disabled.ts'
import {causeTable, minutesAgo} from '../../support/cause-table.ts'
import {functionVersion, nowMs} from '../../support/evidence.ts'
import {rolePermissions} from '../../support/on-demand.ts'

const latest = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-22T10:00:00.000'
const stale = {kind: 'stale', why: 'the table has another stream', latestStreamArn: latest, withoutLatest: null, successor: null} as const
const denied = {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})}

causeTable(
  mappingDisabled,
  'somebody disabled it',
  {
    mapping: {state: 'Disabled', lastModifiedMs: minutesAgo(40)},
    polling: {kind: 'off', why: 'it is Disabled'},
    lag: {state: 'stopped', ageSeconds: 2400, lossAtMs: nowMs + 80_000_000},
  },
  0.98,
  [
    ['the state is not known', {polling: {kind: 'unknown'}}, 'open'],
    ['it polls', {polling: {kind: 'polling'}, mapping: {state: 'Enabled'}}, 'ruled-out'],
    ['it starts', {polling: {kind: 'starting'}, mapping: {state: 'Enabling'}}, 'ruled-out'],
    ['another mapping reads the latest stream', {mappedStream: {...stale, successor: 'uuid-2'}}, 'ruled-out'],
    ['the stream is stale', {mappedStream: stale}, 0.98],
    ['it is not known since when', {mapping: {lastModifiedMs: null}}, 0.98],
    ['no reason is known', {mapping: {stateTransitionReason: null}}, 0.98],
    ['the reason is empty', {mapping: {stateTransitionReason: ''}}, 0.98],
    ['it is being disabled', {mapping: {state: 'Disabling'}}, 0.98],
    ['it hangs', {mapping: {state: 'Updating'}}, 0.98],
    ['no record waits', {lag: {state: 'idle'}}, 0.98],
    ['batches are still delivered', {lag: {state: 'ok'}}, 0.98],
    ['the age is not known', {lag: {ageSeconds: null}}, 0.98],
    ['no record expires', {lag: {lossAtMs: null}}, 0.98],
    ['the lag is not known', {lag: 'denied'}, 0.98],
    ['a problem of before', {mapping: {lastProcessingResult: 'PROBLEM: Function call failed'}}, 0.98],
    ['the function is gone', {function: null as never}, 0.98],
    ['the function is gone, and it hangs', {function: null as never, mapping: {state: 'Updating'}}, 0.98],
    ['the version is gone', {function: null as never, mapping: {qualifier: '7'}, versions: [functionVersion('8')]}, 0.98],
    ['the function is Failed', {function: {state: 'Failed', stateReasonCode: 'ImageDeleted'}}, 0.98],
    ['the stream is gone', {stream: null as never}, 0.98],
    ['the stream is gone, and the table has another', {stream: null as never, mappedStream: stale}, 0.98],
    ['the role may not read', denied, 0.98],
    ['the role may not read, and the lag is not known', {...denied, lag: 'denied'}, 0.98],
    ['the role does not exist', {rolePermissions: {...rolePermissions(), exists: false}}, 0.98],
    ['the role may read', {rolePermissions: rolePermissions()}, 0.98],
  ],
)

causeTable(
  mappingDisabled,
  'Lambda disabled it',
  {
    mapping: {
      state: 'Disabled',
      lastModifiedMs: minutesAgo(40),
      stateTransitionReason: 'ESM_DISABLED',
      lastProcessingResult: 'PROBLEM: Function call failed',
    },
    polling: {kind: 'off', why: 'it is Disabled'},
    lag: {state: 'stopped', ageSeconds: 2400},
  },
  0.98,
  [
    ['it is not known when', {mapping: {lastModifiedMs: null}}, 0.98],
    ['no problem was reported', {mapping: {lastProcessingResult: 'OK'}}, 0.98],
    ['no result is known', {mapping: {lastProcessingResult: null}}, 0.98],
    ['a user did', {mapping: {stateTransitionReason: 'USER_INITIATED'}}, 0.98],
    ['the function is gone', {function: null as never}, 0.98],
    ['the role may not read', denied, 0.98],
    ['it is being deleted', {mapping: {state: 'Deleting'}}, 0.98],
  ],
)
