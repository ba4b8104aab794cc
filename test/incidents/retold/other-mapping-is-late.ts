import {defaults, mappingTo, pipeline, uuid} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, fresh, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const kinesis = virginia.arn('kinesis', 'stream/scans')

export default defineRetold({
  id: 'other-mapping-is-late',
  story:
    "The function also reads a Kinesis stream, which is ten minutes late. IteratorAge is one metric of both; the own metrics of the table's mapping show that everything is delivered.",
  source: {
    report: 'awslabs/lambda-streams-to-firehose#42 (one function for Kinesis and DynamoDB streams); airbnb/streamalert#116',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge has no dimension for the mapping; PolledEventCount and InvokedEventCount have',
  },
  truth: {causes: [null], states: ['ok', 'unknown'], verdicts: ['healthy', 'at-risk', 'undecided']},
  mapping: uuid,
  world: pipeline({
    moreMappings: [
      {...mappingTo({...defaults, UUID: '3b7d9a10-52c4-4e8e-9b1f-6a2c40d7e817', EventSourceArn: kinesis, StartingPosition: 'LATEST'})},
    ],
    traffic: {
      invocations: about(180),
      durations: (_, n) => [
        {n: n * 0.67, low: 80, high: 240},
        {n: n * 0.33, low: 1500, high: 2400},
      ],
      concurrency: always(6),
      ages: from(
        -50,
        (minute, n) => [
          {n: n * 0.67, low: 250, high: 1500},
          {n: n * 0.33, low: Math.min(600, (minute + 50) * 20) * 1000, high: Math.min(620, (minute + 50) * 20 + 15) * 1000},
        ],
        fresh,
      ),
    },
    events: {Polled: about(9000, 2), Invoked: about(9000, 2)},
  }),
})
