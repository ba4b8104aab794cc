import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, fresh, noise} from '../shapes.ts'

export default defineRetold({
  id: 'blocked-for-more-than-a-day',
  story:
    'Over a long weekend nobody looked. The records of one shard of four fail since 29 hours; the oldest of them expire, minute by minute, before they were processed.',
  source: {
    report: 'solita/solita.github.com#376 (a shard that loses its good records after a day); awslabs/lambda-streams-to-firehose#44',
    rule: 'DynamoDB Developer Guide, "Streams": records are kept for 24 hours',
  },
  truth: {
    causes: ['poison-record', 'failing-function', 'silent-loss'],
    states: ['losing', 'stalled'],
    verdicts: ['critical'],
    says: /lost|expire/i,
  },
  world: pipeline({
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: about(94),
      errors: always(4),
      reads: always(720),
      ages: (minute, n) => [...fresh(minute, n - 4), {n: 4, low: 86_250_000, high: 86_310_000 + 60_000 * noise(minute, 3)}],
    },
    log: {failing: nodeError('ValidationError', 'shipment.country must be a string', '/var/task/schema.js:14:11')},
  }),
})
