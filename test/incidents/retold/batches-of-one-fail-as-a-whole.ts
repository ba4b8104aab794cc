import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

const once = about(5, 5, 0.5)

export default defineRetold({
  id: 'batches-of-one-fail-as-a-whole',
  story:
    'Batches hold a single record. Where its conditional write meets another one, the record fails, and with it all of its batch, for which the batch processor throws: one invocation in ninety is an error. The record passes at the second attempt, a second or three later. It was always so.',
  source: {
    report:
      'aws-powertools/powertools-lambda-python#4691, #4719; aws-powertools/powertools-lambda-dotnet#608 (small batches fail entirely, and the metric of errors tells too much)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": the batch is sent again; "services-ddb-batchfailurereporting"',
  },
  truth: {
    causes: [null],
    not: ['poison-record', 'failing-function', 'silent-loss', 'throttled-concurrency', 'hot-partition'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 6,
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 256},
    mapping: {BatchSize: 1, MaximumBatchingWindowInSeconds: 0},
    traffic: {
      invocations: about(450, 1, 0.06),
      errors: once,
      durations: evenly(40, 180),
      concurrency: always(3),
      writes: about(445, 1, 0.06),
      reads: about(1430, 8, 0.01),
      ages: (minute, n) => {
        const again = Math.round(once(minute))
        return [
          {n: n - again, low: 180, high: 900},
          {n: again, low: 1400, high: 3800},
        ]
      },
    },
    log: {
      memoryMb: 256,
      usedMb: 97,
      report: {status: 'error', errorType: 'BatchProcessingError', durationMs: 131},
      failing: () => [
        '[ERROR] BatchProcessingError: All records failed processing. 1 individual errors logged separately below.\n\nTraceback (most recent call last):\n  File "/opt/python/aws_lambda_powertools/utilities/batch/base.py", line 500, in _process_record\n    result = self.handler(record)\n  File "/var/task/app.py", line 27, in record_handler\n    table.put_item(Item=item, ConditionExpression=NEWER)\nbotocore.errorfactory.TransactionConflictException: An error occurred (TransactionConflictException) when calling the PutItem operation: Transaction is ongoing for the item\n',
      ],
    },
  }),
})
