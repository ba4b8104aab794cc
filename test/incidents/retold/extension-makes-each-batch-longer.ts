import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from, noise} from '../shapes.ts'

export default defineRetold({
  id: 'extension-makes-each-batch-longer',
  story:
    'Since yesterday a new version of the monitoring extension adds 700 ms to each invocation. At night nobody noticed. At the peak of today, which is that of every day and began 75 minutes ago, the batches would need 15 executions at once, and 12 are reserved: two tries in five are throttled, and every shard gets later.',
  source: {
    report: 'DataDog/datadog-lambda-extension#560 (throttled in peak hours after an update of the extension, with longer durations)',
    rule: 'Lambda Developer Guide, "configuration-concurrency": a reserve is a limit too; "lambda-concurrency": concurrency is requests times duration',
  },
  truth: {
    causes: ['throttled-concurrency'],
    not: ['poison-record', 'failing-function', 'hot-partition', 'write-back-loop', 'cold-start-burden'],
    states: ['slow', 'behind'],
    says: /reserved concurrency/i,
    dead: /ParallelizationFactor=\d|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 6,
    around: {reserved: 12},
    function: {
      Runtime: 'nodejs22.x',
      MemorySize: 1024,
      LastModified: functionTime(26 * 60),
      Layers: [{Arn: 'arn:aws:lambda:us-east-1:464622532012:layer:Datadog-Extension:69', CodeSize: 31_000_000}],
    },
    mapping: {BatchSize: 50, ParallelizationFactor: 4, MaximumRecordAgeInSeconds: -1},
    traffic: {
      // 12 executions do 450 batches of 50 in a minute, of 27,000 records.
      invocations: from(-75, about(448, 1, 0.02), about(290)),
      durations: evenly(1150, 2050),
      throttles: from(-75, about(310, 6), always(0)),
      concurrency: from(-75, always(12), always(8)),
      writes: from(-75, about(27_000, 2, 0.03), about(13_500, 2)),
      returned: from(-75, about(22_400, 3, 0.03), about(13_500, 2)),
      reads: from(-75, about(760, 8), about(1420, 8, 0.01)),
      ages: from(
        -75,
        aged(minute => 3 + (minute + 75) * 10 + 9 * noise(minute, 307), 22),
        fresh,
      ),
    },
    log: {usedMb: 214, failing: () => []},
  }),
})
