import {keyRangeThrottles} from '../../../src/checks/hot-partition/key-range-throttles.ts'
import {published, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const hot = (perMinute: (ago: number) => number) => ({
  tableMetrics: tableMetrics(() => 1200, {'WriteKeyRangeThroughputThrottleEvents.Sum': published(perMinute)}),
})

testCheck(keyRangeThrottles, {
  fail: [
    ['in every minute', hot(() => 20), {throttledMinutes: 12, throttles: 240}],
    ['in three minutes', hot(ago => (ago >= 5 && ago <= 7 ? 1 : 0)), {throttledMinutes: 3}],
  ],
  pass: [
    ['a burst of two minutes', hot(ago => (ago === 5 || ago === 6 ? 500 : 0))],
    ['an hour ago', hot(ago => (ago > 60 ? 20 : 0))],
  ],
  unknownWithout: [['tableMetrics'], ['mapping']],
})
