import {metric, pipeline, tableName} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, lively} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

const place = placeIn('ap-southeast-2')
const index = 'byAssignee'

export default defineRetold({
  id: 'new-index-is-being-filled',
  story:
    'A deployment added an index to a table of eight million items, two hours ago. DynamoDB still fills it, so the table is UPDATING. Filling writes no record into the stream, and writers and the trigger go on. Somebody sees the status and wonders whether the trigger has stopped.',
  source: {
    report:
      'aws-amplify/amplify-cli#7242 (a new index has to be filled); KensioSoftware/yulin#272 (the table is UPDATING, and readable and writable)',
    rule: 'DynamoDB Developer Guide, "GSI.OnlineOps": the table stays available while an index is backfilled; "Streams": records are item changes',
  },
  truth: {
    causes: [null],
    not: ['stale-stream', 'mapping-disabled', 'insufficient-throughput', 'hot-partition', 'write-burst'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /update-event-source-mapping|StartingPosition/,
  },
  world: renamed(
    pipeline({
      place,
      shards: 5,
      function: {Runtime: 'nodejs22.x', MemorySize: 512},
      mapping: {BatchSize: 100},
      table: {
        TableStatus: 'UPDATING',
        GlobalSecondaryIndexes: [
          {
            IndexName: index,
            IndexStatus: 'CREATING',
            Backfilling: true,
            KeySchema: [{AttributeName: 'sk', KeyType: 'HASH'}],
            Projection: {ProjectionType: 'ALL'},
            ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0},
            IndexArn: place.arn('dynamodb', `table/${tableName}/index/${index}`),
            ItemCount: 0,
            IndexSizeBytes: 0,
          },
        ],
      },
      traffic: {
        invocations: about(154),
        durations: evenly(60, 330),
        concurrency: always(4),
        writes: about(3900, 2),
        reads: about(1195, 8, 0.005),
        ages: lively(),
      },
      moreMetrics: [
        metric('AWS/DynamoDB', 'OnlineIndexPercentageProgress', {TableName: tableName, GlobalSecondaryIndexName: index}, minute => {
          const done = 66 + (minute + 120) * 0.2
          return minute < -120 ? undefined : {n: 1, sum: done, min: done, max: done}
        }),
      ],
      log: {memoryMb: 512, usedMb: 124, failing: () => []},
    }),
    {function: 'ticket-search-sync', table: 'Ticket-7xq2lm-prod'},
  ),
})
