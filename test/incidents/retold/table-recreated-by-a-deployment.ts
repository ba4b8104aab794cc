import {defaults, pipeline, shard, streamOf, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const newer = '2026-11-24T18:02:55.071'

export default defineRetold({
  id: 'table-recreated-by-a-deployment',
  story:
    'A deployment replaced the table two days ago. The mapping points at the stream of the table that is gone, and that stream no longer exists.',
  source: {
    report: 'aws-amplify/amplify-category-api#3177; localstack/localstack#2561',
    rule: 'DynamoDB Developer Guide, "Streams": the stream of a deleted table can be read for 24 hours',
  },
  truth: {causes: ['stale-stream'], states: ['stopped'], says: /2026-11-24T18:02:55\.071|stream/},
  world: pipeline({
    table: {
      LatestStreamLabel: newer,
      LatestStreamArn: virginia.streamArn(tableName, newer),
      CreationDateTime: Date.parse('2026-11-24T18:02:50Z') / 1000,
    },
    mapping: {...defaults, LastProcessingResult: 'OK'},
    traffic: {invocations: always(0), concurrency: always(0), returned: always(0), reads: always(0), writes: about(2100, 2)},
    world: {
      streams: {
        [virginia.streamArn(tableName, newer)]: streamOf(
          tableName,
          newer,
          [70, 71].map(nth => shard(nth, 200)),
        ),
      },
    },
  }),
})
