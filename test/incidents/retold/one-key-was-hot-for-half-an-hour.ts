import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between, evenly, fresh, oneBehind} from '../shapes.ts'

const throttled = (minute: number) => (minute >= -50 && minute < -26 ? total(about(310, 7))(minute) : undefined)

export default defineRetold({
  id: 'one-key-was-hot-for-half-an-hour',
  story:
    'A flash sale counted its orders in one item for 24 minutes. Writes to that key were refused now and then, and its shard came up to six minutes late. The sale is over, the shard caught up twenty minutes ago, and all is fresh.',
  source: {
    report:
      'https://kloudvin.com/learn/aws-zero-to-hero/dynamodb-streams-change-data-capture-event-driven-pipelines (a flash sale on one key); praetorian-inc/chariot-ui#684 (one item of statistics is the hot key)',
    rule: 'DynamoDB Developer Guide, "bp-partition-key-design"; metrics-dimensions: WriteKeyRangeThroughputThrottleEvents',
  },
  truth: {
    causes: [null],
    not: ['hot-partition', 'poison-record', 'insufficient-throughput'],
    states: ['ok', 'recovering'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 6,
    mapping: {BatchSize: 100},
    traffic: {
      invocations: between(-50, -20, about(230), about(160)),
      durations: between(-50, -20, evenly(450, 700), evenly(80, 240)),
      concurrency: always(6),
      writes: between(-50, -26, about(13_800, 2), about(6000, 2)),
      returned: between(-50, -20, about(11_500, 3), about(6000, 2)),
      // Eight of ten records of the key are done in the time in which ten are written, until the position has left the sale.
      ages: between(
        -50,
        -20,
        oneBehind(-50, 0.43, minute => 2 + (minute + 50) * 12),
        fresh,
      ),
    },
    moreMetrics: ['WriteKeyRangeThroughputThrottleEvents', 'WriteThrottleEvents'].map(name =>
      metric('AWS/DynamoDB', name, {TableName: tableName}, throttled),
    ),
  }),
})
