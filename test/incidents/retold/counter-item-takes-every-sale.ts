import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, fresh, from, oneBehind} from '../shapes.ts'

export default defineRetold({
  id: 'counter-item-takes-every-sale',
  story:
    'Every sale also adds one to a single item of totals. A sale of the year began 38 minutes ago, and that item takes nine writes in ten: its lane of one shard is twenty minutes late, although five batches of a shard may run at once. The other shards are fresh.',
  source: {
    report:
      'alexdebrie/dynamodbguide.com#21 ("don\'t create yourself a hot partition" with one item of totals); deliveroo/deliveroo.engineering#251',
    rule: 'Lambda Developer Guide, "with-ddb": concurrent batches of a shard are split by partition key; DynamoDB Developer Guide, "bp-partition-key-design"',
  },
  truth: {
    causes: ['hot-partition'],
    not: ['poison-record', 'slow-handler', 'throttled-concurrency', 'failing-function', 'write-back-loop'],
    states: ['slow', 'behind'],
    says: /partition|\bkey/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 8,
    function: {Runtime: 'java21', Handler: 'parcels.Totals', MemorySize: 1024},
    mapping: {BatchSize: 500, ParallelizationFactor: 5, MaximumRecordAgeInSeconds: -1},
    traffic: {
      invocations: from(-38, about(142, 1, 0.03), about(100)),
      durations: from(
        -38,
        (_, n) => [
          {n: n * 0.296, low: 1200, high: 1600},
          {n: n * 0.704, low: 40, high: 160},
        ],
        (_, n) => [{n, low: 40, high: 160}],
      ),
      concurrency: from(-38, always(4), always(2)),
      writes: from(-38, about(56_500, 2, 0.04), about(6500, 2)),
      returned: from(-38, about(27_500, 3, 0.04), about(6500, 2)),
      reads: from(-38, about(1760, 8, 0.03), always(1920)),
      // 21,000 of the 50,000 records of that item are done in a minute.
      ages: from(
        -38,
        oneBehind(-38, 0.296, minute => 3 + (minute + 38) * 34.5),
        fresh,
      ),
    },
    moreMetrics: ['WriteKeyRangeThroughputThrottleEvents', 'WriteThrottleEvents'].map(name =>
      metric('AWS/DynamoDB', name, {TableName: tableName}, minute => (minute >= -38 ? total(about(310, 7, 0.3))(minute) : undefined)),
    ),
  }),
})
