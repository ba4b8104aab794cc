import {requestId} from '../ids.ts'
import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, lively, oneBlocked, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'client-has-gone-away',
  story:
    'The consumer pushes changes to browsers through the WebSocket API. A browser went away without a word 73 minutes ago, and its connection is still in the list of one room: the push is answered with 410, the handler lets that be an error, and the shard with that room, one of three, tries it again for ever.',
  source: {
    report:
      'aws/aws-sdk-js#2591 (updates of a table are pushed to browsers; 410 of connections that are stale); aws/aws-sdk-js-v3#2763 (GoneException)',
    rule: 'API Gateway Developer Guide, "apigateway-how-to-call-websocket-api-connections": 410 where the client is gone; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['poison-record', 'failing-function'],
    not: ['access-denied', 'network-unreachable', 'hot-partition', 'slow-handler', 'function-timeout'],
    states: ['stalled'],
    says: /GoneException/,
    dead: /update-alias|roll .{0,20}back/i,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'nodejs22.x', Handler: 'push.handler', MemorySize: 256, LastModified: '2026-10-02T08:14:33.000+0000'},
    mapping: {...defaults, ...callFailed, BatchSize: 10, MaximumBatchingWindowInSeconds: 0},
    traffic: {
      invocations: from(-73, about(134), about(195)),
      errors: from(-73, always(4), always(0)),
      durations: wavering(25, 190, 255),
      concurrency: always(2),
      writes: about(410, 2),
      returned: from(-73, about(270, 3), about(410, 2)),
      reads: from(-73, always(484), always(720)),
      ages: oneBlocked(-73, always(4), {leadSeconds: 2, others: lively(250)}),
    },
    log: {
      memoryMb: 256,
      usedMb: 93,
      report: {status: 'error', errorType: 'GoneException', durationMs: 44},
      failing: request =>
        nodeError('GoneException', 'UnknownError', '/var/task/push.mjs:22:9', {
          name: 'GoneException',
          $fault: 'client',
          $metadata: {httpStatusCode: 410, requestId: requestId(request.minute * 500 + request.nth + 0.5), attempts: 1, totalRetryDelay: 0},
        })(request),
    },
  }),
})
