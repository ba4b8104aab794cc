import {accountConcurrencyTooLow} from '../../../src/checks/rising-age/account-concurrency-too-low.ts'
import {lambdaFunction, mapping, stream} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const account = (concurrentExecutions: number, unreservedConcurrentExecutions = concurrentExecutions) => ({
  accountSettings: {concurrentExecutions, unreservedConcurrentExecutions},
})

testCheck(accountConcurrencyTooLow, {
  fail: [
    ['a new account', {...account(10), stream: stream(12)}, {needed: 12, unreservedConcurrency: 10, advisedLimit: 1000}],
    [
      'a pool that reserves have made small',
      {...account(1000, 100), stream: stream(30), mapping: mapping({parallelizationFactor: 4})},
      {needed: 120},
    ],
    ['more than the usual limit', {...account(1000, 900), stream: stream(1500)}, {advisedLimit: 1600}],
  ],
  pass: [
    ['as many as needed', {...account(10), stream: stream(10)}],
    ['a reserve of its own', {...account(10), stream: stream(12), function: lambdaFunction({reservedConcurrency: 12})}],
    ['no such function', {...account(10), stream: stream(12), function: null}],
  ],
  unknownWithout: [['accountSettings'], ['function']],
})
