import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'webhook-answers-503',
  story:
    'The consumer sends each change to the interface of a partner, which has been down for 26 minutes and answers 503 to everything. Nothing was deployed, no record is bad, and nothing is lost before tomorrow.',
  source: {
    report: 'soundcloud/api#306 (all requests answer 503); ambient-weather/api-docs#62 (503 for fifteen hours)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": a failing batch blocks its shard until it passes or expires; DynamoDB Developer Guide, "Streams": 24 hours',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'slow-handler', 'network-unreachable', 'function-unavailable'],
    states: ['stalled'],
    says: /503/,
    dead: /update-alias|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'nodejs24.x', MemorySize: 256, Timeout: 30},
    mapping: {...defaults, ...callFailed, BatchSize: 20, MaximumBatchingWindowInSeconds: 2},
    traffic: {
      invocations: from(-26, about(10), about(75)),
      errors: from(-26, about(10), always(0)),
      durations: from(-26, evenly(900, 2600), evenly(300, 1400)),
      concurrency: always(3),
      writes: about(780, 2),
      returned: from(-26, always(0), about(780, 2)),
      reads: from(-26, always(10), always(720)),
      ages: allBlocked(-26, {before: evenly(400, 2600)}),
    },
    log: {
      memoryMb: 256,
      report: {status: 'error', errorType: 'HTTPError', durationMs: 1740},
      failing: nodeError(
        'HTTPError',
        'Request failed with status code 503 Service Unavailable: POST https://api.partner.example/v2/changes',
        '/var/task/notify.mjs:57:13',
      ),
    },
  }),
})
