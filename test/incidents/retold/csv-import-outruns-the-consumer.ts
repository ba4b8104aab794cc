import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'csv-import-outruns-the-consumer',
  story:
    'A colleague loads a file of some millions of rows into the table since 24 minutes, as fast as the table takes them. All ten shards run at their limit with full batches of fifty; nothing fails, nothing is throttled, and everything is a quarter of an hour late.',
  source: {
    report: 'a-h/ddbimport#1 (an import that goes as fast as the table lets it)',
    rule: 'Lambda Developer Guide, "with-ddb": one batch of a shard at a time; "monitoring-metrics-types": IteratorAge',
  },
  truth: {
    causes: ['write-burst', 'insufficient-throughput'],
    not: ['slow-handler', 'hot-partition', 'poison-record', 'write-back-loop', 'throttled-concurrency'],
    states: ['slow', 'behind'],
    says: /writ|burst/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 10,
    function: {Runtime: 'ruby3.4', Handler: 'index.handler', MemorySize: 512},
    mapping: {BatchSize: 50},
    traffic: {
      invocations: from(-24, about(1330, 1, 0.03), about(190)),
      durations: from(-24, evenly(350, 520), evenly(60, 480)),
      concurrency: from(-24, always(10), always(4)),
      writes: from(-24, about(180_000, 2, 0.04), about(8000, 2)),
      returned: from(-24, about(66_500, 3, 0.04), about(8000, 2)),
      reads: from(-24, about(1340, 8, 0.03), always(2400)),
      // 66,500 of 180,000 records a minute.
      ages: from(
        -24,
        aged(minute => 3 + (minute + 24) * 37.5, 18),
        fresh,
      ),
    },
  }),
})
