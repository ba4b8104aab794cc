import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'trim-horizon-replay-of-a-new-mapping',
  story:
    'Twelve minutes ago a deployment made the first mapping of a busy table, with TRIM_HORIZON: it begins with the records of the last day and delivers them eight times as fast as they were written. The age fell from a day to 23 hours and falls on.',
  source: {
    report:
      'ustaxcourt/ef-cms-flexion#9524 (a deployment after which the records of a day are indexed again); Miserlou/Zappa#348 (ten minutes until the first batch, duplicates with TRIM_HORIZON)',
    rule: 'Lambda Developer Guide, "with-ddb": TRIM_HORIZON begins with the oldest record; creating a mapping takes some minutes',
  },
  truth: {
    causes: [null],
    not: ['poison-record', 'insufficient-throughput', 'slow-handler', 'silent-loss'],
    states: ['recovering', 'behind'],
    verdicts: ['healthy', 'at-risk', 'degraded'],
  },
  world: pipeline({
    mapping: {LastModified: epochSeconds(12), MaximumRecordAgeInSeconds: -1},
    traffic: {
      invocations: from(-9, about(150, 1, 0.04), always(0)),
      durations: evenly(900, 1400),
      concurrency: from(-9, always(4), always(0)),
      // 75,000 records a minute are done of 9,000 that were written: the position moves by eight minutes and a third in a minute.
      returned: from(-9, about(75_000, 3, 0.04), always(0)),
      reads: from(-9, always(240), always(0)),
      ages: aged(minute => 86_300 - (minute + 9) * 440, 30),
    },
    log: {failing: () => []},
  }),
})
