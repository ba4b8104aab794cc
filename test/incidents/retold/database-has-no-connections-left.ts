import {nodeError} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'database-has-no-connections-left',
  story:
    'Another service took most connections of Aurora. Four in ten invocations get none and fail; their batches pass when they are tried again. All shards are late and go on.',
  source: {
    report: 'spreaker/poduptime#20; kirill-markin/flashcards-open-source-app#1635',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": the shard waits for the batch that failed',
  },
  truth: {
    causes: ['failing-function', 'slow-handler'],
    states: ['slow', 'behind'],
    not: ['poison-record'],
    says: /connection slots/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 5,
    mapping: {BatchSize: 100, ParallelizationFactor: 2, MaximumRetryAttempts: -1},
    traffic: {
      invocations: from(-36, about(88), about(95)),
      errors: from(-36, about(36, 5), always(0)),
      durations: from(
        -36,
        (_, n) => [
          {n: n * 0.6, low: 900, high: 2600},
          {n: n * 0.4, low: 2000, high: 5100},
        ],
        evenly(210, 640),
      ),
      concurrency: always(9),
      returned: from(-36, about(5200, 3), about(9000, 2)),
      ages: from(
        -36,
        aged(minute => (minute + 36) * 25, 22),
        fresh,
      ),
    },
    log: {
      failing: nodeError(
        'error',
        'remaining connection slots are reserved for non-replication superuser and rds_superuser connections',
        '/var/task/node_modules/pg-pool/index.js:45:11',
        {code: '53300', severity: 'FATAL'},
      ),
    },
  }),
})
