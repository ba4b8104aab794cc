import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly} from '../shapes.ts'

/** Something is written every eleven minutes: 0 in that minute, 1 in the one after it. */
const since = (minute: number): number => (((minute - 3) % 11) + 11) % 11

export default defineRetold({
  id: 'database-sleeps-after-five-minutes',
  story:
    'The consumer of a table that changes every eleven minutes writes to an Aurora cluster that pauses when nobody uses it for five. The first connection wakes it, which takes some twenty seconds, and the function has fifteen: it runs into its timeout, and the second try finds the database awake. Every change is a quarter of a minute late, and every other invocation is an error.',
  source: {
    report:
      'aws/aws-cdk#20282 (the connection fails about 20 seconds, then it connects); jeremydaly/data-api-client#40, #99 (a timeout if the database has to be started)',
    rule: 'Aurora User Guide, "aurora-serverless-v2-auto-pause": the first connection resumes the cluster, which takes about 15 seconds and more; Lambda Developer Guide, "configuration-timeout"',
  },
  truth: {
    causes: ['function-timeout'],
    states: ['ok', 'idle', 'behind', 'slow'],
    not: ['poison-record', 'cold-start-burden', 'network-unreachable', 'insufficient-throughput', 'memory-exhausted'],
    says: /time[ds]?[ -]?out/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|--memory-size/,
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: 'python3.12', Handler: 'ledger.handler', Timeout: 15, MemorySize: 256},
    mapping: {...defaults, BatchSize: 10},
    traffic: {
      invocations: minute => (since(minute) < 2 ? 1 : 0),
      errors: minute => (since(minute) === 0 ? 1 : 0),
      durations: (minute, n) => (since(minute) === 0 ? [{n, low: 15_000, high: 15_003}] : [{n, low: 5200, high: 8100}]),
      concurrency: minute => (since(minute) < 2 ? 1 : 0),
      writes: minute => (since(minute) === 0 ? 1 : 0),
      ages: (minute, n) => (since(minute) === 0 ? evenly(300, 900)(minute, n) : evenly(16_200, 17_400)(minute, n)),
    },
    log: {memoryMb: 256, usedMb: 84, report: {status: 'timeout', durationMs: 15_000}, failing: () => [], coldMs: () => 720},
  }),
})
