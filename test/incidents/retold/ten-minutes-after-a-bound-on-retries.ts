import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between, fresh, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'ten-minutes-after-a-bound-on-retries',
  story:
    'A bad record blocked one of four shards for an hour. Eleven minutes ago the operator bounded the retries; the record went to the queue, the shard has caught up, and everything is fresh.',
  source: {
    report: 'awslabs/fhir-works-on-aws-deployment#38 (retries are bounded after such an incident); awslabs/amazon-kinesis-scaling-utils#63',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": after the last retry the batch is discarded or sent to the destination',
  },
  truth: {
    causes: [null],
    not: ['poison-record', 'shard-rollover', 'write-burst', 'failing-function', 'slow-handler', 'insufficient-throughput'],
    states: ['ok', 'recovering'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    mapping: {LastModified: epochSeconds(11), MaximumRetryAttempts: 3, BisectBatchOnFunctionError: true},
    traffic: {
      invocations: between(-70, -9, about(93), about(120)),
      errors: between(-70, -9, always(3), always(0)),
      ages: (minute, n) => {
        if (minute < -70) return fresh(minute, n)
        if (minute < -9) return oneBlocked(-70, always(3))(minute, n)
        return minute < -7 ? [...fresh(minute, n - 12), {n: 12, low: 40_000, high: (60 - 25 * (minute + 9)) * 60_000}] : fresh(minute, n)
      },
    },
    events: {
      Polled: about(9000, 2),
      Invoked: about(9000, 2),
      FailedInvoke: between(-70, -9, always(300), always(0)),
      OnFailureDestinationDelivered: minute => (minute === -9 ? 1 : 0),
    },
  }),
})
