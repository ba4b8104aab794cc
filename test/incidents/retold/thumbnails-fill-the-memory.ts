import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from} from '../shapes.ts'

const since = -41
const stuck = 8

export default defineRetold({
  id: 'thumbnails-fill-the-memory',
  story:
    'Since 41 minutes the app stores thumbnails of some 90 KB in one item of ten. The consumer of 256 MB unpacks all of a batch at once. Two whole albums came at once, to two shards of four, and their batches are more than it can hold: it is killed each time, and the same batch comes again. All other batches are small.',
  source: {
    report:
      'guardian/consent-management-platform#623 (the memory of a function is raised, as it reaches its limit sometimes); shevchenkos/DynamoDbBackUp#9 (items that pile up in the memory until the process is killed)',
    rule: 'Lambda Developer Guide, "troubleshooting-invocation": signal: killed; Max Memory Used in the REPORT line',
  },
  truth: {
    causes: ['memory-exhausted'],
    not: ['hot-partition', 'insufficient-throughput', 'slow-handler', 'function-timeout', 'network-unreachable'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /memory/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|put-function-concurrency/,
  },
  world: pipeline({
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 256, Timeout: 60},
    mapping: {...defaults, ...callFailed, BatchSize: 200},
    traffic: {
      invocations: from(since, about(62), about(104)),
      errors: from(since, always(stuck), always(0)),
      durations: from(
        since,
        (_, n) => [
          {n: n - stuck, low: 90, high: 480},
          {n: stuck, low: 3100, high: 5200},
        ],
        evenly(90, 420),
      ),
      concurrency: from(since, always(4), always(2)),
      // 90 write units for one item of ten, one for the others.
      writes: from(since, about(6900, 2), about(700, 2)),
      returned: from(since, about(355, 3), about(700, 2)),
      reads: from(since, about(485, 8, 0.01), about(950, 8, 0.01)),
      ages: (minute, n) => {
        if (minute < since) return [{n, low: 250, high: 1400}]
        const second = (minute - since) * 60
        return [
          {n: n - stuck, low: 250, high: 1600},
          {n: stuck / 2, low: (second + 4) * 1000, high: (second + 60) * 1000},
          {n: stuck / 2, low: (second + 2) * 1000, high: (second + 55) * 1000},
        ]
      },
    },
    log: {
      memoryMb: 256,
      usedMb: 171,
      report: {status: 'error', errorType: 'Runtime.OutOfMemory', usedMb: 256, durationMs: 4180},
      failing: ({id}) => [`RequestId: ${id} Error: Runtime exited with error: signal: killed`],
    },
  }),
})
