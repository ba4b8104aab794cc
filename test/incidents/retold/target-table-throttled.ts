import {nodeError} from '../lines.ts'
import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'target-table-throttled',
  story:
    'The consumer copies to a table with few write units. Writes are refused there, the SDK tries for half a minute and throws. One batch in three fails and passes later; every shard lags.',
  source: {
    report: 'mapbox/dynamodb-replicator#79',
    rule: 'DynamoDB Developer Guide, "TroubleshootingThrottling"; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['slow-handler', 'failing-function'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'function-timeout', 'memory-exhausted'],
    says: /ProvisionedThroughputExceeded/,
  },
  world: pipeline({
    mapping: {...defaults, BatchSize: 100},
    traffic: {
      invocations: from(-52, about(11, 1, 0.05), about(380)),
      errors: from(-52, always(4), always(0)),
      durations: from(
        -52,
        (_, n) => [
          {n: n * 0.66, low: 12_000, high: 24_000},
          {n: n * 0.34, low: 26_000, high: 31_000},
        ],
        evenly(140, 480),
      ),
      concurrency: always(4),
      returned: from(-52, about(700, 3), about(9000, 2)),
      reads: from(-52, always(60), always(960)),
      // 700 records a minute are done of 9,000 that are written: the position moves by five seconds in a minute.
      ages: from(
        -52,
        aged(minute => (minute + 52) * 55, 60),
        fresh,
      ),
    },
    log: {
      failing: nodeError(
        'ProvisionedThroughputExceededException',
        'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
        '/var/task/copy.js:71:9',
        {$metadata: {httpStatusCode: 400, attempts: 10}},
      ),
    },
  }),
})
