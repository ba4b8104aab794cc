import {reportLinesOff} from '../../../src/checks/function/report-lines-off.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(reportLinesOff, {
  fail: [['JSON from WARN on', {function: lambdaFunction({logFormat: 'JSON', systemLogLevel: 'WARN'})}]],
  pass: [
    ['JSON from INFO on', {function: lambdaFunction({logFormat: 'JSON', systemLogLevel: 'INFO'})}],
    ['text, which has no levels', {function: lambdaFunction({logFormat: 'Text', systemLogLevel: 'WARN'})}],
    ['no such function', {function: null}],
  ],
  unknownWithout: [['function']],
})
