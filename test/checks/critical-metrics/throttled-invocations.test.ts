import {throttledInvocations} from '../../../src/checks/critical-metrics/throttled-invocations.ts'
import {functionMetrics, published} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const throttles = (perMinute: (ago: number) => number) => ({
  functionMetrics: functionMetrics(() => 1, {'Throttles.Sum': published(perMinute)}),
})

testCheck(throttledInvocations, {
  fail: [
    ['a third of the attempts', throttles(() => 30), {minutes: 15}],
    [
      'all attempts of a function that is stopped',
      {functionMetrics: functionMetrics(() => null, {'Throttles.Sum': published(() => 9)})},
      {share: 1},
    ],
  ],
  pass: [
    ['a few in a burst', throttles(ago => (ago === 10 ? 20 : 0))],
    ['throttles that ended', throttles(ago => (ago > 30 ? 99 : 0))],
  ],
  unknownWithout: [['functionMetrics']],
})
