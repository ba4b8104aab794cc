import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly, noise} from '../shapes.ts'

export default defineRetold({
  id: 'window-of-five-minutes',
  story:
    'The mapping gathers records for up to five minutes, as its owner wants. On this quiet table the last record of a batch is often minutes old when the batch is sent.',
  source: {
    report: 'awslabs/aws-lambda-redshift-loader#69 (batches by age); cds-snc/forms-terraform#169 (waits for 25 items)',
    rule: 'Lambda Developer Guide, "invocation-eventsourcemapping": MaximumBatchingWindowInSeconds up to 300; IteratorAge is that of the last record',
  },
  truth: {
    causes: [null],
    not: ['slow-handler', 'insufficient-throughput', 'poison-record', 'reader-contention'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 2,
    mapping: {BatchSize: 10_000, MaximumBatchingWindowInSeconds: 300},
    traffic: {
      invocations: minute => (Math.abs(minute) % 5 === 2 ? 2 : 0),
      writes: minute => (noise(minute, 8) < 0.5 ? 2 : 0),
      concurrency: minute => (Math.abs(minute) % 5 === 2 ? 2 : 0),
      durations: evenly(90, 200),
      ages: (minute, n) => [{n, low: 9000 + 60_000 * noise(minute, 3), high: 90_000 + 190_000 * noise(minute, 5)}],
    },
    log: {failing: () => []},
  }),
})
