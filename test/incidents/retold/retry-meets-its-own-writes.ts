import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'retry-meets-its-own-writes',
  story:
    'The consumer writes a line of the ledger for each record, on the condition that it is not there yet. Fifty minutes ago a connection broke in the middle of a batch: its first lines were written. Each retry meets them, the condition fails, and the handler throws. One shard of three is blocked by its own success.',
  source: {
    report:
      'localstack/localstack#4381 (a write that had succeeded is done again: ConditionalCheckFailedException); awslabs/aws-lambda-redshift-loader#155',
    rule: 'Lambda Developer Guide, "with-ddb": a record may be delivered more than once; "services-dynamodb-errors": the whole batch is retried',
  },
  truth: {
    causes: ['poison-record', 'failing-function'],
    not: ['access-denied', 'hot-partition', 'slow-handler', 'network-unreachable'],
    states: ['stalled'],
    says: /ConditionalCheckFailed|conditional request failed/i,
    dead: /update-alias/,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'nodejs20.x', MemorySize: 256, Timeout: 20},
    mapping: {...defaults, ...callFailed, BatchSize: 50},
    traffic: {
      invocations: from(-50, about(98), about(140)),
      errors: from(-50, always(3), always(0)),
      durations: evenly(40, 600),
      concurrency: always(3),
      writes: about(2400, 2),
      returned: from(-50, about(1620, 3), about(2400, 2)),
      reads: from(-50, always(483), always(720)),
      ages: oneBlocked(-50, always(3), {leadSeconds: 8}),
    },
    log: {
      memoryMb: 256,
      report: {status: 'error', errorType: 'ConditionalCheckFailedException', durationMs: 52},
      failing: ({at, id}) => [
        `${at}\t${id}\tERROR\tInvoke Error \t${JSON.stringify({
          errorType: 'ConditionalCheckFailedException',
          errorMessage: 'The conditional request failed',
          name: 'ConditionalCheckFailedException',
          $fault: 'client',
          $metadata: {httpStatusCode: 400, attempts: 1, totalRetryDelay: 0},
          stack: ['ConditionalCheckFailedException: The conditional request failed', '    at async handler (/var/task/ledger.js:38:5)'],
        })}`,
      ],
    },
  }),
})
