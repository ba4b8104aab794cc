import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, lively, oneBlocked, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'removed-record-becomes-an-empty-object',
  story:
    'A clerk deleted one duplicate item, 26 minutes ago, on a table in which nothing had ever been deleted. The handler makes an empty object of an image that is not there, and then reads the key of it: the shard of that item stands, the two others go on. The batch is split on an error, so that one record alone is sent again and again.',
  source: {
    report: 'ustaxcourt/ef-cms#1536 (records of removals become empty objects, and the handler fails on their keys)',
    rule: 'DynamoDB API Reference, StreamRecord: NewImage as it appeared after the change; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['poison-record'],
    not: ['hot-partition', 'insufficient-throughput', 'slow-handler', 'throttled-concurrency'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /startsWith|TypeError|Cannot read properties/,
    dead: /update-alias|roll .{0,20}back|put-function-concurrency/i,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'nodejs22.x', MemorySize: 512, Timeout: 30},
    mapping: {...defaults, ...callFailed, BatchSize: 100, BisectBatchOnFunctionError: true},
    traffic: {
      invocations: from(-26, about(66), about(92)),
      errors: from(-26, always(4), always(0)),
      durations: wavering(25, 210),
      concurrency: always(2),
      writes: about(1500, 2),
      returned: from(-26, about(1010, 3), about(1500, 2)),
      reads: from(-26, about(484, 8, 0.01), about(716, 8, 0.01)),
      ages: oneBlocked(-26, always(4), {others: lively()}),
    },
    log: {
      memoryMb: 512,
      usedMb: 118,
      report: {status: 'error', errorType: 'TypeError', durationMs: 12},
      failing: nodeError('TypeError', "Cannot read properties of undefined (reading 'startsWith')", '/var/task/index.js:33:29'),
    },
  }),
})
