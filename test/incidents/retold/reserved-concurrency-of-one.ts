import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'

export default defineRetold({
  id: 'reserved-concurrency-of-one',
  story:
    'The function has a reserved concurrency of one to protect its target; the stream has eight shards. Most tries are throttled, and batches wait half a minute for their turn.',
  source: {
    report: 'apex/up#709 (a small reserve to protect a database); awslabs/aws-solutions-constructs#79',
    rule: 'Lambda Developer Guide, "configuration-concurrency"; "with-ddb": one invocation for each shard at a time',
  },
  truth: {causes: ['throttled-concurrency'], states: ['behind', 'slow'], says: /reserved concurrency/i},
  world: pipeline({
    shards: 8,
    around: {reserved: 1},
    mapping: {BatchSize: 500},
    traffic: {
      invocations: about(48, 1, 0.05),
      durations: evenly(900, 1400),
      throttles: about(310, 6),
      concurrency: always(1),
      reads: always(1700),
      ages: (minute, n) => [{n, low: 3000, high: 38_000 + 16_000 * noise(minute, 14)}],
    },
  }),
})
