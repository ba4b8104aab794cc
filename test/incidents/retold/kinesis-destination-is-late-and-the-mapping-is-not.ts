import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about} from '../shapes.ts'

const delegated = {TableName: tableName, DelegatedOperation: 'PutRecord'}

export default defineRetold({
  id: 'kinesis-destination-is-late-and-the-mapping-is-not',
  story:
    'The table also writes to a Kinesis data stream for the analysts. That stream has too few shards: its oldest change waits for twenty minutes, and a page says "DynamoDB streaming is late". The mapping reads the other stream, and delivers everything at once.',
  source: {
    report: 'aws/aws-cdk#14534; aws-cloudformation/cloudformation-coverage-roadmap#707 (a Kinesis destination beside the stream)',
    rule: 'DynamoDB Developer Guide, "streamsmain" and "metrics-dimensions": the two kinds of streams are independent; AgeOfOldestUnreplicatedRecord is of Kinesis alone',
  },
  truth: {
    causes: [null],
    not: ['reader-contention', 'insufficient-throughput', 'slow-handler', 'hot-partition'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    moreMetrics: [
      metric('AWS/DynamoDB', 'AgeOfOldestUnreplicatedRecord', delegated, minute => {
        const age = Math.max(900, (minute + 60) * 21_000)
        return {n: 10, sum: 10 * age, min: age - 300, max: age + 900}
      }),
      metric('AWS/DynamoDB', 'ThrottledPutRecordCount', delegated, minute => (minute >= -60 ? total(about(3100, 12))(minute) : undefined)),
      metric('AWS/DynamoDB', 'ConsumedChangeDataCaptureUnits', delegated, total(about(6000, 13))),
    ],
  }),
})
