import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'

/** Written every nineteen minutes; the first of those that are not delivered 52 minutes ago. */
const isWritten = (minute: number): boolean => (minute + 52) % 19 === 0
const isBlocked = (minute: number): boolean => minute >= -52
/** A try lasts half a minute, and there are some seconds between two: three in two minutes. */
const tries = (minute: number): number => (isBlocked(minute) ? (Math.abs(minute) % 2 === 0 ? 2 : 1) : isWritten(minute) ? 1 : 0)

export default defineRetold({
  id: 'brokers-do-not-answer',
  story:
    'A table of circulars is written three times an hour, and its stream function publishes each change to Kafka. Since an hour the brokers do not answer: the client waits for connection after connection until the invocation reaches its timeout of thirty seconds, and the record is tried again. Two more wait behind it.',
  source: {
    report: 'nasa-gcn/gcn.nasa.gov#2709 (the Kafka client is timing out in the stream function of a table)',
    rule: 'Lambda Developer Guide, "configuration-timeout", "services-dynamodb-errors": an invocation that times out is a failure, and the batch is sent again',
  },
  truth: {
    causes: ['function-timeout', 'network-unreachable'],
    not: ['poison-record', 'cold-start-burden', 'slow-handler', 'insufficient-throughput', 'hot-partition'],
    states: ['stalled'],
    says: /time[sd]?[ -]?out/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|update-alias/,
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: 'nodejs20.x', MemorySize: 256, Timeout: 30, LastModified: '2026-09-22T16:30:12.000+0000'},
    mapping: {...defaults, ...callFailed, BatchSize: 10},
    traffic: {
      invocations: tries,
      errors: minute => (isBlocked(minute) ? tries(minute) : 0),
      durations: (minute, n) => [isBlocked(minute) ? {n, low: 30_000, high: 30_002} : {n, low: 310, high: 880}],
      concurrency: minute => Math.min(1, tries(minute)),
      writes: minute => (isWritten(minute) ? 1 : 0),
      returned: minute => (isWritten(minute) && minute <= -52 ? 1 : 0),
      reads: minute => (isBlocked(minute) ? tries(minute) : 240),
      ages: (minute, n) => {
        if (!isBlocked(minute)) return [{n, low: 300, high: 900}]
        const age = ((minute + 52) * 60 + 2) * 1000
        return [{n, low: age, high: age + 41_000}]
      },
    },
    log: {
      memoryMb: 256,
      usedMb: 104,
      report: {status: 'timeout', durationMs: 30_000},
      failing: ({at, id}) =>
        [0, 1, 2].map(
          retryCount =>
            `${at}\t${id}\tERROR\t{"level":"ERROR","timestamp":"${at}","logger":"kafkajs","message":"[BrokerPool] Failed to connect to seed broker, trying another broker from the list: Connection timeout","retryCount":${retryCount},"retryTime":${346 * 2 ** retryCount}}`,
        ),
    },
  }),
})
