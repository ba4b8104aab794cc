import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, lively, oneBlocked, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'rows-were-stored-before-the-timeout',
  story:
    'The consumer inserts each batch into CrateDB. One invocation ran into its timeout of ten seconds after the database had stored all rows. Each retry inserts the same keys again, and is refused as a duplicate. One shard of six stands still; its records have no fault.',
  source: {
    report: 'crate/cratedb-toolkit#301 (a task times out, its data is stored, and the retries fail with DuplicateKeyException)',
    rule: 'Lambda Developer Guide, "with-ddb": at least once, so the function has to be idempotent; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['poison-record', 'failing-function'],
    not: ['function-timeout', 'hot-partition', 'slow-handler', 'insufficient-throughput'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /DuplicateKey/,
    dead: /update-alias|--timeout \d|put-function-concurrency/,
  },
  world: renamed(
    pipeline({
      shards: 6,
      function: {Runtime: 'python3.11', Handler: 'cdc.handler', MemorySize: 512, Timeout: 10, Architectures: ['x86_64']},
      mapping: {...defaults, ...callFailed, BatchSize: 100, MaximumBatchingWindowInSeconds: 1},
      traffic: {
        invocations: from(-79, about(205), about(240)),
        errors: from(-80, minute => (minute === -80 ? 1 : 3), always(0)),
        durations: (minute, n) =>
          minute === -80 ? [...wavering(70, 480)(minute, n - 1), {n: 1, low: 10_000, high: 10_002}] : wavering(70, 480)(minute, n),
        concurrency: always(3),
        writes: about(5200, 2),
        returned: from(-79, about(4330, 3), about(5200, 2)),
        reads: from(-79, about(1200, 8, 0.005), about(1436, 8, 0.005)),
        ages: oneBlocked(-79, always(3), {leadSeconds: 15, others: lively()}),
      },
      log: {
        memoryMb: 512,
        usedMb: 141,
        report: {status: 'error', errorType: 'IntegrityError', durationMs: 96},
        failing: pythonError(
          'IntegrityError',
          '(crate.client.exceptions.IntegrityError) DuplicateKeyException[A document with the same primary key exists already]',
          '/var/task/sqlalchemy/engine/default.py',
        ),
      },
    }),
    {function: 'crate-cdc', table: 'meter_readings'},
  ),
})
