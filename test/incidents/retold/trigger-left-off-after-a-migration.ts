import {defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'trigger-left-off-after-a-migration',
  story:
    'The script of a migration disables the mapping before it begins, and enables it at its end. The migration broke off half way, five hours and forty minutes ago, and the last step was never done. The data are in order, the index of the search is as it was at half past four.',
  source: {
    report: 'ustaxcourt/ef-cms#1207 (a script that disables the trigger during a migration, in place of the stream)',
    rule: 'Lambda API Reference, UpdateEventSourceMapping: Enabled; DynamoDB Developer Guide, "Streams": records are kept for 24 hours',
  },
  truth: {
    causes: ['mapping-disabled'],
    not: ['stale-stream', 'filter-drops-all', 'access-denied', 'function-unavailable'],
    states: ['stopped'],
    verdicts: ['critical', 'degraded'],
    says: /enable/i,
    dead: /delete-event-source-mapping|create-event-source-mapping|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 5,
    mapping: {
      ...defaults,
      BatchSize: 100,
      State: 'Disabled',
      StateTransitionReason: 'User action',
      LastModified: epochSeconds(340),
    },
    traffic: {
      invocations: minute => (minute < -340 ? about(160)(minute) : 0),
      concurrency: minute => (minute < -340 ? 3 : 0),
      writes: about(3900, 2),
      returned: minute => (minute < -340 ? about(3900, 2)(minute) : 0),
      reads: minute => (minute < -340 ? 1195 : 0),
      accountConcurrency: always(36),
    },
  }),
})
