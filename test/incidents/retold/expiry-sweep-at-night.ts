import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, between, evenly, fresh} from '../shapes.ts'

export default defineRetold({
  id: 'expiry-sweep-at-night',
  story:
    'Half a million items expire at midnight. DynamoDB deletes them over twenty minutes, the consumer gets a record for each, and the age reaches a quarter of a minute.',
  source: {
    report: 'awslabs/lambda-streams-to-firehose#59; jgilbert01/aws-lambda-stream#426',
    rule: 'DynamoDB Developer Guide, "howitworks-ttl": deletions use no write capacity and come in the background',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'poison-record', 'slow-handler'],
    states: ['ok', 'recovering'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    mapping: {BatchSize: 1000},
    traffic: {
      invocations: between(-33, -13, about(150), about(90)),
      writes: about(2100, 2),
      returned: between(-33, -13, about(27_000, 3), about(2100, 2)),
      durations: between(-33, -13, evenly(300, 900), evenly(60, 200)),
      ages: between(-33, -13, evenly(900, 15_000), fresh),
    },
    moreMetrics: [
      metric('AWS/DynamoDB', 'TimeToLiveDeletedItemCount', {TableName: tableName}, minute =>
        minute >= -33 && minute < -13 ? total(about(25_000, 4))(minute) : undefined,
      ),
    ],
    world: {timeToLive: {[tableName]: {TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt'}}},
  }),
})
