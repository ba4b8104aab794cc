import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh, from, oneBehind} from '../shapes.ts'

export default defineRetold({
  id: 'hot-key-of-one-customer',
  story:
    'One customer imports a catalogue: nine writes in ten have the same partition key. One shard of six is late and gets later; the others are fresh.',
  source: {
    report: 'AWS re:Post knowledge center, "dynamodb-lambda-iteratorage"; stackoverflow.com/questions/39184004 (one key is one shard)',
    rule: 'DynamoDB Developer Guide, "Streams": a shard for each partition; records of one item stay in order',
  },
  truth: {causes: ['hot-partition'], states: ['slow', 'behind'], not: ['poison-record'], dead: /MaximumRetryAttempts=\d/},
  world: pipeline({
    shards: 6,
    mapping: {BatchSize: 100},
    traffic: {
      invocations: from(-47, about(190), about(160)),
      durations: evenly(700, 1050),
      concurrency: always(6),
      writes: from(-47, about(14_000, 2), about(6000, 2)),
      returned: from(-47, about(8200, 3), about(6000, 2)),
      reads: always(1440),
      ages: from(
        -47,
        oneBehind(-47, 0.34, minute => (minute + 47) * 31),
        fresh,
      ),
    },
    moreMetrics: [
      metric('AWS/DynamoDB', 'WriteKeyRangeThroughputThrottleEvents', {TableName: tableName}, minute =>
        minute >= -47 ? total(about(240, 7))(minute) : undefined,
      ),
      metric('AWS/DynamoDB', 'WriteThrottleEvents', {TableName: tableName}, minute =>
        minute >= -47 ? total(about(240, 7))(minute) : undefined,
      ),
    ],
  }),
})
