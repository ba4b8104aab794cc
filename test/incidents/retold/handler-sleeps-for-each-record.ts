import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'handler-sleeps-for-each-record',
  story:
    'The handler pauses 100 ms after each record, to go easy on its target. Since the marketing campaign began, four times as much is written, and batches of a hundred take eleven seconds.',
  source: {
    report:
      'awslabs/amazon-kinesis-scaling-utils#63, elastic/beats#16901 (a consumer that is outrun); AWS re:Post knowledge center, "dynamodb-lambda-iteratorage"',
    rule: 'Lambda Developer Guide, "with-ddb": throughput = shards × factor × batch ÷ duration',
  },
  truth: {
    causes: ['insufficient-throughput', 'write-burst'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'slow-handler'],
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    mapping: {...defaults, BatchSize: 100},
    traffic: {
      invocations: from(-58, about(21.5, 1, 0.04), about(60)),
      durations: from(-58, evenly(10_700, 11_500), evenly(900, 1900)),
      concurrency: always(4),
      writes: from(-58, about(3400, 2), about(850, 2)),
      returned: from(-58, about(2150, 3), about(850, 2)),
      ages: from(
        -58,
        aged(minute => (minute + 58) * 22, 18),
        fresh,
      ),
    },
  }),
})
