import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'parallelization-lowered',
  story:
    'To save connections of the database somebody lowered ParallelizationFactor from 8 to 1, three quarters of an hour ago. Nothing fails; every shard is late and gets later.',
  source: {
    report: 'storacha/w3infra#398, #403 (raised from 1 to 10, which ended the lag; told here the other way round)',
    rule: 'Lambda Developer Guide, "with-ddb": concurrent batches for each shard',
  },
  truth: {
    causes: ['insufficient-throughput'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'write-burst'],
    says: /ParallelizationFactor/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    metricDelayMinutes: 3,
    mapping: {BatchSize: 100, ParallelizationFactor: 1, LastModified: epochSeconds(46)},
    traffic: {
      // A batch takes 4 s: 15 a minute for each of four shards, where 90 were done before.
      invocations: from(-44, about(58, 1, 0.03), about(92)),
      durations: evenly(3700, 4300),
      concurrency: from(-44, always(4), always(8)),
      returned: from(-44, about(5800, 3), about(9000, 2)),
      ages: from(
        -44,
        aged(minute => (minute + 44) * 21.3, 12),
        fresh,
      ),
    },
  }),
})
