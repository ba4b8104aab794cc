import {unsuitedFunction} from '../../../src/checks/stopped-stream/unsuited-function.ts'
import {lambdaFunction, mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const durable = {function: lambdaFunction({durable: true})}

testCheck(unsuitedFunction, {
  fail: [
    ['tenants', {function: lambdaFunction({tenantIsolation: true})}],
    ['a durable function without a version', durable],
    [
      'a durable function whose execution is too long',
      {function: lambdaFunction({durable: true, executionTimeoutSeconds: 1801}), mapping: mapping({qualifier: 'live'})},
      {},
      {sentence: /ExecutionTimeout is 30 min or less/},
    ],
    [
      'one on managed instances',
      {
        function: lambdaFunction({durable: true, managedInstances: true, executionTimeoutSeconds: 5401}),
        mapping: mapping({qualifier: 'live'}),
      },
    ],
  ],
  pass: [
    [
      'a durable function whose execution fits',
      {function: lambdaFunction({durable: true, executionTimeoutSeconds: 1800}), mapping: mapping({qualifier: 'live'})},
    ],
    [
      'one on managed instances that fits',
      {
        function: lambdaFunction({durable: true, managedInstances: true, executionTimeoutSeconds: 5400}),
        mapping: mapping({qualifier: 'live'}),
      },
    ],
    ['a durable function behind an alias', {...durable, mapping: mapping({qualifier: 'live'})}],
    ['managed instances', {function: lambdaFunction({managedInstances: true})}],
    ['no such function', {function: null}],
  ],
  unknownWithout: [['function'], ['mapping']],
})
