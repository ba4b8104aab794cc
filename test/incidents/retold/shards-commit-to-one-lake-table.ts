import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

const conflicts = about(24, 5, 0.15)

export default defineRetold({
  id: 'shards-commit-to-one-lake-table',
  story:
    'Ten shards are written to one table of a data lake. Two batches that commit in the same second exclude each other, and the later one throws: more than a fifth of the invocations fails, all day, since the service exists. The batch passes at one of the next attempts.',
  source: {
    report: 'delta-io/delta-rs#2379 (a stream of a table, and invocations of several shards that commit at once)',
    rule: 'Lambda Developer Guide, "with-ddb": one invocation for each shard at the same time; "services-dynamodb-errors": the batch is sent again',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'silent-loss', 'shard-rollover'],
    states: ['ok', 'behind'],
    says: /commit|Metadata changed/i,
    dead: /ParallelizationFactor=\d|MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 10,
    function: {Runtime: 'python3.12', Handler: 'lake.handler', MemorySize: 2048, Timeout: 60},
    mapping: {...defaults, BatchSize: 500, MaximumBatchingWindowInSeconds: 5},
    traffic: {
      invocations: about(110),
      errors: conflicts,
      durations: (_, n) => [{n, low: 1500, high: 4200}],
      concurrency: always(8),
      writes: about(6000, 2),
      reads: about(2300, 8),
      ages: (minute, n) => {
        const bad = Math.round(conflicts(minute))
        return [
          {n: n - bad, low: 1800, high: 9800},
          {n: bad, low: 6000, high: 24_000},
        ]
      },
    },
    log: {
      memoryMb: 2048,
      usedMb: 612,
      report: {status: 'error', errorType: 'CommitFailedError', durationMs: 4100},
      failing: () => [
        '[ERROR] CommitFailedError: Failed to commit transaction: Metadata changed since last commit.\nTraceback (most recent call last):\n  File "/var/task/lake.py", line 33, in handler\n    write_deltalake(TABLE, batch, mode="append", storage_options=OPTIONS)\n  File "/var/task/deltalake/writer.py", line 324, in write_deltalake\n    table._table.write(',
      ],
    },
  }),
})
