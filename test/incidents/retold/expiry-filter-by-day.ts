import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'expiry-filter-by-day',
  story:
    'The mapping passes the deletions of the time to live, and nothing else: an archive. Items expire at night; by day customers write, and the filter leaves all of it out.',
  source: {
    report: 'awslabs/lambda-streams-to-firehose#59; jgilbert01/aws-lambda-stream#426',
    rule: 'DynamoDB Developer Guide, "time-to-live-ttl-streams": the identity of deletions by TTL; Lambda Developer Guide, "with-ddb-filtering"',
  },
  truth: {
    causes: [null],
    states: ['ok', 'idle', 'unknown'],
    verdicts: ['healthy', 'at-risk', 'undecided'],
    not: ['filter-drops-all'],
    unsaid: /records? (?:are|were|is) lost/i,
  },
  world: pipeline({
    mapping: {
      BatchSize: 500,
      FilterCriteria: {Filters: [{Pattern: '{"userIdentity":{"type":["Service"],"principalId":["dynamodb.amazonaws.com"]}}'}]},
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: about(2600, 2)},
    moreMetrics: [
      metric('AWS/DynamoDB', 'TimeToLiveDeletedItemCount', {TableName: tableName}, minute =>
        minute < -190 && minute > -420 ? total(about(900, 4))(minute) : undefined,
      ),
    ],
    world: {timeToLive: {[tableName]: {TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt'}}},
  }),
})
