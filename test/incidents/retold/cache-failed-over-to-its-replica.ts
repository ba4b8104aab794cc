import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

const calls = about(17, 5)

export default defineRetold({
  id: 'cache-failed-over-to-its-replica',
  story:
    'In the maintenance window of the cache its primary node was replaced. The environments of a .NET consumer keep their connection to the old one, which is a replica now and refuses every write. Nothing was deployed; each batch fails within milliseconds.',
  source: {
    report: 'StackExchange/StackExchange.Redis#2264 (READONLY after a failover in the maintenance window); redis/redis-rb#550',
    rule: 'Lambda Developer Guide, "best-practices": connections are kept with the environment; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'network-unreachable', 'access-denied', 'function-unavailable'],
    states: ['stalled'],
    says: /READONLY|read[ -]only replica/i,
    dead: /update-alias|roll .{0,20}back|MaximumRecordAgeInSeconds=\d/i,
  },
  world: pipeline({
    metricDelayMinutes: 3,
    shards: 5,
    function: {Runtime: 'dotnet8', Handler: 'Parcels::Parcels.CacheWriter::Handle', MemorySize: 512},
    mapping: {...defaults, ...callFailed, BatchSize: 250},
    traffic: {
      invocations: from(-19, calls, about(170)),
      errors: from(-19, calls, always(0)),
      durations: from(-19, evenly(6, 41), evenly(45, 210)),
      concurrency: always(5),
      writes: about(11_000, 2),
      returned: from(-19, always(0), about(11_000, 2)),
      reads: from(-19, about(18, 8), always(1200)),
      ages: allBlocked(-19),
    },
    log: {
      memoryMb: 512,
      usedMb: 121,
      report: {status: 'error', errorType: 'RedisServerException'},
      failing: ({at, id}) => [
        `${at}\t${id}\tfail\tStackExchange.Redis.RedisServerException: READONLY You can't write against a read only replica.\n   at StackExchange.Redis.ConnectionMultiplexer.ExecuteSyncImpl[T](Message message, ResultProcessor\`1 processor, ServerEndPoint server, T defaultValue)\n   at Parcels.CacheWriter.Handle(DynamoDBEvent input, ILambdaContext context) in /src/CacheWriter.cs:line 52`,
      ],
    },
  }),
})
