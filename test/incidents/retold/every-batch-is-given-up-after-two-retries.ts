import {nodeError} from '../lines.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'every-batch-is-given-up-after-two-retries',
  story:
    'A bad release fails on everything. Retries are bounded at two, and there is no destination: batch by batch is dropped within seconds, and the age stays low.',
  source: {
    report:
      'awslabs/fhir-works-on-aws-deployment#38 (retries bounded to keep the age low); cds-snc/forms-terraform#169 (three retries, no destination)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": after the last retry the batch is discarded',
  },
  truth: {
    causes: ['failing-function', 'silent-loss'],
    states: ['losing'],
    verdicts: ['critical', 'degraded'],
    says: /drop|lost|discard|given? up/i,
  },
  world: pipeline({
    function: {LastModified: functionTime(42)},
    mapping: {...defaults, ...callFailed, BatchSize: 500, MaximumRetryAttempts: 2},
    traffic: {
      invocations: from(-41, about(180), about(60)),
      errors: from(-41, about(180), always(0)),
      durations: from(-41, evenly(2, 9), evenly(80, 240)),
      ages: from(-41, evenly(700, 7000), fresh),
    },
    log: {failing: nodeError('TypeError', 'tariffs.lookup is not a function', '/var/task/price.js:22:19')},
  }),
})
