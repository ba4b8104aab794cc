import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh, from, oneBehind} from '../shapes.ts'

export default defineRetold({
  id: 'partition-key-is-todays-date',
  story:
    'Since a release of the application, forty minutes ago, its events are kept under the date of the day: nine writes in ten have the same partition key. Their shard is one of eight; it does a batch after the other and gets later, and the seven others have nothing to do. No write is throttled.',
  source: {
    report: 'ferrumio/pydynox#42 (pk = date: all traffic goes to today); BrighterCommand/Brighter#2810 (one topic, one partition)',
    rule: 'DynamoDB Developer Guide, "Streams" and "bp-partition-key-design": a shard for each partition; Lambda Developer Guide, "with-ddb"',
  },
  truth: {
    causes: ['hot-partition'],
    not: ['poison-record', 'reader-contention', 'throttled-concurrency', 'slow-handler'],
    states: ['slow', 'behind'],
    says: /partition|\bkey\b|shard/i,
    dead: /MaximumRetryAttempts=\d|update-alias/,
  },
  world: pipeline({
    shards: 8,
    mapping: {BatchSize: 100},
    traffic: {
      invocations: from(-40, about(185, 1, 0.04), about(270)),
      durations: evenly(560, 780),
      concurrency: from(-40, always(3), always(6)),
      writes: about(16_000, 2),
      // 8,500 of the 14,400 records of the one key are done in a minute.
      returned: from(-40, about(10_100, 3), about(16_000, 2)),
      reads: from(-40, always(1765), always(1920)),
      ages: from(
        -40,
        oneBehind(-40, 0.46, minute => 2 + (minute + 40) * 24.5),
        fresh,
      ),
    },
    log: {failing: () => []},
  }),
})
