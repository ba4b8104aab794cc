import {defaults, epochSeconds, pipeline, shard, tableName, tableOf} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'table-restored-without-its-stream',
  story:
    'A wrong script emptied the table. It was deleted and restored from a backup under its own name; a restored table has no stream. The application writes again since an hour, and the mapping reads the stream of the table that is gone.',
  source: {
    report: 'pulumi/pulumi-aws#1831; awslabs/fhir-works-on-aws-deployment#546 (the stream is not enabled after a restore)',
    rule: 'DynamoDB Developer Guide, "CreateBackup" (stream settings have to be set again after a restore) and "Streams"',
  },
  truth: {
    causes: ['stale-stream'],
    not: ['access-denied', 'mapping-disabled', 'filter-drops-all', 'function-unavailable'],
    states: ['stopped'],
    says: /(?:no|without an?|enable|has no|switch)\b[^.]{0,60}stream|stream[^.]{0,80}(?:\boff\b|disabled|not enabled|no longer)/i,
    dead: /update-alias|MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    stream: {StreamStatus: 'DISABLED'},
    shardList: [0, 1, 2, 3].map(nth => shard(nth, 300 + nth, {closed: true})),
    mapping: {...defaults, LastProcessingResult: 'OK'},
    traffic: {
      invocations: from(-95, always(0), about(120)),
      concurrency: from(-95, always(0), always(3)),
      writes: minute => (minute < -95 ? about(9000, 2)(minute) : minute < -62 ? 0 : about(4200, 2)(minute)),
      returned: from(-95, always(0), about(9000, 2)),
      reads: from(-95, always(0), always(960)),
    },
    world: {
      tables: {
        [tableName]: tableOf(tableName, null, {
          CreationDateTime: epochSeconds(88),
          RestoreSummary: {
            SourceBackupArn: virginia.arn('dynamodb', `table/${tableName}/backup/01795643000000-4f9e21cb`),
            SourceTableArn: virginia.arn('dynamodb', `table/${tableName}`),
            RestoreDateTime: epochSeconds(480),
            RestoreInProgress: false,
          },
        }),
      },
    },
  }),
})
