import {defaults, epochSeconds, metric, pipeline, tableName, total} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

const expired = about(34, 7, 0.3)

export default defineRetold({
  id: 'filter-for-expired-items-has-a-small-letter',
  story:
    'A new consumer shall archive the items that expire. Its filter asks for the identity type "service", and the stream writes "Service". Dozens of items expire each minute, and since two days the function has not been called.',
  source: {
    report:
      'localstack/localstack#11343 (the identity of an expiry: {"principalId": "dynamodb.amazonaws.com", "type": "Service"}); opensearch-project/data-prepper#4560',
    rule: 'DynamoDB Developer Guide, "time-to-live-ttl-streams": userIdentity.type is "Service"; Lambda Developer Guide, "invocation-eventfiltering": strings have to be equal',
  },
  truth: {
    causes: ['filter-drops-all'],
    not: ['mapping-disabled', 'stale-stream', 'access-denied', 'function-unavailable'],
    states: ['stopped', 'idle', 'unknown'],
    says: /["'`]Service["'`]|case-sensitive|\bcapital|upper.?case|letter (?:by|for) letter|minds? the case/i,
  },
  world: renamed(
    pipeline({
      shards: 4,
      function: {Runtime: 'python3.13', Handler: 'archive.handler', MemorySize: 256, LastModified: '2026-11-24T09:31:02.000+0000'},
      mapping: {
        ...defaults,
        BatchSize: 100,
        MaximumBatchingWindowInSeconds: 30,
        StartingPosition: 'LATEST',
        LastModified: epochSeconds(2 * 1440 + 31),
        LastProcessingResult: 'No records processed',
        FilterCriteria: {
          Filters: [{Pattern: '{"userIdentity":{"type":["service"],"principalId":["dynamodb.amazonaws.com"]}}'}],
        },
      },
      traffic: {
        invocations: always(0),
        concurrency: always(0),
        writes: about(1180, 2),
        returned: minute => about(1180, 2)(minute) + expired(minute),
      },
      events: {
        Polled: minute => about(1180, 2)(minute) + expired(minute),
        FilteredOut: minute => about(1180, 2)(minute) + expired(minute),
      },
      moreMetrics: [metric('AWS/DynamoDB', 'TimeToLiveDeletedItemCount', {TableName: tableName}, total(expired))],
      world: {timeToLive: {[tableName]: {TimeToLiveStatus: 'ENABLED', AttributeName: 'purgeAt'}}},
    }),
    {function: 'session-archiver', table: 'sessions'},
  ),
})
