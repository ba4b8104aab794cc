import {functionUnavailable} from '../../../src/causes/function-unavailable.ts'
import {causeTable} from '../../support/cause-table.ts'
import {functionVersion} from '../../support/evidence.ts'

const stopped = {lag: {state: 'stopped', because: ['no batch since 02:30', 'records were written']}} as const
const versions = [functionVersion('$LATEST'), functionVersion('8'), functionVersion('12')]

causeTable(functionUnavailable, 'it is Failed', {...stopped, function: {state: 'Failed', stateReasonCode: 'ImageDeleted'}}, 0.97, [
  ['it is not known', {function: 'denied'}, 'open'],
  ['it is not known, and batches arrive', {function: 'denied', lag: {state: 'ok'}}, 'ruled-out'],
  ['neither it nor the lag is known', {function: 'denied', lag: 'denied'}, 'open'],
  ['no record is late', {lag: {state: 'ok'}}, 0.7],
  ['the backlog shrinks', {lag: {state: 'recovering'}}, 0.7],
  ['the age is high', {lag: {state: 'behind'}}, 0.97],
  ['the lag is not known', {lag: 'denied'}, 0.97],
  ['the reason is not known', {function: {stateReasonCode: null}}, 0.97],
  ['the reason has no text', {function: {stateReasonCode: 'SomethingNew'}}, 0.97],
  ['the reason passes', {function: {stateReasonCode: 'Restoring'}}, 0.97],
  ['it is Active', {function: {state: 'Active', stateReasonCode: null}}, 'ruled-out'],
  ['it is Active, with a reason', {function: {state: 'Active'}}, 'ruled-out'],
  ['it is Inactive', {function: {state: 'Inactive', stateReasonCode: 'Idle'}}, 'ruled-out'],
  ['it is Inactive, and its subnet is gone', {function: {state: 'Inactive', stateReasonCode: 'InvalidSubnet'}}, 0.97],
  ['it is Inactive without a reason', {function: {state: 'Inactive', stateReasonCode: null}}, 'ruled-out'],
  ['it is Pending', {function: {state: 'Pending', stateReasonCode: 'Creating'}}, 'ruled-out'],
  ['it is Pending, restoring', {function: {state: 'Pending', stateReasonCode: 'Restoring'}}, 'ruled-out'],
  ['it is Pending for another reason', {function: {state: 'Pending', stateReasonCode: 'EniLimitExceeded'}}, 0.97],
  ['it is Deleting', {function: {state: 'Deleting', stateReasonCode: null}, lag: {state: 'ok'}}, 0.7],
  ['it is Deactivated', {function: {state: 'Deactivated', stateReasonCode: null}, lag: {state: 'ok'}}, 0.7],
  ['it is ActiveNonInvocable', {function: {state: 'ActiveNonInvocable', stateReasonCode: null}, lag: {state: 'ok'}}, 0.7],
  ['a state that is new', {function: {state: 'Sleeping', stateReasonCode: null}}, 0.97],
  ['a state that is new, and batches arrive', {function: {state: 'Sleeping', stateReasonCode: null}, lag: {state: 'ok'}}, 'open'],
  ['no state', {function: {state: null, stateReasonCode: 'ImageDeleted'}}, 'ruled-out'],
  ['the mapping is not known', {mapping: 'denied'}, 0.97],
  ['it does not exist', {function: null as never}, 0.97],
  ['it does not exist, and batches arrive', {function: null as never, lag: {state: 'ok'}}, 0.7],
  ['it does not exist, nor is the mapping known', {function: null as never, mapping: 'denied'}, 0.97],
  ['its version does not exist', {function: null as never, mapping: {qualifier: '7'}, versions}, 0.97],
  ['it isolates tenants', {function: {state: 'Active', stateReasonCode: null, tenantIsolation: true}}, 0.97],
  [
    'it isolates tenants, and the mapping is not known',
    {function: {state: 'Active', stateReasonCode: null, tenantIsolation: true}, mapping: 'denied'},
    'ruled-out',
  ],
  ['it is durable', {function: {state: 'Active', stateReasonCode: null, durable: true}, versions}, 0.97],
  [
    'it is durable, and the newest code is invoked',
    {function: {state: 'Active', stateReasonCode: null, durable: true}, versions, mapping: {qualifier: '$LATEST'}},
    0.97,
  ],
  ['it is durable, and has no version', {function: {state: 'Active', stateReasonCode: null, durable: true}, versions: []}, 0.97],
  [
    'it is durable, and isolates tenants',
    {function: {state: 'Active', stateReasonCode: null, durable: true, tenantIsolation: true}, versions},
    0.97,
  ],
  [
    'it is durable, behind an alias',
    {function: {state: 'Active', stateReasonCode: null, durable: true}, mapping: {qualifier: 'live'}},
    'ruled-out',
  ],
  ['it is Active, and the state carries a reason that has a text', {function: {state: 'Active', durable: true}, versions}, 0.97],
])

const problem = (error: string) => ({mapping: {lastProcessingResult: `PROBLEM: ${error}`}})

causeTable(
  functionUnavailable,
  'its environment cannot be decrypted',
  {
    ...stopped,
    ...problem('Lambda was unable to decrypt the environment variables: KMSDisabledException'),
    function: {environmentKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1'},
  },
  0.95,
  [
    ['no record is late', {lag: {state: 'ok'}}, 0.7],
    ['the backlog shrinks', {lag: {state: 'recovering'}}, 0.7],
    ['the age is high', {lag: {state: 'behind'}}, 0.95],
    ['the lag is not known', {lag: 'denied'}, 0.95],
    ['its key is that of AWS', {function: {environmentKeyArn: null}}, 0.95],
    ['a policy denies it', problem('KMSAccessDeniedException: access was denied'), 0.95],
    ['a policy denies it, and the key is that of AWS', {...problem('KMSAccessDeniedException'), function: {environmentKeyArn: null}}, 0.95],
    ['in other words', problem('cannot decrypt the environment variables, access is denied'), 0.95],
    ['the key has another state', problem('KMSInvalidStateException'), 0.95],
    ['the key is gone', problem('KMSNotFoundException'), 0.95],
    ['another error', problem('Function call failed'), 'ruled-out'],
    ['no problem', {mapping: {lastProcessingResult: 'OK: KMSDisabledException'}}, 'ruled-out'],
    ['no result', {mapping: {lastProcessingResult: null}}, 'ruled-out'],
    ['the mapping is not known', {mapping: 'denied'}, 'ruled-out'],
  ],
)
