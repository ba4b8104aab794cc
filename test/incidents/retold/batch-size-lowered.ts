import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'batch-size-lowered',
  story:
    'After a complaint about a time-out somebody lowered BatchSize from 100 to 10 half an hour ago. Each batch costs about the same, so far less gets through.',
  source: {
    report: 'aws-amplify/amplify-cli#7651 (the effect of the batch size, told the other way round); Nordstrom/hello-retail-workshop#8',
    rule: 'Lambda Developer Guide, "with-ddb": one batch at a time for each shard',
  },
  truth: {
    causes: ['insufficient-throughput'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'slow-handler', 'write-burst'],
    says: /BatchSize/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 3,
    mapping: {BatchSize: 10, MaximumBatchingWindowInSeconds: 0, LastModified: epochSeconds(36)},
    traffic: {
      invocations: from(-34, about(285, 1, 0.03), about(62)),
      durations: from(-34, evenly(540, 690), evenly(610, 900)),
      concurrency: always(3),
      writes: about(5400, 2),
      returned: from(-34, about(2850, 3), about(5400, 2)),
      reads: always(720),
      ages: from(
        -34,
        aged(minute => (minute + 34) * 28.3, 14),
        fresh,
      ),
    },
  }),
})
