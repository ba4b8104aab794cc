import {x86Architecture} from '../../../src/checks/function/x86-architecture.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(x86Architecture, {
  fail: [['x86_64', {function: lambdaFunction({architecture: 'x86_64'})}]],
  pass: [['an architecture that AWS does not give', {function: lambdaFunction({architecture: null})}]],
  unknownWithout: [['function']],
})
