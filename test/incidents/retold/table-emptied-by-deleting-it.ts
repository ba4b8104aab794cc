import {defaults, pipeline, shard, streamOf, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const newer = '2026-11-26T09:16:02.518'

export default defineRetold({
  id: 'table-emptied-by-deleting-it',
  story:
    'To empty a table of the test account somebody deleted it and made it again with the same name, fifty minutes ago, stream and all. The mapping reads the stream of the first table, which can still be read and gets nothing more. "The trigger is Enabled, and nothing comes."',
  source: {
    report: 'aws-amplify/amplify-category-api#2399 (drop and create, with a function on the stream); opensearch-project/data-prepper#5243',
    rule: 'DynamoDB Developer Guide, "Streams": each stream has its own label; the one of a deleted table can be read for 24 hours',
  },
  truth: {
    causes: ['stale-stream'],
    not: ['mapping-disabled', 'filter-drops-all', 'access-denied', 'function-unavailable'],
    states: ['stopped'],
    says: /2026-11-26T09:16:02\.518/,
    dead: /update-alias/,
  },
  world: pipeline({
    table: {
      CreationDateTime: Date.parse('2026-11-26T09:16:02Z') / 1000,
      ItemCount: 0,
      TableSizeBytes: 0,
      LatestStreamLabel: newer,
      LatestStreamArn: virginia.streamArn(tableName, newer),
    },
    stream: {StreamStatus: 'DISABLED'},
    shardList: [0, 1].map(nth => shard(nth, 190 + 7 * nth, {closed: true})),
    moreStreams: {
      [virginia.streamArn(tableName, newer)]: streamOf(
        tableName,
        newer,
        [70, 71].map(nth => shard(nth, 51)),
      ),
    },
    mapping: {...defaults, BatchSize: 10},
    traffic: {
      invocations: from(-55, always(0), about(26)),
      concurrency: from(-55, always(0), always(1)),
      writes: between(-55, -50, always(0), about(140, 2)),
      returned: from(-55, always(0), about(140, 2)),
      reads: from(-55, always(0), always(480)),
    },
  }),
})
