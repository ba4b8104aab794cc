import {nodeError} from '../lines.ts'
import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, allBlocked, always, between, evenly, fresh} from '../shapes.ts'

export default defineRetold({
  id: 'twenty-minutes-after-the-fix-was-released',
  story:
    'A bad release failed on everything for half an hour. The fix was released 22 minutes ago; the backlog was gone eight minutes later.',
  source: {
    report: 'awslabs/amazon-kinesis-scaling-utils#63 (a code fault that was mended, and the age that came down)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": batches that wait are delivered once the function succeeds',
  },
  truth: {
    causes: [null],
    not: ['failing-function', 'shard-rollover', 'write-burst', 'slow-handler', 'insufficient-throughput', 'poison-record'],
    states: ['ok', 'recovering'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    function: {LastModified: functionTime(22)},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: minute =>
        minute < -52 ? about(120)(minute) : minute < -21 ? 14 : minute < -13 ? about(460)(minute) : about(120)(minute),
      errors: between(-52, -21, always(14), always(0)),
      durations: between(-52, -21, evenly(3, 9), evenly(80, 240)),
      returned: minute => (minute >= -21 && minute < -13 ? 44_000 : about(9000, 2)(minute)),
      ages: (minute, n) => {
        if (minute < -52 || minute >= -13) return fresh(minute, n)
        if (minute < -21) return allBlocked(-52)(minute, n)
        return aged(at => Math.max(1, (31 - 4 * (at + 21)) * 60), 40)(minute, n)
      },
    },
    log: {failing: nodeError('ReferenceError', 'tariff is not defined', '/var/task/price.js:8:3')},
  }),
})
