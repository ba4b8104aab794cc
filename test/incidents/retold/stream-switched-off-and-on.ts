import {pipeline, shard, streamOf, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const newer = '2026-11-26T05:40:09.120'

export default defineRetold({
  id: 'stream-switched-off-and-on',
  story:
    'To change the view type somebody switched the stream off and on again. The table has a new stream, and the mapping still reads the old one, which gets nothing more.',
  source: {
    report: 'aws-amplify/amplify-cli#6417, #1793',
    rule: 'DynamoDB Developer Guide, "Streams": enabling a stream again makes a new one with another descriptor',
  },
  truth: {causes: ['stale-stream'], states: ['stopped'], says: /2026-11-26T05:40:09\.120/},
  world: pipeline({
    table: {LatestStreamLabel: newer, LatestStreamArn: virginia.streamArn(tableName, newer)},
    stream: {StreamStatus: 'DISABLED'},
    shardList: [0, 1, 2, 3].map(nth => shard(nth, 400 + nth, {closed: true})),
    moreStreams: {
      [virginia.streamArn(tableName, newer)]: streamOf(
        tableName,
        newer,
        [60, 61, 62, 63].map(nth => shard(nth, 267)),
      ),
    },
    traffic: {invocations: always(0), concurrency: always(0), returned: always(0), reads: always(0)},
  }),
})
