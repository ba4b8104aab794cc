import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between} from '../shapes.ts'

const pushedBack = (minute: number) => (minute >= -52 && minute < -46 ? total(about(310, 23))(minute) : undefined)

export default defineRetold({
  id: 'capacity-scaled-down-before-the-peak',
  story:
    'Auto scaling had lowered the write units of the table over night, and was six minutes late when the orders came, three quarters of an hour ago. Some writes were refused then, and repeated by the SDK of the writers. The stream has every write that was taken, and the consumer was never late.',
  source: {
    report:
      'ministryofjustice/cloud-platform#2664 (the throughput was lowered directly before the exceptions); source-cooperative/source.coop#12',
    rule: 'DynamoDB Developer Guide, "AutoScaling": it needs some minutes; "metrics-dimensions": WriteThrottleEvents; a refused write leaves no record',
  },
  truth: {
    causes: [null],
    not: ['hot-partition', 'insufficient-throughput', 'write-burst', 'throttled-concurrency', 'reader-contention'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    table: {
      BillingModeSummary: {BillingMode: 'PROVISIONED'},
      ProvisionedThroughput: {NumberOfDecreasesToday: 1, ReadCapacityUnits: 120, WriteCapacityUnits: 220},
    },
    mapping: {BatchSize: 100},
    traffic: {
      invocations: between(-400, -52, about(64), about(118)),
      writes: between(-52, -46, always(5990), between(-400, -52, about(3000, 2), about(8200, 2))),
    },
    moreMetrics: [
      metric('AWS/DynamoDB', 'WriteThrottleEvents', {TableName: tableName}, pushedBack),
      metric('AWS/DynamoDB', 'WriteProvisionedThroughputThrottleEvents', {TableName: tableName}, pushedBack),
      metric('AWS/DynamoDB', 'ThrottledRequests', {TableName: tableName, Operation: 'PutItem'}, pushedBack),
    ],
    log: {failing: () => []},
  }),
})
