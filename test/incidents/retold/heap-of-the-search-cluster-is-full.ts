import {defaults, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, from, lively} from '../shapes.ts'

export default defineRetold({
  id: 'heap-of-the-search-cluster-is-full',
  story:
    'Somebody runs large aggregations, and the heap of the search cluster is almost full. Its breaker refuses seven requests in ten with 429. A batch of the .NET consumer passes after three or four tries. All five shards are late by now, and get later.',
  source: {
    report: 'exceptionless/Exceptionless#978 (a .NET client meets circuit_breaking_exception, 429); ICIJ/datashare#665',
    rule: 'OpenSearch Service Developer Guide, "handling-errors" (JVM memory pressure); Lambda Developer Guide, "services-dynamodb-errors": the shard waits for the batch',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'write-burst', 'memory-exhausted'],
    states: ['slow', 'behind', 'stalled'],
    verdicts: ['critical', 'degraded'],
    says: /circuit_breaking|Data too large/,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|ParallelizationFactor=\d|--memory-size|update-alias/,
  },
  world: renamed(
    pipeline({
      shards: 5,
      function: {Runtime: 'dotnet8', Handler: 'Events.Indexer::Events.Indexer.Function::Handler', MemorySize: 1024, Timeout: 60},
      mapping: {...defaults, BatchSize: 100},
      traffic: {
        invocations: from(-44, about(61, 1, 0.04), about(148)),
        errors: from(-44, about(43, 5, 0.05), always(0)),
        durations: from(-44, evenly(310, 1250), evenly(90, 340)),
        concurrency: from(-44, always(5), always(4)),
        writes: about(8700, 2),
        returned: from(-44, about(1800, 3), about(8700, 2)),
        reads: from(-44, about(62), about(1194, 8, 0.005)),
        ages: from(
          -44,
          aged(minute => 5 + (minute + 44) * 47, 24),
          lively(),
        ),
      },
      log: {
        format: 'text-old',
        memoryMb: 1024,
        usedMb: 188,
        failing: ({at, id}) => [
          `${at}\t${id}\tfail\tElasticsearch.Net.ElasticsearchClientException: Request failed to execute. Call: Status code 429 from: POST /_bulk. ServerError: Type: circuit_breaking_exception Reason: "[parent] Data too large, data for [<http_request>] would be [4071282682/3.7gb], which is larger than the limit of [3900912435/3.6gb]"\n   at Events.Indexer.Function.Handler(DynamoDBEvent dynamoEvent, ILambdaContext context) in /src/Function.cs:line 71`,
        ],
      },
    }),
    {function: 'events-indexer-prod', table: 'events'},
  ),
})
