import {pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, noise} from '../shapes.ts'

export default defineRetold({
  id: 'batches-of-half-a-minute-keep-up',
  story:
    'The consumer asks a language model about each record, and a batch takes half a minute. That is meant so. Twelve lanes are half busy, batches are not full, and no record waits for more than its turn. A new colleague sees 38 seconds in the graph of durations and asks for the reason.',
  source: {
    report:
      'aws-solutions/real-time-iot-device-monitoring-with-kinesis#11 (a function takes close to two minutes: "curious in knowing the reason")',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": Duration, and IteratorAge of the last record of a batch; "with-ddb": one batch of a lane at a time',
  },
  truth: {
    causes: [null],
    not: ['slow-handler', 'insufficient-throughput', 'function-timeout', 'poison-record', 'hot-partition'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /--memory-size|update-alias/,
  },
  world: renamed(
    pipeline({
      shards: 6,
      function: {Runtime: 'python3.13', Handler: 'enrich.handler', MemorySize: 512, Timeout: 180},
      mapping: {BatchSize: 25, ParallelizationFactor: 2, MaximumBatchingWindowInSeconds: 0},
      traffic: {
        invocations: about(13, 1, 0.15),
        durations: (minute, n) => [{n, low: 19_000 + 4000 * noise(minute, 31), high: 32_000 + 6000 * noise(minute, 32)}],
        concurrency: minute => Math.round(6 + 3 * noise(minute, 33)),
        writes: about(190, 2, 0.15),
        reads: about(1420, 8, 0.01),
        ages: (minute, n) => [{n, low: 250 + 300 * noise(minute, 34), high: 3800 + 7400 * noise(minute, 35)}],
      },
      log: {memoryMb: 512, usedMb: 168, failing: () => []},
    }),
    {function: 'feedback-enricher', table: 'feedback-items'},
  ),
})
