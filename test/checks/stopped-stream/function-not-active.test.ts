import {functionNotActive} from '../../../src/checks/stopped-stream/function-not-active.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(functionNotActive, {
  fail: [
    ['gone', {function: null}, {state: 'gone'}],
    ['failed', {function: lambdaFunction({state: 'Failed', stateReasonCode: 'InvalidSubnet'})}, {reasonCode: 'InvalidSubnet'}],
    ['inactive', {function: lambdaFunction({state: 'Inactive', stateReasonCode: 'Idle'})}],
    ['an update that failed', {function: lambdaFunction({lastUpdateStatus: 'Failed'})}, {state: 'Active'}],
    ['switched off', {function: lambdaFunction({state: 'Deactivated'})}],
  ],
  pass: [
    ['pending', {function: lambdaFunction({state: 'Pending', stateReasonCode: 'Creating'})}],
    ['an update on its way', {function: lambdaFunction({lastUpdateStatus: 'InProgress'})}],
  ],
  undecidable: [
    ['a state that came later', {function: lambdaFunction({state: 'Hibernating'})}],
    ['no state given, as in a list of functions', {function: lambdaFunction({state: null, lastUpdateStatus: null})}],
  ],
  unknownWithout: [['function'], ['mapping']],
})
