import {callFailed, defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'batch-size-raised-to-five-thousand',
  story:
    'To save invocations somebody raised the batch size from 100 to 5,000, with a window of a minute, 34 minutes ago. The handler makes one data frame of a whole batch: 512 MB are not enough for that, and each invocation is killed. The code was not touched for months.',
  source: {
    report:
      'awslabs/amazon-s3-find-and-forget#283 (signal: killed with tens of thousands of objects); aws/aws-cdk#5929 ("batchSize could impact your function\'s memory usage")',
    rule: 'Lambda Developer Guide, "troubleshooting-invocation": signal: killed; "lambda-runtime-environment": the REPORT line has Status and Error Type',
  },
  truth: {
    causes: ['memory-exhausted'],
    not: ['poison-record', 'slow-handler', 'function-timeout'],
    states: ['stalled'],
    says: /memory/i,
    dead: /MaximumRetryAttempts=\d|update-alias/,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'app.handler', MemorySize: 512, Timeout: 120},
    mapping: {...defaults, ...callFailed, BatchSize: 5000, MaximumBatchingWindowInSeconds: 60, LastModified: epochSeconds(34)},
    traffic: {
      invocations: from(-33, always(8), about(210)),
      errors: from(-33, always(8), always(0)),
      durations: from(-33, evenly(5200, 9400), evenly(110, 380)),
      concurrency: always(4),
      writes: about(18_500, 2),
      returned: from(-33, always(0), about(18_500, 2)),
      reads: from(-33, always(8), always(960)),
      ages: allBlocked(-33, {spreadSeconds: 56}),
    },
    log: {
      memoryMb: 512,
      usedMb: 162,
      report: {status: 'error', errorType: 'Runtime.ExitError', usedMb: 512, durationMs: 7310},
      failing: () => [],
    },
  }),
})
