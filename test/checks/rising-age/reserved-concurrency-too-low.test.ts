import {reservedConcurrencyTooLow} from '../../../src/checks/rising-age/reserved-concurrency-too-low.ts'
import {lambdaFunction, mapping, stream} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(reservedConcurrencyTooLow, {
  fail: [
    [
      'two for four shards',
      {function: lambdaFunction({reservedConcurrency: 2})},
      {needed: 4, openShards: 4},
      {command: /^ddbstream configure orders-projector --region us-east-1 --reserved-concurrency 4$/, fix: /^Reserve 4 or more/},
    ],
    [
      'eight for four shards × 10',
      {function: lambdaFunction({reservedConcurrency: 8}), mapping: mapping({parallelizationFactor: 10})},
      {needed: 40},
    ],
    ['zero, which stops the function', {function: lambdaFunction({reservedConcurrency: 0})}, {reservedConcurrency: 0}],
  ],
  pass: [
    ['as many as shards', {function: lambdaFunction({reservedConcurrency: 4})}],
    [
      'closed shards do not count',
      {
        function: lambdaFunction({reservedConcurrency: 1}),
        stream: stream(1, {shards: [...stream(1).shards, {shardId: 'shardId-1-a', parentShardId: null, open: false}]}),
      },
    ],
    ['no such function', {function: null}],
  ],
  unknownWithout: [['function'], ['stream'], ['mapping']],
})
