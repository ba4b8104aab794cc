import {defaults, pipeline, shard, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'restored-table-has-no-stream',
  story:
    'This morning the table was deleted by mistake and restored from its backup under the same name. A restored table has no stream: customers write again since five hours, and the mapping reads the stream of the table that is gone.',
  source: {
    report: 'pulumi/pulumi-aws#1831 (the stream is not switched on after a restore)',
    rule: 'DynamoDB Developer Guide, "PointInTimeRecovery_Howitworks": stream settings have to be set up by hand on a restored table; "Streams": the stream of a deleted table can be read for 24 hours',
  },
  truth: {
    causes: ['stale-stream'],
    states: ['stopped'],
    not: ['access-denied', 'filter-drops-all', 'function-unavailable'],
    says: /(?:\bno\b|without|not|enable|switch)[^.]{0,80}stream|stream[^.]{0,80}(?:not|\boff\b|disabled|no longer|gone|old|left|enable)/i,
  },
  world: pipeline({
    table: {
      StreamSpecification: undefined,
      LatestStreamArn: undefined,
      LatestStreamLabel: undefined,
      CreationDateTime: Date.parse('2026-11-26T04:41:10Z') / 1000,
      RestoreSummary: {
        SourceTableArn: virginia.arn('dynamodb', `table/${tableName}`),
        RestoreDateTime: Date.parse('2026-11-26T04:12:00Z') / 1000,
        RestoreInProgress: false,
      },
    },
    stream: {StreamStatus: 'DISABLED'},
    shardList: [0, 1, 2, 3].map(nth => shard(nth, 420 + 9 * nth, {closed: true})),
    mapping: defaults,
    traffic: {invocations: always(0), concurrency: always(0), writes: about(2600, 2), returned: always(0), reads: always(0)},
  }),
})
