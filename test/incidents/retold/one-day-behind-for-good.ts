import {defaults, pipeline, shard} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'

/** Each partition's shards of a day: about every four hours a shard is closed, and its child goes on. */
const shardList = Array.from({length: 4}, (_, partition) => {
  const shards: ReturnType<typeof shard>[] = []
  for (let generation = 6; generation >= 0; generation--) {
    const older = shards.at(-1)
    const born = 70 + 23 * partition + 240 * generation
    shards.push(
      shard(10 * partition + generation, born, {closed: generation > 0, ...(older !== undefined && {parent: String(older.ShardId)})}),
    )
  }
  return shards
}).flat()

export default defineRetold({
  id: 'one-day-behind-for-good',
  story:
    'The consumer has processed a little less than is written for weeks. It has reached the end of the retention: its age has stood at a day since last Friday, it fails at nothing, and one record in fourteen expires before its turn. Somebody takes the flat line for a healthy one.',
  source: {
    report:
      'awslabs/amazon-kinesis-client#1050, awslabs/amazon-kinesis-client-net#134 (a consumer that is always one day behind, and has an age of 86,100,000 ms)',
    rule: 'DynamoDB Developer Guide, "Streams": records are kept for 24 hours, and may be removed at any moment after that; Lambda Developer Guide, "monitoring-metrics-types"',
  },
  truth: {
    causes: ['silent-loss', 'insufficient-throughput'],
    not: ['poison-record', 'failing-function', 'hot-partition', 'throttled-concurrency', 'write-burst'],
    states: ['losing'],
    verdicts: ['critical'],
    says: /\blost\b|\blos(?:e|es|ing|s)\b|expire/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shardList,
    function: {Runtime: 'java21', Handler: 'parcels.Replicator', MemorySize: 512, LastModified: '2026-08-14T09:40:17.000+0000'},
    mapping: {...defaults, BatchSize: 100},
    traffic: {
      // Four lanes do forty batches of a hundred in a minute.
      invocations: about(40, 1, 0.03),
      durations: evenly(5600, 6350),
      concurrency: always(4),
      writes: about(4300, 2, 0.04),
      returned: about(4000, 3, 0.03),
      reads: about(62, 8),
      ages: (minute, n) => [{n, low: 86_190_000, high: 86_310_000 + 50_000 * noise(minute, 3)}],
    },
    log: {memoryMb: 512, usedMb: 207, failing: () => []},
  }),
})
