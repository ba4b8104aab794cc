import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'age-limit-gives-records-up',
  story:
    'A mapping discards records older than five minutes, and the function processes two thirds of the writes. The age stays at five minutes, a third of the records is dropped, and no error is counted.',
  source: {
    report:
      'awslabs/fhir-works-on-aws-deployment#38 (an age limit and few retries); AWS re:Post knowledge center, "dynamodb-lambda-iteratorage"',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": MaximumRecordAgeInSeconds; DroppedEventCount',
  },
  truth: {causes: ['silent-loss', 'insufficient-throughput'], states: ['losing'], says: /drop|lost|discard|given? up/i},
  world: pipeline({
    mapping: {...defaults, BatchSize: 100, MaximumRecordAgeInSeconds: 300},
    traffic: {
      invocations: from(-80, about(60, 1, 0.03), about(88)),
      durations: from(-80, evenly(3700, 4200), evenly(400, 900)),
      concurrency: always(4),
      ages: from(
        -80,
        minute_ =>
          minute_ < -65
            ? [{n: 60, low: (minute_ + 80) * 20_000, high: (minute_ + 80) * 20_000 + 12_000}]
            : [{n: 60, low: 281_000, high: 299_600}],
        fresh,
      ),
    },
    events: {Polled: about(9000, 2), Invoked: from(-80, about(6000, 3), about(9000, 2)), Dropped: from(-64, about(3000, 5), always(0))},
  }),
})
