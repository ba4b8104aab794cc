import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'search-queue-is-full',
  story:
    'A reindexing of the search domain fills its write queue since fifty minutes. Nearly half of the bulk requests are rejected after three tries, the handler throws, and the batch passes at a later attempt. All shards go on, more slowly than the table is written.',
  source: {
    report: 'HHS/Head-Start-TTADP#1295 (es_rejected_execution_exception of bulk); awslabs/cloudwatch-logs-analyze-data#1',
    rule: 'OpenSearch Service Developer Guide, "handling-errors": bulk queue; Lambda Developer Guide, "services-dynamodb-errors": the shard waits for the batch',
  },
  truth: {
    causes: ['failing-function', 'slow-handler'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'function-timeout', 'write-burst'],
    states: ['slow', 'behind'],
    says: /429|es_rejected/,
    dead: /ParallelizationFactor=\d|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 6,
    function: {Runtime: 'python3.12', Handler: 'sync.handler', MemorySize: 512},
    mapping: {...defaults, BatchSize: 200},
    traffic: {
      invocations: from(-52, about(96, 1, 0.04), about(180)),
      errors: from(-52, about(44, 5, 0.06), always(0)),
      durations: from(-52, evenly(700, 2900), evenly(190, 720)),
      concurrency: from(-52, always(6), always(4)),
      writes: about(12_000, 2, 0.05),
      returned: from(-52, about(10_400, 3, 0.05), about(12_000, 2, 0.05)),
      reads: from(-52, about(560, 8), always(1440)),
      // 52 batches of 200 pass, of 12,000 records a minute.
      ages: from(
        -52,
        aged(minute => 4 + (minute + 52) * 8, 25),
        fresh,
      ),
    },
    log: {
      memoryMb: 512,
      usedMb: 133,
      report: {status: 'error', errorType: 'TransportError', durationMs: 2740},
      failing: ({at, id}) => [
        JSON.stringify({
          level: 'WARNING',
          location: 'bulk:71',
          message: 'bulk was rejected, attempt 3 of 3',
          timestamp: at,
          service: 'search-sync',
          function_request_id: id,
        }),
        `[ERROR] TransportError: TransportError(429, 'es_rejected_execution_exception', 'rejected execution of coordinating operation [coordinating_and_primary_bytes=211832014, replica_bytes=0, max_coordinating_and_primary_bytes=212336640]')\nTraceback (most recent call last):\n  File "/var/task/sync.py", line 44, in handler\n    bulk(actions)\n  File "/var/task/sync.py", line 74, in bulk\n    raise`,
      ],
    },
  }),
})
