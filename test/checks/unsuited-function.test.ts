import {unsuitedFunction} from '../../src/checks/unsuited-function.ts'
import {lambdaFunction, mapping} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

const durable = {function: lambdaFunction({durable: true})}

testCheck(unsuitedFunction, {
  fail: [
    ['tenants', {function: lambdaFunction({tenantIsolation: true})}],
    ['a durable function without a version', durable],
  ],
  pass: [
    ['a durable function behind an alias', {...durable, mapping: mapping({qualifier: 'live'})}],
    ['managed instances', {function: lambdaFunction({managedInstances: true})}],
    ['no such function', {function: null}],
  ],
  unknownWithout: [['function'], ['mapping']],
})
