import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, from} from '../shapes.ts'

const index = {TableName: tableName, GlobalSecondaryIndexName: 'by-status'}
const pushedBack = (rate: number, lane: number) => (minute: number) => (minute >= -55 ? total(about(rate, lane))(minute) : undefined)

export default defineRetold({
  id: 'index-pushes-back-on-the-writers',
  story:
    'A global secondary index has fewer write units than its table, and refuses writes since an hour. Customers see errors, and say that the search index is stale: their changes were never written. The successful writes are delivered at once.',
  source: {
    report: 'audienceproject/spark-dynamodb#61; stacks-sbtc/sbtc#1191 (throttled by an index)',
    rule: 'DynamoDB Developer Guide, "GSI" (write throttling of the table by its index); "Streams": a refused write leaves no record',
  },
  truth: {
    causes: [null],
    not: ['hot-partition', 'insufficient-throughput', 'slow-handler', 'reader-contention'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk', 'degraded'],
  },
  world: pipeline({
    table: {
      BillingModeSummary: {BillingMode: 'PROVISIONED'},
      ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: 400, WriteCapacityUnits: 400},
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-status',
          KeySchema: [{AttributeName: 'sk', KeyType: 'HASH'}],
          Projection: {ProjectionType: 'KEYS_ONLY'},
          IndexStatus: 'ACTIVE',
          ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: 100, WriteCapacityUnits: 90},
        },
      ],
    },
    traffic: {invocations: from(-55, about(96), about(120)), writes: from(-55, about(5300, 2), about(9000, 2))},
    moreMetrics: [
      metric('AWS/DynamoDB', 'WriteThrottleEvents', index, pushedBack(3900, 21)),
      metric('AWS/DynamoDB', 'WriteProvisionedThroughputThrottleEvents', index, pushedBack(3900, 21)),
      metric('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', index, total(from(-55, about(5300, 2), about(9000, 2)))),
      metric('AWS/DynamoDB', 'ThrottledRequests', {TableName: tableName, Operation: 'UpdateItem'}, pushedBack(3700, 22)),
    ],
  }),
})
