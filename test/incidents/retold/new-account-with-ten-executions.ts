import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'new-account-with-ten-executions',
  story:
    'In a new account all functions together have ten executions. An interface with bursts takes them, and the consumer of the stream is throttled in most minutes.',
  source: {
    report: 'aws-samples/one-observability-demo#278 (a limit of ten in new accounts)',
    rule: 'Lambda Developer Guide, "gettingstarted-limits": new accounts have reduced concurrency',
  },
  truth: {
    causes: ['throttled-concurrency'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'insufficient-throughput'],
    says: /account/i,
  },
  world: pipeline({
    shards: 2,
    mapping: {BatchSize: 30},
    accountSettings: {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: 10,
        UnreservedConcurrentExecutions: 10,
      },
      AccountUsage: {TotalCodeSize: 1e7, FunctionCount: 6},
    },
    traffic: {
      invocations: from(-26, about(31), about(80)),
      throttles: from(-26, about(70, 6), always(0)),
      concurrency: from(-26, always(1), always(2)),
      accountConcurrency: from(-26, always(10), always(4)),
      writes: about(2400, 2),
      returned: from(-26, about(950, 3), about(2400, 2)),
      reads: from(-26, always(110), always(480)),
      ages: from(
        -26,
        aged(minute => (minute + 26) * 36, 20),
        fresh,
      ),
    },
  }),
})
