import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'reports-take-the-connections-of-the-database',
  story:
    'Since 48 minutes reports of the end of the month run on the database into which the consumer writes. Each statement waits for its turn: a batch that took half a second takes almost six. Nothing fails, nobody released anything, and the table is written to as always.',
  source: {
    report: 'guardian/mobile-n10n#666 (functions and their database: many executions contend for connections, and the queries wait)',
    rule: 'Lambda Developer Guide, "with-ddb": one batch of a shard at a time; "monitoring-metrics-types": Duration, IteratorAge',
  },
  truth: {
    causes: ['slow-handler'],
    not: ['poison-record', 'hot-partition', 'write-burst', 'throttled-concurrency', 'failing-function', 'cold-start-burden'],
    states: ['slow', 'behind'],
    verdicts: ['critical', 'degraded'],
    says: /duration|slow|longer|takes/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|update-alias/,
  },
  world: pipeline({
    function: {Runtime: 'nodejs22.x', MemorySize: 1024, Timeout: 60},
    mapping: {...defaults, BatchSize: 100},
    traffic: {
      invocations: from(-48, about(42, 1, 0.03), about(130)),
      durations: from(-48, evenly(5100, 6200), evenly(260, 720)),
      concurrency: from(-48, always(4), always(2)),
      // 4,200 of 8,000 records are done in a minute.
      writes: about(8000, 2, 0.05),
      returned: from(-48, about(4200, 3, 0.03), about(8000, 2)),
      reads: from(-48, about(42, 8), about(900, 8, 0.02)),
      ages: from(
        -48,
        aged(minute => 3 + (minute + 48) * 28.5, 15),
        fresh,
      ),
    },
    log: {
      failing: () => [],
      passing: ({at, id, minute}) =>
        minute >= -48 ? [`${at}\t${id}\tINFO\tupsert of 100 rows, waited 5.2 s`] : [`${at}\t${id}\tINFO\tupsert of 61 rows, waited 0.1 s`],
    },
  }),
})
