import {pythonError} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, lively} from '../shapes.ts'

const written = from(-66, about(12_000, 2), about(1500, 2))

export default defineRetold({
  id: 'transactions-on-one-total-conflict',
  story:
    'Each invocation adds to the total of a job in a transaction. An import of 66 minutes ago brings thousands of tasks of one job. Twenty lanes write the same total at once. Four attempts in ten end with a conflict. The mapping tries a batch three times: one in sixteen is given up, and its notice is in the queue.',
  source: {
    report: 'pynamodb/PynamoDB#1264 (TransactionConflict where several jobs end at the same time); amzn/smoke-dynamodb#90',
    rule: 'DynamoDB Developer Guide, "transaction-apis": conflicts cancel the transaction; Lambda Developer Guide, "services-dynamodb-errors": after the last retry the batch goes to the destination',
  },
  truth: {
    causes: ['failing-function', 'silent-loss'],
    not: ['poison-record', 'throttled-concurrency', 'slow-handler', 'hot-partition'],
    states: ['losing', 'ok', 'slow'],
    verdicts: ['critical', 'degraded'],
    says: /TransactionConflict|TransactionCanceled/,
    dead: /ParallelizationFactor=10|update-alias|MaximumRetryAttempts=[01]\b/,
  },
  world: renamed(
    pipeline({
      shards: 2,
      function: {Runtime: 'python3.13', Handler: 'tracking.handler', MemorySize: 512, Timeout: 30},
      mapping: {
        BatchSize: 10,
        ParallelizationFactor: 10,
        MaximumBatchingWindowInSeconds: 0,
        MaximumRetryAttempts: 2,
        MaximumRecordAgeInSeconds: -1,
        BisectBatchOnFunctionError: false,
        FunctionResponseTypes: [],
      },
      traffic: {
        invocations: from(-66, about(1870, 1, 0.03), about(310)),
        errors: from(-66, about(750, 5, 0.03), always(0)),
        durations: evenly(110, 430),
        concurrency: from(-66, always(16), always(3)),
        writes: written,
        reads: about(478, 8, 0.005),
        ages: from(
          -66,
          (_, n) => [
            {n: n * 0.6, low: 260, high: 1900},
            {n: n * 0.4, low: 1500, high: 9800},
          ],
          lively(),
        ),
      },
      events: {
        Polled: written,
        Invoked: minute => written(minute) * (minute >= -66 ? 1.56 : 1),
        FailedInvoke: from(-66, about(7500, 5, 0.03), always(0)),
        OnFailureDestinationDelivered: from(-66, about(770, 6, 0.06), always(0)),
      },
      log: {
        memoryMb: 512,
        usedMb: 117,
        report: {status: 'error', errorType: 'TransactWriteError', durationMs: 122},
        failing: pythonError(
          'TransactWriteError',
          'Failed to write transaction items: An error occurred (TransactionCanceledException) on request (9H3QK2) on table (job-totals) when calling the TransactWriteItems operation: Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict]',
          '/var/task/pynamodb/connection/base.py',
        ),
      },
      world: {
        queues: {
          'parcel-indexer-failed': {
            QueueArn: 'arn:aws:sqs:us-east-1:111122223333:parcel-indexer-failed',
            ApproximateNumberOfMessages: '5094',
            MessageRetentionPeriod: '1209600',
          },
        },
      },
    }),
    {function: 'job-tracker', table: 'job-tasks'},
  ),
})
