import {tracingOff} from '../../../src/checks/function/tracing-off.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(tracingOff, {
  fail: [['pass-through', {function: lambdaFunction({tracingMode: 'PassThrough'})}]],
  pass: [['a mode that AWS does not give', {function: lambdaFunction({tracingMode: null})}]],
  unknownWithout: [['function']],
})
