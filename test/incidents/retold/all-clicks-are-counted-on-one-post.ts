import {pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, lively, oneBehind} from '../shapes.ts'

export default defineRetold({
  id: 'all-clicks-are-counted-on-one-post',
  story:
    'A mail went to all subscribers 39 minutes ago. Each open and each click increments the counters of that one post, three quarters of all writes. Their records are in one shard of eight, which gets later each minute. The others are fresh, and nothing fails.',
  source: {
    report: 'antiwork/gumroad#7452 (every open and click of a post increments one item); estuary/connectors#2 (a key is in one shard)',
    rule: 'DynamoDB Developer Guide, "Streams": changes of an item stay in order, in one shard; Lambda Developer Guide, "with-ddb": one batch of a shard at a time',
  },
  truth: {
    causes: ['hot-partition'],
    not: ['poison-record', 'failing-function', 'throttled-concurrency', 'reader-contention'],
    states: ['slow', 'behind'],
    says: /one (?:shard|partition|key)|hot|single (?:shard|partition|key)/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|update-alias/,
  },
  world: renamed(
    pipeline({
      shards: 8,
      metricDelayMinutes: 3,
      function: {Runtime: 'ruby3.4', Handler: 'engagement.Handler.process', MemorySize: 512},
      mapping: {BatchSize: 50},
      traffic: {
        invocations: from(-38, about(196, 1, 0.03), about(172)),
        durations: from(
          -38,
          (_, n) => [
            {n: n - 54, low: 180, high: 690},
            {n: 54, low: 890, high: 1290},
          ],
          evenly(180, 690),
        ),
        concurrency: from(-38, always(5), always(3)),
        writes: from(-38, about(16_000, 2), about(2600, 2)),
        returned: from(-38, about(6900, 3), about(2600, 2)),
        reads: from(-38, about(1730, 8, 0.01), about(1914, 8, 0.005)),
        ages: oneBehind(-38, 0.27, minute => 4 + (minute + 38) * 46, lively()),
      },
    }),
    {function: 'engagement-rollup', table: 'email_engagements'},
  ),
})
