import {metric, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'most-writes-change-nothing',
  story:
    'Scanners put the same item of four kilobytes again and again; four writes in five change nothing and make no record. The table counts twenty write units for each record of its stream, and somebody takes that for a loss.',
  source: {
    report: 'scylladb/scylladb#27375, #27361 (a write that does not change the item makes no record)',
    rule: 'DynamoDB Developer Guide, "Streams": no record for an operation that changes nothing; "read-write-operations": a unit for each kilobyte, changed or not',
  },
  truth: {
    causes: [null],
    not: ['silent-loss', 'insufficient-throughput', 'filter-drops-all', 'hot-partition'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /(?<!\bno )records? (?:are|were|is|was|have been) (?:lost|dropped|not delivered)/i,
  },
  world: pipeline({
    table: {
      BillingModeSummary: {BillingMode: 'PROVISIONED'},
      ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: 200, WriteCapacityUnits: 400},
    },
    mapping: {BatchSize: 50},
    traffic: {
      invocations: about(110),
      durations: evenly(40, 130),
      writes: about(14_000, 2),
      returned: about(700, 3),
    },
    events: {Polled: about(700, 3), Invoked: about(700, 3)},
    moreMetrics: [
      metric('AWS/DynamoDB', 'ProvisionedWriteCapacityUnits', {TableName: tableName}, minute =>
        minute % 5 === 0 ? {n: 5, sum: 2000, min: 400, max: 400} : undefined,
      ),
    ],
    log: {failing: () => []},
  }),
})
