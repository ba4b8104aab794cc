import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh, from, noise, oneBehind} from '../shapes.ts'

export default defineRetold({
  id: 'row-numbers-as-keys',
  story:
    'An import service that was switched on 42 minutes ago takes the number of a row within its request as the partition key: five keys for all it writes, which lie in two of twelve partitions. Those two shards are late and get later, the ten others are fresh, and the function would have power to spare.',
  source: {
    report:
      'cisco-open/forge#556 (each batch uses the numbers from 0 on as partition keys, so that all hit the same shards); heroku/log-shuttle#59 (one partition key)',
    rule: 'DynamoDB Developer Guide, "bp-partition-key-design"; "Streams": a shard for each partition; Lambda Developer Guide, "with-ddb": one batch of a shard at a time',
  },
  truth: {
    causes: ['hot-partition'],
    not: ['poison-record', 'slow-handler', 'failing-function', 'throttled-concurrency', 'write-back-loop'],
    states: ['slow', 'behind'],
    says: /\bkeys?\b|partition/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 12,
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap', MemorySize: 256},
    mapping: {BatchSize: 100, MaximumRecordAgeInSeconds: -1},
    traffic: {
      // Each of the two lanes does 75 batches of a hundred in a minute, of 10,000 records.
      invocations: from(-42, about(250, 1, 0.02), about(110)),
      durations: evenly(650, 950),
      concurrency: from(-42, always(5), always(3)),
      writes: from(-42, about(26_000, 2, 0.03), about(6000, 2)),
      returned: from(-42, about(21_000, 3, 0.03), about(6000, 2)),
      reads: from(-42, about(2550, 8, 0.01), about(2860, 8, 0.005)),
      ages: from(
        -42,
        oneBehind(-42, 0.6, minute => 3 + (minute + 42) * 15 + 9 * noise(minute, 447)),
        fresh,
      ),
    },
    log: {memoryMb: 256, usedMb: 61, failing: () => []},
  }),
})
