import {throttledStreamReads} from '../../../src/checks/reading/throttled-stream-reads.ts'
import {published, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const throttled = (perMinute: (ago: number) => number) => ({
  tableMetrics: tableMetrics(() => 1200, {'GetRecords.ThrottledRequests.Sum': published(perMinute)}),
})

testCheck(throttledStreamReads, {
  fail: [['in every minute', throttled(() => 30), {throttledMinutes: 12, throttles: 360}]],
  pass: [
    ['zeros', throttled(() => 0)],
    ['somebody who looked for a minute', throttled(ago => (ago === 6 ? 30 : 0))],
  ],
  unknownWithout: [['tableMetrics']],
})
