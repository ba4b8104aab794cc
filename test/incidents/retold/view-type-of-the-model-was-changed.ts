import {defaults, pipeline, shard, streamOf, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const newer = '2026-11-25T21:14:33.902'

export default defineRetold({
  id: 'view-type-of-the-model-was-changed',
  story:
    'A developer asked for both images in the stream of a model, yesterday evening. The deployment closed the stream and opened another one; the trigger, which belongs to another stack, still has the ARN of the first. The mails of thirteen hours are missing.',
  source: {
    report: 'aws-amplify/amplify-category-api#3386 (the stream is closed where the view type is changed, and the trigger has the old one)',
    rule: 'DynamoDB API Reference, StreamSpecification: the view type cannot be edited; a new stream has another descriptor. Records expire after 24 hours',
  },
  truth: {
    causes: ['stale-stream'],
    not: ['mapping-disabled', 'access-denied', 'filter-drops-all', 'function-unavailable', 'failing-function'],
    states: ['stopped'],
    verdicts: ['critical', 'degraded'],
    says: /2026-11-25T21:14:33\.902/,
    dead: /put-function-concurrency|roll .{0,20}back|StartingPosition=LATEST|--starting-position LATEST/i,
  },
  world: pipeline({
    shards: 2,
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {...defaults, BatchSize: 10, StartingPosition: 'LATEST'},
    table: {
      StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES'},
      LatestStreamLabel: newer,
      LatestStreamArn: virginia.streamArn(tableName, newer),
    },
    stream: {StreamStatus: 'DISABLED', StreamViewType: 'NEW_IMAGE'},
    shardList: [0, 1].map(nth => shard(nth, 860 + 40 * nth, {closed: true})),
    moreStreams: {
      [virginia.streamArn(tableName, newer)]: streamOf(
        tableName,
        newer,
        [40, 41].flatMap(nth => {
          const [first, second] = [shard(nth, 772, {closed: true}), shard(nth + 10, 531 + nth, {closed: true})]
          const [third, fourth] = [
            {...second, ParentShardId: first.ShardId},
            shard(nth + 20, 292 + nth, {parent: String(second.ShardId), closed: true}),
          ]
          return [first, third, fourth, shard(nth + 30, 54 + nth, {parent: String(fourth.ShardId)})]
        }),
      ),
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: about(310, 2), returned: always(0), reads: always(0)},
  }),
})
