import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always, fresh, noise} from '../shapes.ts'

/** 1,100 writes a minute two hours ago, and 15,000 by now. */
const writes = (minute: number): number =>
  (1100 + 13_900 * Math.min(1, Math.max(0, (minute + 120) / 118))) * (0.95 + 0.1 * noise(minute, 2))

export default defineRetold({
  id: 'monday-morning-ramp',
  story:
    'The working day begins: within two hours the customers write fourteen times as much, as on every morning. The function is called more often with larger batches and takes a fifth longer for each. Somebody sees the curves rise together and asks whether it will hold; the age has stayed below two seconds.',
  source: {
    report:
      'govuk-one-login/authentication-api#7058 (alarms that go off on ordinary traffic); fourTheorem/slic-watch#8 (an alarm on the age itself)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge shows whether a consumer keeps up',
  },
  truth: {
    causes: [null],
    not: ['write-burst', 'insufficient-throughput', 'slow-handler', 'write-back-loop', 'hot-partition'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 6,
    mapping: {BatchSize: 500},
    traffic: {
      writes,
      invocations: minute => Math.min(330, 60 + writes(minute) / 50),
      durations: (minute, n) => [{n, low: 70 + writes(minute) / 800, high: 230 + writes(minute) / 160}],
      ages: fresh,
      concurrency: minute => (minute < -60 ? 2 : 4),
      reads: always(1440),
      accountConcurrency: minute => Math.round(40 + 160 * Math.min(1, Math.max(0, (minute + 120) / 118))),
    },
    log: {failing: () => []},
  }),
})
