import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, evenly, lively} from '../shapes.ts'

/** One minute of a quarter of an hour in which all shards are busy at once. */
const isBurst = (minute: number): boolean => Math.abs(minute) % 15 === 8

export default defineRetold({
  id: 'java-starts-four-environments-for-a-burst',
  story:
    'A Java consumer of six shards has two environments most of the time. Four times an hour a feed writes into all partitions, and four more environments start, two seconds each. The records of that minute are up to four seconds late, which the dashboards behind it allow ten times over. A post about cold starts in pipelines made somebody ask whether this one is ill.',
  source: {
    report: 'coveo/source.coveo.com#312 (cold starts of Java functions in a pipeline of streams)',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": an environment for each concurrent request; Init Duration',
  },
  truth: {
    causes: [null],
    not: ['slow-handler', 'insufficient-throughput', 'write-burst', 'hot-partition', 'throttled-concurrency', 'failing-function'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /put-function-concurrency|MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 6,
    function: {Runtime: 'java21', Handler: 'feeds.Consumer::handleRequest', MemorySize: 2048},
    mapping: {BatchSize: 200},
    traffic: {
      invocations: minute => (isBurst(minute) ? about(260)(minute) : about(170)(minute)),
      durations: (minute, n) => (isBurst(minute) ? evenly(60, 520)(minute, n) : evenly(45, 240)(minute, n)),
      concurrency: minute => (isBurst(minute) ? 6 : 2),
      writes: minute => (isBurst(minute) ? about(21_000, 2)(minute) : about(4800, 2)(minute)),
      reads: about(1415, 8, 0.01),
      ages: (minute, n) =>
        isBurst(minute)
          ? [
              {n: n - 8, low: 250, high: 1700},
              {n: 8, low: 2300, high: 4100},
            ]
          : lively()(minute, n),
    },
    log: {
      memoryMb: 2048,
      usedMb: 296,
      failing: () => [],
      coldMs: ({minute, nth}) => (isBurst(minute) && nth < 4 ? 1950 + 110 * nth : undefined),
    },
  }),
})
