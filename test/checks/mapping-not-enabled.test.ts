import {mappingNotEnabled} from '../../src/checks/mapping-not-enabled.ts'
import {mapping, nowMs} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(mappingNotEnabled, {
  fail: [
    ['Disabled', {mapping: mapping({state: 'Disabled'})}, {state: 'Disabled'}],
    ['Disabling', {mapping: mapping({state: 'Disabling', lastModifiedMs: nowMs - 5_000})}],
    ['Updating for an hour', {mapping: mapping({state: 'Updating', lastModifiedMs: nowMs - 3_600_000})}],
  ],
  undecidable: [['a state that AWS invented since', {mapping: mapping({state: 'Suspended'})}]],
  pass: [
    ['Updating for a minute', {mapping: mapping({state: 'Updating', lastModifiedMs: nowMs - 60_000})}],
    ['Enabling since nobody knows when', {mapping: mapping({state: 'Enabling', lastModifiedMs: null})}],
  ],
  unknownWithout: [['mapping']],
})
