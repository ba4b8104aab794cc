import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'

export default defineRetold({
  id: 'one-execution-for-more-than-a-day',
  story:
    'To spare a licence server somebody reserved one execution for the consumer, on Monday morning. Twelve shards share it and process six tenths of the writes. The age has reached 24 hours on all of them: four tenths expire before their turn, since half a day, without an error.',
  source: {
    report: 'apex/up#709 (a small reserve to protect a server); govuk-one-login/authentication-api#4772 (a reserve that is too small)',
    rule: 'DynamoDB Developer Guide, "Streams": records are kept for 24 hours; Lambda Developer Guide, "services-dynamodb-errors": a throttled batch uses up no retries',
  },
  truth: {
    causes: ['throttled-concurrency'],
    states: ['losing', 'stalled'],
    verdicts: ['critical'],
    not: ['poison-record', 'failing-function', 'slow-handler'],
    says: /reserved concurrency/i,
  },
  world: pipeline({
    shards: 12,
    around: {reserved: 1},
    mapping: {...defaults, BatchSize: 100},
    traffic: {
      invocations: about(54, 1, 0.04),
      throttles: about(640, 6),
      durations: evenly(850, 1250),
      concurrency: always(1),
      returned: about(5400, 3),
      reads: always(700),
      ages: (minute, n) => [{n, low: 85_900_000 + 90_000 * noise(minute, 41), high: 86_360_000 + 30_000 * noise(minute, 42)}],
    },
  }),
})
