import {pythonError} from '../lines.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'float-types-are-not-supported',
  story:
    'A release of eighteen minutes ago divides two numbers and stores the result. That is a float, which boto3 does not write to DynamoDB: every batch fails on all ten shards.',
  source: {
    report: 'ASFHyP3/hyp3#839 (a number that was not converted before the write); boto/boto3#369, #534',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": each failing batch is retried and blocks its shard',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'slow-handler', 'access-denied'],
    states: ['stalled'],
    says: /Float types|TypeError/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 10,
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 512, LastModified: functionTime(18)},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-17, about(34), about(380)),
      errors: from(-17, about(34), always(0)),
      durations: from(-17, evenly(9, 48), evenly(60, 260)),
      concurrency: from(-17, always(6), always(5)),
      writes: about(21_000, 2),
      returned: from(-17, always(0), about(21_000, 2)),
      reads: from(-17, always(34), always(2400)),
      ages: allBlocked(-17),
    },
    log: {
      memoryMb: 512,
      report: {status: 'error', errorType: 'TypeError', durationMs: 21},
      failing: pythonError('TypeError', 'Float types are not supported. Use Decimal types instead.'),
    },
  }),
})
