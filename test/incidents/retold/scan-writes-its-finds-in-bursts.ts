import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, evenly, lively} from '../shapes.ts'

/** Two minutes of every twelve; the last ones are five and six minutes old. */
const isBurst = (minute: number): boolean => [5, 6].includes(Math.abs(minute) % 12)
const atBursts =
  (then: number, around: number, lane: number) =>
  (minute: number): number =>
    isBurst(minute) ? about(then, lane, 0.04)(minute) : about(around, lane)(minute)

export default defineRetold({
  id: 'scan-writes-its-finds-in-bursts',
  story:
    'A scan of another table looks for accounts that are not used, and writes its finds in blocks of 25, each twelve minutes for two minutes as fast as it can. The consumer gets up to a quarter of a minute late in a burst, and is on time in the next minute. All five bursts of the last hour look the same.',
  source: {
    report: 'govuk-one-login/authentication-api#8692 (a scan that collects items and writes them in batches of 25)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge falls while more is read than written',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record', 'hot-partition', 'throttled-concurrency', 'failing-function'],
    states: ['ok', 'recovering'],
    verdicts: ['healthy', 'at-risk'],
    dead: /MaximumRetryAttempts=\d|put-provisioned-concurrency-config/,
  },
  world: pipeline({
    function: {Runtime: 'java21', Handler: 'accounts.Tracker::handleRequest', MemorySize: 1024},
    mapping: {BatchSize: 500},
    traffic: {
      invocations: atBursts(102, 74, 1),
      durations: (minute, n) => (isBurst(minute) ? evenly(900, 2400)(minute, n) : evenly(40, 190)(minute, n)),
      concurrency: minute => (isBurst(minute) ? 4 : 1),
      writes: atBursts(41_000, 620, 2),
      reads: minute => (isBurst(minute) ? 340 : 952),
      ages: (minute, n) => (isBurst(minute) ? evenly(900, 14_500)(minute, n) : lively()(minute, n)),
    },
    log: {usedMb: 318, failing: () => []},
  }),
})
