import {durationRising} from '../../../src/checks/critical-metrics/duration-rising.ts'
import {functionMetrics, published, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const lasting = (ms: (ago: number) => number) => functionMetrics(() => 1, {'Duration.Average': published(ms)})
const slower = lasting(ago => (ago > 20 ? 130 : 300))
const records = (perMinute: (ago: number) => number) => tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(perMinute)})

testCheck(durationRising, {
  fail: [
    ['twice as long since twenty minutes', {functionMetrics: slower}, {recentMs: 300, earlierMs: 130}],
    ['just more than 1.5 times as long', {functionMetrics: lasting(ago => (ago > 20 ? 200 : 301))}, {times: 1.505}],
    ['as long for half the records', {functionMetrics: slower, tableMetrics: records(ago => (ago > 20 ? 1200 : 600))}],
  ],
  pass: [
    ['fuller batches', {functionMetrics: slower, tableMetrics: records(ago => (ago > 20 ? 1200 : 3600))}],
    ['1.5 times as long', {functionMetrics: lasting(ago => (ago > 20 ? 200 : 300))}],
    ['a few slow minutes', {functionMetrics: lasting(ago => (ago < 8 ? 900 : 130))}],
    ['durations that vary as much as ever', {functionMetrics: lasting(ago => (ago <= 20 ? 330 : ago % 2 ? 100 : 320))}],
    ['no invocation at all', {functionMetrics: functionMetrics(() => null)}],
  ],
  unknownWithout: [['functionMetrics']],
})
