import {nodeError} from '../lines.ts'
import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between, evenly, fresh} from '../shapes.ts'

const first = -48
const end = -37
const down = <R>(then: (minute: number, n: number) => R, around: (minute: number, n: number) => R) => between(first, end, then, around)

export default defineRetold({
  id: 'outage-outlasted-three-retries',
  story:
    'The database restarted and was away for eleven minutes, three quarters of an hour ago. The mapping retries three times and has no destination: each batch of these minutes was given up within seconds. The age never rose and all is fresh now, but some 99,000 changes were never stored, and nobody has been told.',
  source: {
    report:
      'aws-samples/sample-voice-of-customer-datalake#253 (bounded retries and no destination: the batch is discarded, and nothing reports it); awslabs/fhir-works-on-aws-deployment#38',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": after the last retry the batch is discarded; "monitoring-metrics-types": DroppedEventCount',
  },
  truth: {
    causes: ['silent-loss', 'failing-function'],
    not: ['poison-record', 'slow-handler', 'hot-partition'],
    states: ['ok', 'losing', 'recovering'],
    verdicts: ['critical', 'degraded', 'at-risk'],
    says: /drop|lost|discard|given? up|gave up/i,
    dead: /update-alias/,
  },
  world: pipeline({
    mapping: {...defaults, BatchSize: 100, MaximumRetryAttempts: 3, MaximumBatchingWindowInSeconds: 1},
    traffic: {
      invocations: down(about(520), about(120)),
      errors: down(about(520), always(0)),
      durations: down(evenly(6, 40), evenly(80, 240)),
      concurrency: down(always(4), always(3)),
      ages: down(evenly(900, 9500), fresh),
    },
    events: {
      Polled: about(9000, 2),
      Invoked: down(minute => 4 * about(9000, 2)(minute), about(9000, 2)),
      FailedInvoke: down(minute => 4 * about(9000, 2)(minute), always(0)),
      Dropped: down(about(9000, 2), always(0)),
    },
    log: {failing: nodeError('Error', 'connect ECONNREFUSED 10.1.0.57:5432', '/var/task/store.js:28:11', {code: 'ECONNREFUSED'})},
  }),
})
