import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'zero-byte-in-a-name',
  story:
    'A Go consumer copies items into Postgres. A scanner of a customer sent a name with a zero byte in it, which DynamoDB keeps and Postgres refuses. Bisecting has found the record, but retries have no bound: one shard of five waits for it since 97 minutes.',
  source: {
    report: 'JustinAzoff/zeek-pdns#9 (pq: invalid byte sequence, Go); brianc/node-postgres#2080; pgjdbc/pgjdbc#665',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": bisecting does not use up retries, and without a bound the record is sent until it expires',
  },
  truth: {
    causes: ['poison-record'],
    not: ['failing-function', 'hot-partition', 'network-unreachable', 'slow-handler'],
    states: ['stalled'],
    says: /invalid byte sequence|0x00/,
    dead: /roll .{0,30}back|update-alias|version before/i,
  },
  world: pipeline({
    metricDelayMinutes: 3,
    shards: 5,
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap', MemorySize: 128},
    mapping: {...defaults, ...callFailed, BatchSize: 200, BisectBatchOnFunctionError: true},
    traffic: {
      invocations: from(-97, about(141), about(172)),
      errors: from(-97, minute => (minute === -97 ? 11 : 5), always(0)),
      durations: evenly(12, 150),
      concurrency: always(3),
      writes: about(7600, 2),
      returned: from(-97, about(6100, 3), about(7600, 2)),
      reads: from(-97, about(965, 8, 0.02), always(1200)),
      ages: oneBlocked(-97, minute => (minute === -97 ? 11 : 5), {leadSeconds: 3}),
    },
    log: {
      format: 'text-old',
      memoryMb: 128,
      usedMb: 47,
      failing: ({at}) => [
        `${at.slice(0, 19).replaceAll('-', '/').replace('T', ' ')} {"errorMessage":"upsert P-77120: pq: invalid byte sequence for encoding \\"UTF8\\": 0x00","errorType":"wrapError"}`,
      ],
    },
  }),
})
