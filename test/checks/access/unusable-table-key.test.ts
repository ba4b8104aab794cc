import {unusableTableKey} from '../../../src/checks/access/unusable-table-key.ts'
import {customerKey} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(unusableTableKey, {
  with: {tableKey: customerKey()},
  fail: [
    ['it is disabled', {tableKey: customerKey({state: 'Disabled', policy: null})}, {state: 'Disabled'}],
    ['it is to be deleted', {tableKey: customerKey({state: 'PendingDeletion', policy: null})}, {state: 'PendingDeletion'}],
    ['there is no such key', {tableKey: customerKey({state: null, policy: null})}, {state: null}],
  ],
  pass: [
    ['no key of the customer', {tableKey: null}],
    ['a key whose region moves', {tableKey: customerKey({state: 'Updating'})}],
  ],
  undecidable: [['a state that came later', {tableKey: customerKey({state: 'Resting'})}]],
  unknownWithout: [['tableKey']],
})
