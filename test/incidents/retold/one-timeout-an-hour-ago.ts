import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, lively, wavering} from '../shapes.ts'

/** A few times a day one request of the search cluster takes longer than the timeout. */
const isSlow = (minute: number): boolean => minute === -71 || minute === -166

export default defineRetold({
  id: 'one-timeout-an-hour-ago',
  story:
    'A few times a day one bulk request of the search cluster is slow, and the invocation ends at its timeout of five seconds. The batch passes at the next try, as it did an hour and ten minutes ago. Somebody was paged for it and wants to know whether the timeout has to be raised.',
  source: {
    report:
      'Crown-Commercial-Service/digitalmarketplace-aws#298 (some occasional timeouts, a few a day, of the functions that write to Elasticsearch)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": the batch is sent again; "monitoring-metrics-types": Errors, Duration',
  },
  truth: {
    causes: [null],
    not: ['function-timeout', 'failing-function', 'poison-record', 'slow-handler', 'network-unreachable'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /--timeout \d/,
  },
  world: pipeline({
    shards: 5,
    function: {Runtime: 'nodejs22.x', MemorySize: 512, Timeout: 5},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(142),
      errors: minute => (isSlow(minute) ? 1 : 0),
      durations: (minute, n) => {
        const slow = isSlow(minute) ? 1 : 0
        return [...wavering(70, 640)(minute, n - slow), {n: slow, low: 5000, high: 5001}]
      },
      concurrency: always(3),
      writes: about(7700, 2),
      reads: about(1195, 8, 0.005),
      ages: (minute, n) => (isSlow(minute) ? [...lively()(minute, n - 1), {n: 1, low: 6100, high: 7400}] : lively()(minute, n)),
    },
    log: {
      memoryMb: 512,
      usedMb: 127,
      report: {status: 'timeout', durationMs: 5000},
      failing: () => [],
      coldMs: ({nth, minute}) => (nth === 0 && Math.abs(minute) % 13 === 6 ? 580 : undefined),
    },
  }),
})
