import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'emoji-in-a-column-of-three-bytes',
  story:
    'The consumer copies comments into MySQL. The column of the text holds characters of three bytes, and a customer wrote an emoji, which has four. The row is refused, with it the batch of two hundred, again and again since the morning. The other shard goes on.',
  source: {
    report: 'collectiveidea/delayed_job#1030 (one emoji, and the queue is never processed again); calzoneman/sync#419',
    rule: 'MySQL Reference Manual, "charset-unicode-utf8mb3"; Lambda Developer Guide, "services-dynamodb-errors": a batch is retried until it passes or expires',
  },
  truth: {
    causes: ['poison-record'],
    not: ['hot-partition', 'slow-handler', 'insufficient-throughput', 'network-unreachable'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /Incorrect string value/,
    dead: /update-alias|--timeout \d|--memory-size/,
  },
  world: renamed(
    pipeline({
      shards: 2,
      metricDelayMinutes: 1,
      function: {Runtime: 'python3.12', Handler: 'sync.lambda_handler', MemorySize: 384, Timeout: 30},
      mapping: {...defaults, ...callFailed, BatchSize: 200, MaximumBatchingWindowInSeconds: 5},
      traffic: {
        invocations: from(-204, about(13), about(22)),
        errors: from(-204, always(1), always(0)),
        durations: evenly(80, 640),
        concurrency: always(2),
        writes: about(380, 2),
        returned: from(-204, about(190, 3), about(380, 2)),
        reads: from(-204, about(241, 8, 0.005), about(478, 8, 0.005)),
        ages: oneBlocked(-204, always(1), {leadSeconds: 9, others: evenly(600, 6100)}),
      },
      log: {
        memoryMb: 384,
        usedMb: 101,
        report: {status: 'error', errorType: 'DataError', durationMs: 214},
        failing: pythonError(
          'DataError',
          "(1366, \"Incorrect string value: '\\\\xF0\\\\x9F\\\\x8E\\\\x89 da...' for column 'body' at row 37\")",
          '/var/task/pymysql/err.py',
        ),
      },
    }),
    {function: 'comments-mysql-sync', table: 'comments'},
  ),
})
