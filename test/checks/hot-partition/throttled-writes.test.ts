import {throttledWrites} from '../../../src/checks/hot-partition/throttled-writes.ts'
import {published, table, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const twenty = published(() => 20)

testCheck(throttledWrites, {
  fail: [
    [
      'more than is provisioned',
      {
        table: table({billingMode: 'PROVISIONED', provisionedWriteUnits: 50}),
        tableMetrics: tableMetrics(() => 1200, {'WriteThrottleEvents.Sum': twenty, 'WriteProvisionedThroughputThrottleEvents.Sum': twenty}),
      },
      {provisionedWriteUnits: 50, throttles: 240, provisionedThrottles: 240, minutes: 15, billingMode: 'PROVISIONED'},
      {sentence: /240 writes .*15 minutes.*50 write units/},
    ],
    [
      'three minutes',
      {tableMetrics: tableMetrics(() => 1200, {'WriteThrottleEvents.Sum': published(ago => (ago < 7 ? 20 : 0))})},
      {throttles: 60},
    ],
    ['for another reason', {tableMetrics: tableMetrics(() => 1200, {'WriteThrottleEvents.Sum': twenty})}, {provisionedThrottles: 0}],
  ],
  pass: [
    [
      'all of them by a hot partition',
      {
        tableMetrics: tableMetrics(() => 1200, {'WriteThrottleEvents.Sum': twenty, 'WriteKeyRangeThroughputThrottleEvents.Sum': twenty}),
      },
    ],
    [
      'a quarter of an hour ago',
      {tableMetrics: tableMetrics(() => 1200, {'WriteThrottleEvents.Sum': published(ago => (ago > 15 ? 20 : 0))})},
    ],
    ['two minutes', {tableMetrics: tableMetrics(() => 1200, {'WriteThrottleEvents.Sum': published(ago => (ago < 6 ? 20 : 0))})}],
  ],
  unknownWithout: [['tableMetrics'], ['table']],
})
