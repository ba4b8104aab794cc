import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, between, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'bulk-load-in-batches-of-one',
  story:
    'An import writes 2,400 records a minute for forty minutes; the mapping has a batch size of one. Every invocation succeeds, and the position moves all the time, slowly.',
  source: {
    report: 'aws-amplify/amplify-cli#4695, #7651 (batch size of one); nasa/cumulus-api#127',
    rule: 'Lambda Developer Guide, "with-ddb": one batch at a time for each shard; a batch without a failure is not sent again',
  },
  truth: {
    causes: ['insufficient-throughput', 'write-burst'],
    states: ['slow', 'behind', 'recovering'],
    not: ['poison-record', 'failing-function'],
    says: /batch/i,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 2,
    mapping: {...defaults, BatchSize: 1},
    traffic: {
      invocations: from(-75, about(630, 1, 0.03), about(200)),
      durations: evenly(140, 185),
      concurrency: from(-75, always(2), always(1)),
      writes: between(-75, -35, about(2400, 2), about(200, 2)),
      returned: from(-75, about(630, 3, 0.03), about(200, 2)),
      reads: from(-75, always(90), always(480)),
      // 630 of 2,400 records a minute: the age grows by 44 s in a minute for as long as the position lies in the import.
      ages: from(
        -75,
        aged(minute => (minute + 75) * 44.2, 14),
        fresh,
      ),
    },
  }),
})
