import {logGroupMissing} from '../../../src/checks/function/log-group-missing.ts'
import {functionMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(logGroupMissing, {
  with: {logGroup: {name: '/aws/lambda/orders-projector', logGroupClass: 'STANDARD'}},
  fail: [['no log group', {logGroup: null}, {logGroup: '/aws/lambda/orders-projector'}]],
  pass: [
    ['it was not invoked', {logGroup: null, functionMetrics: functionMetrics(() => null)}],
    ['no such function', {logGroup: null, function: null}],
  ],
  unknownWithout: [['logGroup'], ['function'], ['functionMetrics']],
})
