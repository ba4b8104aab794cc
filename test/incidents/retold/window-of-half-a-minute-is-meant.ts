import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {noise} from '../shapes.ts'

const writes = (minute: number): number => Math.floor(1 + 4 * noise(minute, 8))

export default defineRetold({
  id: 'window-of-half-a-minute-is-meant',
  story:
    'The mapping gathers records for thirty seconds, to send one message for several changes. Each minute has a few writes, so nearly every batch waits for the whole window. A new colleague sees half a minute in the graph of the age and thinks that the consumer is slow.',
  source: {
    report:
      'pulumi/pulumi-awsx#1013 (a batching window for the trigger of a table); mapbox/cloudfriend#75 (better batching for functions on streams)',
    rule: 'Lambda Developer Guide, "with-ddb": Lambda reads on until the batch is full or the batching window is over',
  },
  truth: {
    causes: [null],
    not: ['slow-handler', 'insufficient-throughput', 'poison-record', 'cold-start-burden', 'throttled-concurrency'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /ParallelizationFactor=\d|put-provisioned-concurrency-config/,
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {BatchSize: 100, MaximumBatchingWindowInSeconds: 30},
    traffic: {
      invocations: minute => (writes(minute) > 2 ? 2 : 1),
      writes,
      concurrency: () => 1,
      durations: (minute, n) => [{n, low: 110 + 60 * noise(minute, 4), high: 190 + 160 * noise(minute, 5)}],
      ages: (minute, n) => [{n, low: 4000 + 14_000 * noise(minute, 6), high: 21_000 + 9300 * noise(minute, 7)}],
    },
    log: {memoryMb: 256, usedMb: 82, failing: () => []},
  }),
})
