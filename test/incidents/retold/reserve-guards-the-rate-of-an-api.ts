import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'reserve-guards-the-rate-of-an-api',
  story:
    'The consumer came close to the rate of an interface that it shares with others, so somebody reserved two executions for it, 35 minutes ago. It reads eight shards and had four executions at once. Invocations are as fast as before, three tries in four are throttled, and all shards get later by a quarter of a minute each minute.',
  source: {
    report:
      'SumoLogic/sumologic-aws-lambda#94 (a reserve, since the functions reach the rate of an API without one), #181 (taken out again)',
    rule: 'Lambda Developer Guide, "configuration-concurrency": a reserve is also the most that a function can have',
  },
  truth: {
    causes: ['throttled-concurrency'],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record', 'hot-partition', 'write-burst', 'failing-function'],
    states: ['slow', 'behind'],
    verdicts: ['critical', 'degraded'],
    says: /reserv/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|ParallelizationFactor=\d/,
  },
  world: pipeline({
    shards: 8,
    around: {reserved: 2},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: from(-35, about(104, 1, 0.03), about(205)),
      durations: from(-35, evenly(1050, 1220), evenly(700, 1220)),
      throttles: from(-35, about(310, 6), always(0)),
      concurrency: from(-35, always(2), always(4)),
      // 10,400 of 14,000 records are done in a minute.
      writes: about(14_000, 2),
      returned: from(-35, about(10_400, 3), about(14_000, 2)),
      reads: from(-35, about(410, 8), about(1900, 8, 0.01)),
      ages: from(
        -35,
        aged(minute => 3 + (minute + 35) * 15.4, 25),
        fresh,
      ),
    },
    log: {failing: () => []},
  }),
})
