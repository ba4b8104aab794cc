import {concurrencyNearLimit} from '../../../src/checks/critical-metrics/concurrency-near-limit.ts'
import {accountMetrics, functionMetrics, lambdaFunction, published} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const using = (n: number) => functionMetrics(() => 1, {'ConcurrentExecutions.Maximum': published(() => n)})

testCheck(concurrencyNearLimit, {
  fail: [
    [
      'nine of ten reserved',
      {function: lambdaFunction({reservedConcurrency: 10}), functionMetrics: using(9)},
      {used: 9, allowed: 10, limit: 'reserved concurrency'},
      {
        command: /^ddbstream configure orders-projector --region us-east-1 --reserved-concurrency 12$/,
        fix: /^Raise the reserved concurrency\./,
      },
    ],
    ['eight of ten', {function: lambdaFunction({reservedConcurrency: 10}), functionMetrics: using(8)}, {share: 0.8}, {command: / 11$/}],
    [
      'a full account',
      {accountMetrics: accountMetrics({'ConcurrentExecutions.Maximum': published(() => 950)})},
      {used: 950, limit: "account's limit"},
      {command: /^aws lambda get-account-settings --region us-east-1$/, fix: /Request a higher limit/},
    ],
    [
      'a full account an hour ago',
      {accountMetrics: accountMetrics({'ConcurrentExecutions.Maximum': published(ago => (ago === 60 ? 950 : 40))})},
      {used: 950},
    ],
    [
      'an unreserved pool that others have made small',
      {
        accountSettings: {concurrentExecutions: 1000, unreservedConcurrentExecutions: 100},
        accountMetrics: accountMetrics({'UnreservedConcurrentExecutions.Maximum': published(() => 90)}),
      },
      {allowed: 100},
    ],
    [
      'a reserve that was lowered: only the use since counts, and the advice is that of the cause',
      {
        function: lambdaFunction({reservedConcurrency: 2}),
        functionMetrics: functionMetrics(() => 1, {'ConcurrentExecutions.Maximum': published(ago => (ago > 20 ? 8 : 2))}),
      },
      {used: 2, allowed: 2, share: 1},
      {command: /--reserved-concurrency 4$/},
    ],
  ],
  pass: [
    ['half of the reserve', {function: lambdaFunction({reservedConcurrency: 10}), functionMetrics: using(7.9)}],
    [
      'a full account does not touch a reserve',
      {
        function: lambdaFunction({reservedConcurrency: 10}),
        accountMetrics: accountMetrics({'ConcurrentExecutions.Maximum': published(() => 1000)}),
      },
    ],
    [
      'a peak that is older than the limit',
      {
        function: lambdaFunction({reservedConcurrency: 10}),
        functionMetrics: functionMetrics(() => 1, {'ConcurrentExecutions.Maximum': published(ago => (ago > 20 ? 40 : 3))}),
      },
    ],
    [
      'a peak of more than an hour ago',
      {accountMetrics: accountMetrics({'ConcurrentExecutions.Maximum': published(ago => (ago > 60 ? 1000 : 40))})},
    ],
  ],
  undecidable: [['no limit is told', {accountSettings: {concurrentExecutions: null, unreservedConcurrentExecutions: null}}]],
  unknownWithout: [['functionMetrics'], ['function'], ['accountSettings'], ['accountMetrics']],
})
