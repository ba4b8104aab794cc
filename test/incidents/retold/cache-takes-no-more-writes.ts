import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'cache-takes-no-more-writes',
  story:
    'A Ruby consumer keeps a Redis cache up to date, in keys that never expire. Since 28 minutes the memory of the cache is full, and it answers each write with "OOM command not allowed". The function itself uses a third of its own memory. Every batch of every shard fails within milliseconds.',
  source: {
    report: 'EBWiki/EBWiki#3997, redis/redis#2746 ("OOM command not allowed when used memory > maxmemory")',
    rule: 'ElastiCache User Guide, "ParameterGroups.Redis": maxmemory-policy; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    states: ['stalled'],
    not: ['memory-exhausted', 'poison-record', 'network-unreachable', 'throttled-concurrency'],
    says: /OOM command not allowed|maxmemory/,
    dead: /--memory-size|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'ruby3.3', Handler: 'app.handler', MemorySize: 512, LastModified: '2026-10-20T08:31:10.000+0000'},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-28, about(13, 1, 0.1), about(96)),
      errors: from(-28, about(13, 1, 0.1), always(0)),
      durations: from(-28, evenly(9, 40), evenly(30, 160)),
      concurrency: from(-28, always(1), always(2)),
      writes: about(4700, 2),
      returned: from(-28, about(100, 3), about(4700, 2)),
      reads: from(-28, about(48, 8), always(720)),
      ages: allBlocked(-28),
    },
    log: {
      memoryMb: 512,
      usedMb: 171,
      report: {status: 'error', errorType: 'Function<Redis::CommandError>'},
      failing: () => [
        'Critical exception from handler\n{\n  "errorMessage": "OOM command not allowed when used memory > \'maxmemory\'.",\n  "errorType": "Function<Redis::CommandError>",\n  "stackTrace": [\n    "/var/task/vendor/bundle/ruby/3.3.0/gems/redis-client-0.22.2/lib/redis_client.rb:217:in `call\'",\n    "/var/task/app.rb:31:in `block in handler\'"\n  ]\n}',
      ],
    },
  }),
})
