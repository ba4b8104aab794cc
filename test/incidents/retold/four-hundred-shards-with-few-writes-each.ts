import {pipeline, shard} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'

const partitions = 420
/** Each shard is continued every four hours, one after the other. */
const bornMinutesAgo = (nth: number): number => 1 + (nth * 239) / partitions

export default defineRetold({
  id: 'four-hundred-shards-with-few-writes-each',
  story:
    'A large old table has 420 partitions and takes seventy writes a second. Nearly every minute one or two shards are continued by another and come late by some seconds; the rest is fresh. Nobody tuned anything, and nothing has to be.',
  source: {
    report: 'opensearch-project/documentation-website#11694 (streams of more than 150 open shards); opensearch-project/data-prepper#5208',
    rule: 'DynamoDB Developer Guide, "Streams": a shard for each partition; DynamoDB Streams API reference, DescribeStream: pages of a hundred shards',
  },
  truth: {
    causes: [null],
    not: ['poison-record', 'hot-partition', 'reader-contention', 'insufficient-throughput', 'throttled-concurrency'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    table: {ItemCount: 2_900_000_000, TableSizeBytes: 4_100_000_000_000},
    shardList: Array.from({length: partitions}, (_, nth) => {
      const born = bornMinutesAgo(nth)
      const parent = shard(nth, born + 240, {closed: true})
      return [parent, shard(1000 + nth, born, {parent: String(parent.ShardId)})]
    }).flat(),
    mapping: {MaximumBatchingWindowInSeconds: 0},
    traffic: {
      invocations: about(4000),
      durations: evenly(15, 60),
      concurrency: always(9),
      writes: about(4200, 2),
      reads: always(240 * partitions),
      ages: (minute, n) => [
        {n: n - 2, low: 90, high: 900},
        {n: 2, low: 4000, high: 9000 + 19_000 * noise(minute, 31)},
      ],
    },
  }),
})
