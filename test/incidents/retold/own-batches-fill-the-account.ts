import {pipeline, shard} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'own-batches-fill-the-account',
  story:
    'Sixty shards with ten batches at once for each may take 600 executions; the account has 500. A campaign brings two and a half times the writes, the consumer takes all that there is, is throttled by its own batches, and falls behind. All else in the account is throttled with it.',
  source: {
    report: 'solita/solita.github.com#376 (a hundred shards times ten are all executions of an account)',
    rule: 'Lambda Developer Guide, "with-ddb": ParallelizationFactor; "lambda-concurrency": functions without a reserve share the limit of the account',
  },
  truth: {
    causes: ['throttled-concurrency'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'failing-function', 'hot-partition', 'slow-handler'],
    says: /\b500\b|account/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shardList: Array.from({length: 60}, (_, nth) => shard(nth, 3 + ((nth * 37) % 236))),
    mapping: {BatchSize: 100, ParallelizationFactor: 10},
    accountSettings: {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: 500,
        UnreservedConcurrentExecutions: 500,
      },
      AccountUsage: {TotalCodeSize: 100_000_000, FunctionCount: 23},
    },
    traffic: {
      invocations: from(-45, about(2400, 1, 0.03), about(1250)),
      throttles: from(-45, about(900, 6), always(0)),
      durations: evenly(11_000, 12_600),
      concurrency: from(-45, always(478), always(251)),
      accountConcurrency: from(-45, always(500), always(290)),
      writes: from(-45, about(300_000, 2, 0.03), about(120_000, 2)),
      returned: from(-45, about(240_000, 3, 0.03), about(120_000, 2)),
      reads: from(-45, always(5200), always(14_400)),
      // 240,000 of 300,000 records a minute.
      ages: from(
        -45,
        aged(minute => 3 + (minute + 45) * 12, 20),
        evenly(500, 3500),
      ),
    },
  }),
})
