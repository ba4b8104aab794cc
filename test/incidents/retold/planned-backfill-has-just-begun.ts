import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'planned-backfill-has-just-begun',
  story:
    'Six minutes ago a migration began to load an export into the table, eighteen times as fast as customers write. The consumer was prepared with large batches and ten at once for each shard, and keeps up.',
  source: {
    report:
      'awslabs/amazon-dynamodb-tools#164 (a backfill beside a function that replays the stream; nobody goes on before the age is down)',
    rule: 'Lambda Developer Guide, "with-ddb": up to ten batches of a shard at once; "monitoring-metrics-types": IteratorAge',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'write-back-loop', 'hot-partition', 'slow-handler'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 12,
    mapping: {BatchSize: 1000, ParallelizationFactor: 10, StartingPosition: 'LATEST'},
    traffic: {
      invocations: from(-6, about(440), about(160)),
      durations: from(-6, evenly(600, 1500), evenly(60, 180)),
      concurrency: from(-6, always(14), always(3)),
      writes: from(-6, about(160_000, 2, 0.04), about(9000, 2)),
      ages: from(-6, evenly(700, 6500), fresh),
    },
    log: {failing: () => []},
  }),
})
