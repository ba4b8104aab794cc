import {epochSeconds, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, evenly, lively, noise} from '../shapes.ts'

export default defineRetold({
  id: 'more-executions-than-shards',
  story:
    'The stream has four shards, and the graph shows up to 31 executions at once. Somebody takes that for a leak or for a second trigger. The factor of the mapping is ten since last week, so forty are allowed; every record is fresh.',
  source: {
    report: 'serverless/serverless#7019 (the factor multiplies the concurrency of a shard)',
    rule: 'Lambda Developer Guide, "with-ddb": ParallelizationFactor, up to ten batches of a shard at once, in order for each key',
  },
  truth: {
    causes: [null],
    not: ['throttled-concurrency', 'reader-contention', 'write-back-loop', 'cold-start-burden', 'slow-handler'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /put-function-concurrency|ParallelizationFactor=\d/,
  },
  world: renamed(
    pipeline({
      shards: 4,
      function: {Runtime: 'java21', Handler: 'rides.Consumer::handleRequest', MemorySize: 2048, Timeout: 30},
      mapping: {BatchSize: 25, ParallelizationFactor: 10, LastModified: epochSeconds(8 * 1440)},
      traffic: {
        invocations: about(2350, 1, 0.04),
        durations: evenly(190, 880),
        concurrency: minute => Math.round(24 + 7 * noise(minute, 12)),
        writes: about(41_000, 2, 0.05),
        reads: about(955, 8, 0.005),
        accountConcurrency: minute => 90 + 25 * noise(minute, 9),
        ages: lively(),
      },
      log: {memoryMb: 2048, usedMb: 391, failing: () => []},
    }),
    {function: 'ride-events-fanout', table: 'rides'},
  ),
})
