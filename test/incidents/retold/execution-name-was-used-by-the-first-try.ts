import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, lively, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'execution-name-was-used-by-the-first-try',
  story:
    'The consumer starts a state machine for each order and names the execution after it. One batch was cut off halfway, after its first executions had begun. Its second try meets names that are taken, and so does each one after it. One shard of five stands still since almost an hour.',
  source: {
    report: 'CloudSnorkel/cdk-github-runners#472 (ExecutionAlreadyExists where a name is used again); getmoto/moto#9490',
    rule: 'Step Functions API reference, StartExecution: ExecutionAlreadyExists where the execution is closed or its input differs; Lambda Developer Guide, "services-dynamodb-errors": the whole batch is sent again',
  },
  truth: {
    causes: ['poison-record', 'failing-function'],
    not: ['hot-partition', 'slow-handler', 'insufficient-throughput', 'throttled-concurrency'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /ExecutionAlreadyExists|Execution Already Exists/,
    dead: /update-alias|ParallelizationFactor=\d|put-function-concurrency/,
  },
  world: renamed(
    pipeline({
      shards: 5,
      function: {Runtime: 'nodejs20.x', MemorySize: 512, Timeout: 45},
      mapping: {...defaults, ...callFailed, BatchSize: 25},
      traffic: {
        invocations: from(-56, about(132), about(164)),
        errors: from(-56, always(2), always(0)),
        durations: evenly(190, 880),
        concurrency: always(3),
        writes: about(2100, 2),
        returned: from(-56, about(1690, 3), about(2100, 2)),
        reads: from(-56, about(962, 8, 0.005), about(1196, 8, 0.005)),
        ages: oneBlocked(-56, always(2), {leadSeconds: 11, others: lively()}),
      },
      log: {
        memoryMb: 512,
        usedMb: 119,
        report: {status: 'error', errorType: 'ExecutionAlreadyExists', durationMs: 231},
        failing: nodeError(
          'ExecutionAlreadyExists',
          "Execution Already Exists: 'arn:aws:states:us-east-1:111122223333:execution:fulfil-order:order-8841027'",
          '/var/task/dist/start.js:66:21',
          {$fault: 'client', $metadata: {httpStatusCode: 400, attempts: 1, totalRetryDelay: 0}},
        ),
      },
    }),
    {function: 'orders-to-workflow', table: 'orders-prod'},
  ),
})
