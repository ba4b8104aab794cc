import {nodeError} from '../lines.ts'
import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'partner-interface-refuses-half',
  story:
    'The interface of a partner limits the rate. Half of the invocations end with HTTP 429 after three tries; the batch passes at the next one. All shards are late and go on.',
  source: {
    report:
      'aws-amplify/amplify-cli#9696 (429, here in a handler that throws); AWS re:Post knowledge center, "dynamodb-lambda-iteratorage"',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": a batch is sent again after a failure, and the shard waits for it',
  },
  truth: {
    causes: ['slow-handler', 'failing-function'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'throttled-concurrency'],
    says: /429/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    mapping: {...defaults, BatchSize: 200, LastProcessingResult: 'OK'},
    traffic: {
      invocations: from(-64, about(64), about(150)),
      errors: from(-64, about(32, 5), always(0)),
      durations: from(-64, evenly(1900, 4400), evenly(180, 620)),
      concurrency: always(4),
      returned: from(-64, about(6300, 3), about(9000, 2)),
      ages: from(
        -64,
        aged(minute => (minute + 64) * 18, 16),
        fresh,
      ),
    },
    log: {
      failing: nodeError('HTTPError', 'Response code 429 (Too Many Requests)', '/var/task/client.js:112:11', {
        code: 'ERR_NON_2XX_3XX_RESPONSE',
      }),
    },
  }),
})
