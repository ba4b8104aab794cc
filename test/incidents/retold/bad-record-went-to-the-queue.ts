import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between, fresh} from '../shapes.ts'

export default defineRetold({
  id: 'bad-record-went-to-the-queue',
  story:
    'Half an hour ago one record failed; after three retries and some halvings it went to the queue, and its shard went on. The operator wants an explanation; nothing is wrong now.',
  source: {
    report: 'aws-amplify/amplify-cli#13438 (bounded retries); awslabs/aws-solutions-constructs#79',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": bisect, bounded retries and a destination',
  },
  truth: {causes: [null], not: ['poison-record', 'shard-rollover', 'failing-function'], states: ['ok'], verdicts: ['healthy', 'at-risk']},
  world: pipeline({
    traffic: {
      errors: between(-31, -29, always(6), always(0)),
      ages: (minute, n) =>
        minute >= -31 && minute < -29
          ? [
              {n: n - 6, low: 250, high: 1500},
              {n: 6, low: 20_000, high: 58_000},
            ]
          : fresh(minute, n),
    },
    events: {
      Polled: about(9000, 2),
      Invoked: about(9000, 2),
      FailedInvoke: between(-31, -29, always(400), always(0)),
      OnFailureDestinationDelivered: minute => (minute === -29 ? 1 : 0),
    },
  }),
})
