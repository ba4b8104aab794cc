import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly} from '../shapes.ts'

/** Something is written every thirteen minutes: 0 in that minute, 1 in the one after it. */
const since = (minute: number): number => (((minute - 4) % 13) + 13) % 13

export default defineRetold({
  id: 'first-query-after-a-pause-hangs',
  story:
    'A table gets a write every quarter of an hour. By then the server has dropped the connection that the warm environment still believes in: the first query hangs until the timeout, Lambda makes a new environment, and the same record passes. Every change comes a minute late, and every other invocation is an error.',
  source: {
    report: 'Automattic/mongoose#8359; mongodb-js/mongodb-core#462 (queries of a warm environment hang after a pause)',
    rule: 'Lambda Developer Guide, "best-practices": connections are purged over time, and using one that is idle fails; after a timeout the environment is reset',
  },
  truth: {
    causes: ['function-timeout'],
    states: ['ok', 'idle', 'behind', 'slow'],
    not: ['poison-record', 'cold-start-burden', 'network-unreachable', 'insufficient-throughput'],
    says: /time[ds]?[ -]?out/i,
    dead: /--timeout \d|MaximumRetryAttempts=0\b/,
  },
  world: pipeline({
    shards: 1,
    function: {Timeout: 58, Runtime: 'nodejs20.x', MemorySize: 256},
    mapping: {...defaults, BatchSize: 10},
    traffic: {
      invocations: minute => (since(minute) < 2 ? 1 : 0),
      errors: minute => (since(minute) === 0 ? 1 : 0),
      durations: (minute, n) => (since(minute) === 0 ? [{n, low: 58_000, high: 58_002}] : [{n, low: 210, high: 340}]),
      concurrency: minute => (since(minute) < 2 ? 1 : 0),
      writes: minute => (since(minute) === 0 ? 1 : 0),
      ages: (minute, n) => (since(minute) === 0 ? evenly(300, 900)(minute, n) : evenly(59_000, 60_400)(minute, n)),
    },
    log: {memoryMb: 256, usedMb: 92, report: {status: 'timeout', durationMs: 58_000}, failing: () => [], coldMs: () => 640},
  }),
})
