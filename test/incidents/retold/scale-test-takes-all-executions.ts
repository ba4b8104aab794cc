import {configuredFunction, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from, noise} from '../shapes.ts'

export default defineRetold({
  id: 'scale-test-takes-all-executions',
  story:
    'A scale test runs in the same account since 14 minutes: its state machine starts a thousand copies at once. The consumer of the stream has no reserve, gets two executions of the thousand, and most of its tries are throttled. The other invocations succeed as fast as ever.',
  source: {
    report: 'HumanCellAtlas/data-store#1118 (a scale test runs out of the concurrency of the account)',
    rule: 'Lambda Developer Guide, "lambda-concurrency": functions without a reserve share the limit of the account; "services-dynamodb-errors": throttled batches are tried until they expire',
  },
  truth: {
    causes: ['throttled-concurrency'],
    not: ['poison-record', 'failing-function', 'slow-handler', 'insufficient-throughput', 'hot-partition', 'write-burst'],
    states: ['slow', 'behind', 'stalled'],
    says: /account/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|ParallelizationFactor=\d/,
  },
  world: pipeline({
    shards: 16,
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 256},
    mapping: {BatchSize: 25},
    traffic: {
      invocations: from(-14, about(70), about(420)),
      throttles: from(-14, about(310, 6, 0.12), always(0)),
      durations: evenly(120, 380),
      concurrency: from(-14, always(2), always(5)),
      accountConcurrency: from(-14, always(1000), minute => 120 + 60 * noise(minute, 9)),
      writes: about(10_000, 2),
      returned: from(-14, about(1750, 3), about(10_000, 2)),
      reads: from(-14, about(390, 8), always(3840)),
      // 1,750 of 10,000 records a minute.
      ages: from(
        -14,
        aged(minute => 3 + (minute + 14) * 49, 40),
        fresh,
      ),
    },
    log: {memoryMb: 256, usedMb: 88, failing: () => []},
    moreFunctions: {'scale-test-copy-part': {configuration: configuredFunction('scale-test-copy-part')}},
    moreMetrics: [
      metric('AWS/Lambda', 'ConcurrentExecutions', {FunctionName: 'scale-test-copy-part'}, minute =>
        minute >= -14 ? {n: 60, sum: 58_400, min: 940, max: 986} : undefined,
      ),
    ],
  }),
})
