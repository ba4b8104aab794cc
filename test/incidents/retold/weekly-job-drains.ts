import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, between, evenly, fresh, from} from '../shapes.ts'

/** 33,000 records a minute are read, of 54,000 that the job wrote for eleven minutes and 9,000 after it: how long those wait that are read now. */
const waitingMinutes = (since: number): number => {
  const readMinutes = since <= 18 ? (33 * since) / 54 : 11 + (33 * (since - 18)) / 9
  return since - readMinutes
}

export default defineRetold({
  id: 'weekly-job-drains',
  story:
    'A weekly job wrote six times as much as usual for eleven minutes. It ended eleven minutes ago; the backlog it left is nearly gone, with no error.',
  source: {
    report: 'nasa/cumulus-api#127 (a load that comes all at once); AWS re:Post knowledge center, "dynamodb-lambda-iteratorage"',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge falls while more is read than written',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record'],
    states: ['recovering', 'ok'],
    verdicts: ['healthy', 'at-risk', 'degraded'],
  },
  world: pipeline({
    mapping: {BatchSize: 200},
    traffic: {
      invocations: minute => (minute < -22 ? about(120)(minute) : about(165, 1, 0.04)(minute)),
      durations: from(-22, evenly(900, 1500), evenly(400, 900)),
      concurrency: always(4),
      writes: between(-22, -11, about(54_000, 2), about(9000, 2)),
      returned: from(-22, about(33_000, 3, 0.03), about(9000, 2)),
      ages: (minute, n) => (minute < -22 ? fresh(minute, n) : aged(() => Math.max(1, waitingMinutes(minute + 22) * 60), 10)(minute, n)),
    },
  }),
})
