import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, lively, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'number-too-large-for-the-log-line',
  story:
    'The handler logs each item before it works on it. One importer wrote an identifier of nineteen digits, which the SDK reads as a BigInt. JSON cannot hold one, so the line about the item throws. The mapping splits batches: the record is alone by now, and its shard waits since two hours and a quarter.',
  source: {
    report:
      'getndazn/dazn-lambda-powertools#147 (the logger fails where an item has a BigInt); kritish-dhaubanjar/dynamodb-dashboard#1214 (time in ticks)',
    rule: 'SDK for JavaScript, util-dynamodb: numbers beyond the safe integers; Lambda Developer Guide, "services-dynamodb-errors": bisect and endless retries',
  },
  truth: {
    causes: ['poison-record'],
    not: ['hot-partition', 'slow-handler', 'throttled-concurrency', 'insufficient-throughput'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /BigInt/,
    dead: /update-alias|put-function-concurrency|--timeout \d/,
  },
  world: renamed(
    pipeline({
      shards: 8,
      metricDelayMinutes: 3,
      function: {Runtime: 'nodejs22.x', MemorySize: 256, Timeout: 10},
      mapping: {...defaults, ...callFailed, BatchSize: 10, BisectBatchOnFunctionError: true},
      traffic: {
        invocations: from(-136, about(430), about(490)),
        errors: from(-136, always(1), always(0)),
        durations: evenly(22, 190),
        concurrency: always(4),
        writes: about(1600, 2),
        returned: from(-136, about(1400, 3), about(1600, 2)),
        reads: from(-136, about(1680, 8, 0.005), about(1915, 8, 0.005)),
        ages: oneBlocked(-136, always(1), {leadSeconds: 21, others: lively()}),
      },
      log: {
        memoryMb: 256,
        usedMb: 91,
        report: {status: 'error', errorType: 'TypeError', durationMs: 6},
        failing: nodeError('TypeError', 'Do not know how to serialize a BigInt', '/var/task/lib/log.js:31:20'),
      },
    }),
    {function: 'ledger-mirror-Consumer9F2C', table: 'ledger-mirror-Entries1B77'},
  ),
})
