import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

export default defineRetold({
  id: 'reading-is-older-than-the-store-keeps',
  story:
    'A sensor that had been offline for a month sent all readings it had kept. Timestream refuses readings that are older than its memory store keeps. The mapping splits batches and never gives up. One shard of three repeats one such reading since an hour and a half.',
  source: {
    report:
      'boto/boto3#3438 (a function that now and then gets RejectedRecordsException and no reason); dpattmann/prometheus-timestream-adapter#87',
    rule: 'Timestream Developer Guide, "API_RejectedRecord": a time outside the retention of the memory store; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['poison-record'],
    not: ['hot-partition', 'slow-handler', 'access-denied', 'insufficient-throughput'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /RejectedRecords/,
    dead: /update-alias|--timeout \d|put-role-policy|ParallelizationFactor=\d/,
  },
  world: renamed(
    pipeline({
      place: placeIn('eu-west-1'),
      shards: 3,
      function: {Runtime: 'python3.13', Handler: 'write.handler', MemorySize: 256, Timeout: 30},
      mapping: {...defaults, ...callFailed, BatchSize: 100, MaximumBatchingWindowInSeconds: 3, BisectBatchOnFunctionError: true},
      traffic: {
        invocations: from(-93, about(41), about(54)),
        errors: from(-93, always(2), always(0)),
        durations: evenly(60, 310),
        concurrency: always(2),
        writes: about(1250, 2),
        returned: from(-93, about(830, 3), about(1250, 2)),
        reads: from(-93, about(480, 8, 0.005), about(716, 8, 0.005)),
        ages: oneBlocked(-93, always(2), {leadSeconds: 28, others: evenly(500, 4200)}),
      },
      log: {
        memoryMb: 256,
        usedMb: 97,
        report: {status: 'error', errorType: 'RejectedRecordsException', durationMs: 71},
        failing: pythonError(
          'RejectedRecordsException',
          'An error occurred (RejectedRecordsException) when calling the WriteRecords operation: One or more records have been rejected. See RejectedRecords for details.',
          '/var/task/write.py',
        ),
      },
    }),
    {function: 'SensorHistory-WriteFn', table: 'SensorReadings'},
  ),
})
