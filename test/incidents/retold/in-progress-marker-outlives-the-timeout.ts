import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'in-progress-marker-outlives-the-timeout',
  story:
    'One invocation ran into its timeout while it held the marker of an idempotent call. The marker says "in progress" for an hour, so each retry of the batch is refused: a shard of four stands still, with a record that has no fault.',
  source: {
    report:
      'aws-powertools/powertools-lambda-python#1038, #738, #4759 (an infinite loop of retries with IdempotencyAlreadyInProgressError)',
    rule: 'Powertools for AWS Lambda, "idempotency" (Lambda timeouts); Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['poison-record', 'failing-function'],
    not: ['slow-handler', 'hot-partition', 'insufficient-throughput'],
    states: ['stalled'],
    says: /IdempotencyAlreadyInProgress|already in progress/i,
    dead: /update-alias/,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'app.handler', Timeout: 30},
    mapping: {...defaults, ...callFailed, BatchSize: 20},
    traffic: {
      invocations: from(-34, about(160), about(210)),
      errors: from(-35, minute => (minute === -35 ? 1 : 4), always(0)),
      durations: (minute, n) =>
        minute === -35
          ? [
              {n: n - 1, low: 60, high: 320},
              {n: 1, low: 30_000, high: 30_003},
            ]
          : evenly(60, 320)(minute, n),
      writes: about(3000, 2),
      returned: from(-35, about(2260, 3), about(3000, 2)),
      reads: from(-35, always(722), always(960)),
      ages: oneBlocked(-34, always(4), {leadSeconds: 34}),
    },
    log: {
      report: {status: 'error', errorType: 'IdempotencyAlreadyInProgressError', durationMs: 48},
      failing: pythonError(
        'IdempotencyAlreadyInProgressError',
        'Execution already in progress with idempotency key: app.apply#4f1c2e90d7b6a85341',
        '/opt/python/aws_lambda_powertools/utilities/idempotency/base.py',
      ),
    },
  }),
})
