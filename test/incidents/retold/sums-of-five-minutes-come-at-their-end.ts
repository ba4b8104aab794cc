import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

/** The last minute of a window of five, in which each shard gets its final invocation. */
const isLast = (minute: number): boolean => ((minute % 5) + 5) % 5 === 4

export default defineRetold({
  id: 'sums-of-five-minutes-come-at-their-end',
  story:
    'The function adds up in tumbling windows of five minutes: it keeps the sums in the state of the window, and writes them once at the final invocation of each shard. A new colleague sees nothing in the target for four minutes, then all at once, and invocations that last a hundred times as long as the others. Each batch is read within a second or two, and that is how it was built.',
  source: {
    report:
      'aws-powertools/powertools-lambda-python#6627, serverless/serverless#8815 (tumbling windows: a state, and isFinalInvokeForWindow at the end)',
    rule: 'Lambda Developer Guide, "services-ddb-windows": the final invocation of a window has its state and ends it',
  },
  truth: {
    causes: [null],
    not: ['slow-handler', 'silent-loss', 'poison-record', 'insufficient-throughput', 'cold-start-burden'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /TumblingWindowInSeconds=0|delete-event-source-mapping/,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'python3.13', Handler: 'sums.handler', MemorySize: 256},
    mapping: {BatchSize: 100, TumblingWindowInSeconds: 300},
    traffic: {
      invocations: minute => Math.round(about(98)(minute)) + (isLast(minute) ? 3 : 0),
      durations: (minute, n) =>
        isLast(minute)
          ? [
              {n: n - 3, low: 6, high: 34},
              {n: 3, low: 1900, high: 3800},
            ]
          : [{n, low: 6, high: 34}],
      concurrency: minute => (isLast(minute) ? 3 : 1),
      writes: about(4100, 2),
      reads: always(718),
    },
    log: {memoryMb: 256, usedMb: 77, failing: () => []},
  }),
})
