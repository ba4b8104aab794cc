import {pythonError} from '../lines.ts'
import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'firehose-asks-to-slow-down',
  story:
    'The consumer forwards changes to a delivery stream of Firehose that another team fills too since 44 minutes, up to its quota. Batches are sent in pieces, with waits; three in ten give up after twenty tries and pass when Lambda sends them again. More readers would only be refused more often.',
  source: {
    report: 'ptdavies17/CloudwatchFH2HEC#6; awslabs/lambda-streams-to-firehose#37, #43; boto/boto3#2804',
    rule: 'Firehose API reference, PutRecordBatch: ServiceUnavailableException, back off and retry; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['slow-handler', 'failing-function', 'throttled-downstream'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'function-timeout', 'write-burst'],
    states: ['slow', 'behind'],
    says: /ServiceUnavailable|Firehose/i,
    dead: /ParallelizationFactor=\d|MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'app.handler', Timeout: 120},
    mapping: {...defaults, BatchSize: 500},
    traffic: {
      // 17 batches of 500 are done in a minute in which 12,000 records are written.
      invocations: from(-44, about(24, 1, 0.02), about(110)),
      errors: from(-44, always(7), always(0)),
      durations: from(
        -44,
        (_, n) => [
          {n: n * 0.7, low: 3000, high: 6000},
          {n: n * 0.3, low: 18_000, high: 25_000},
        ],
        evenly(260, 700),
      ),
      concurrency: always(4),
      writes: about(12_000, 2),
      returned: from(-44, about(8500, 3), about(12_000, 2)),
      reads: from(-44, always(40), always(960)),
      ages: from(
        -44,
        aged(minute => 5 + (minute + 44) * 17.5, 25),
        fresh,
      ),
    },
    log: {
      report: {status: 'error', errorType: 'RuntimeError'},
      failing: pythonError('RuntimeError', 'Could not put records after 20 attempts. Individual error codes: ServiceUnavailableException'),
    },
  }),
})
