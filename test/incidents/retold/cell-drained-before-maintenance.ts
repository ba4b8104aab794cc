import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

const canary = (every: number) => (minute: number) => (Math.abs(minute) % 6 === 1 ? every : 0)

export default defineRetold({
  id: 'cell-drained-before-maintenance',
  story:
    'Customers were moved away from a cell before its maintenance, forty minutes ago. Only a canary is left. It writes two items every six minutes; both arrive within a second. The alarms on missing data go off.',
  source: {
    report: 'justeattakeaway/AwsWatchman#276; guardian/mobile-n10n#278 (alarms of a function that is hardly called)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": no invocation, no data point',
  },
  truth: {
    causes: [null],
    not: ['mapping-disabled', 'filter-drops-all', 'stale-stream', 'function-unavailable'],
    states: ['ok', 'idle'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    traffic: {
      invocations: from(-42, canary(1), about(120)),
      writes: from(-42, canary(2), about(9000, 2)),
      concurrency: from(-42, canary(1), always(3)),
      accountConcurrency: from(-42, always(6), always(50)),
    },
  }),
})
