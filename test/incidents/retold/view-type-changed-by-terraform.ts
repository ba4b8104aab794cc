import {pipeline, shard, streamOf, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const newer = '2026-11-26T03:27:41.550'

export default defineRetold({
  id: 'view-type-changed-by-terraform',
  story:
    'A plan of Terraform changed the view type of the stream, which makes a new stream. It took the ARN for unchanged and left the mapping as it was. For nearly seven hours the mapping has read a stream that gets nothing any more; its state is Enabled, and the last result is OK.',
  source: {
    report: "hashicorp/terraform-provider-aws#42560, #27664 (a new view type breaks the users of the stream's ARN)",
    rule: 'DynamoDB Developer Guide, "Streams": the view type cannot be edited, another stream has to be made; Lambda API reference, UpdateEventSourceMapping: the source cannot be changed',
  },
  truth: {
    causes: ['stale-stream'],
    not: ['mapping-disabled', 'access-denied', 'filter-drops-all', 'function-unavailable'],
    states: ['stopped'],
    says: /2026-11-26T03:27:41\.550/,
    dead: /put-function-concurrency|roll .{0,20}back/i,
  },
  world: pipeline({
    function: {Runtime: 'dotnet8', Handler: 'Parcels::Parcels.Function::Handle'},
    mapping: {BatchSize: 100},
    table: {
      StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES'},
      LatestStreamLabel: newer,
      LatestStreamArn: virginia.streamArn(tableName, newer),
    },
    stream: {StreamStatus: 'DISABLED', StreamViewType: 'NEW_IMAGE'},
    shardList: [0, 1, 2, 3].map(nth => shard(nth, 590 + 11 * nth, {closed: true})),
    moreStreams: {
      [virginia.streamArn(tableName, newer)]: streamOf(
        tableName,
        newer,
        [70, 71, 72, 73].flatMap(nth => {
          const first = shard(nth, 399, {closed: true})
          return [first, shard(nth + 10, 150 + nth, {parent: String(first.ShardId)})]
        }),
      ),
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: about(5200, 2), returned: always(0), reads: always(0)},
  }),
})
