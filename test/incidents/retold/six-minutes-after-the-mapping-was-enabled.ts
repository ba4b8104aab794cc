import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, evenly, fresh} from '../shapes.ts'

export default defineRetold({
  id: 'six-minutes-after-the-mapping-was-enabled',
  story:
    'The mapping was switched off for forty minutes during a migration. It was switched on again six minutes ago, and the backlog is being worked through.',
  source: {
    report: 'aws/serverless-application-model#702 (triggers switched on again by hand)',
    rule: 'Lambda Developer Guide, "services-dynamodb-eventsourcemapping": polling goes on from the last record that was processed',
  },
  truth: {
    causes: [null],
    not: ['mapping-disabled', 'shard-rollover', 'write-burst', 'insufficient-throughput', 'slow-handler', 'poison-record'],
    states: ['recovering'],
  },
  world: pipeline({
    mapping: {BatchSize: 100, LastModified: epochSeconds(6)},
    traffic: {
      invocations: minute => (minute < -46 ? about(120)(minute) : minute < -5 ? 0 : about(720)(minute)),
      concurrency: minute => (minute >= -46 && minute < -5 ? 0 : 4),
      returned: minute => (minute < -46 ? about(9000, 2)(minute) : minute < -5 ? 0 : 72_000),
      reads: minute => (minute >= -46 && minute < -5 ? 0 : 960),
      durations: evenly(180, 420),
      // Eight times as much is read as is written: the age falls by seven minutes in each.
      ages: (minute, n) => (minute < -46 ? fresh(minute, n) : aged(at => Math.max(1, (41 - 7 * (at + 5)) * 60), 50)(minute, n)),
    },
  }),
})
