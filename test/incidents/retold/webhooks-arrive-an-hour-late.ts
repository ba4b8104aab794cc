import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, from, lively} from '../shapes.ts'

export default defineRetold({
  id: 'webhooks-arrive-an-hour-late',
  story:
    'The consumer sends a webhook for each change, one after another, an eighth of a second each. A customer imports his whole stock since almost two hours: three and a half times the changes of a usual morning. The webhooks of all customers are an hour late by now. No call fails, and each takes as long as ever.',
  source: {
    report: 'reapit/foundations#9685 (webhooks three hours late: an abnormal volume makes a backlog in the pipeline that delivers them)',
    rule: 'Lambda Developer Guide, "with-ddb": one batch of a shard at a time, unless ParallelizationFactor is higher',
  },
  truth: {
    causes: ['insufficient-throughput', 'write-burst'],
    not: ['poison-record', 'hot-partition', 'throttled-concurrency', 'failing-function', 'function-timeout'],
    states: ['behind', 'slow'],
    verdicts: ['critical', 'degraded'],
    says: /writ|record|traffic|load|volume/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|update-alias/,
  },
  world: pipeline({
    shards: 6,
    function: {Runtime: 'nodejs22.x', MemorySize: 512, Timeout: 60},
    mapping: {BatchSize: 25},
    traffic: {
      invocations: from(-115, about(117, 1, 0.02), about(165)),
      durations: from(-115, evenly(2900, 3180), evenly(620, 2000)),
      concurrency: from(-115, always(6), always(4)),
      // 2,925 of 6,500 records are done in a minute.
      writes: from(-115, about(6500, 2, 0.05), about(1800, 2)),
      returned: from(-115, about(2925, 3, 0.03), about(1800, 2)),
      reads: from(-115, about(117, 8), about(1250, 8, 0.02)),
      ages: from(
        -115,
        aged(minute => 3 + (minute + 115) * 33, 30),
        lively(),
      ),
    },
    log: {memoryMb: 512, usedMb: 109, failing: () => []},
  }),
})
