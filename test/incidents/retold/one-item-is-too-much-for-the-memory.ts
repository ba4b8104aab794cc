import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'one-item-is-too-much-for-the-memory',
  story:
    'For each new item the function loads the file that it names and computes a checksum. Files have some megabytes; one of them has nearly a gigabyte. Its batch is killed at each attempt, and one shard of five stands still. All other batches use a third of the memory.',
  source: {
    report: 'DataBiosphere/azul#7730 (54 messages run out of memory, all of them with files of 0.88 GB and more)',
    rule: 'Lambda Developer Guide, "troubleshooting-invocation": out of memory; "configuration-memory"; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['memory-exhausted', 'poison-record'],
    not: ['failing-function', 'hot-partition', 'function-timeout', 'slow-handler'],
    states: ['stalled'],
    says: /memory/i,
  },
  world: pipeline({
    shards: 5,
    function: {Runtime: 'python3.13', Handler: 'mirror.handler', MemorySize: 1024, Timeout: 120},
    mapping: {...defaults, ...callFailed, BatchSize: 10},
    traffic: {
      invocations: from(-57, about(88), about(108)),
      errors: from(-57, always(3), always(0)),
      durations: from(
        -57,
        (_, n) => [
          {n: n - 3, low: 300, high: 1900},
          {n: 3, low: 8800, high: 10_400},
        ],
        (_, n) => [{n, low: 300, high: 1900}],
      ),
      concurrency: always(4),
      writes: about(640, 2),
      returned: from(-57, about(510, 3), about(640, 2)),
      reads: from(-57, about(963, 8, 0.02), always(1200)),
      ages: oneBlocked(-57, always(3), {leadSeconds: 14}),
    },
    log: {
      memoryMb: 1024,
      usedMb: 331,
      report: {status: 'error', errorType: 'Runtime.OutOfMemory', usedMb: 1024, durationMs: 9620},
      failing: ({at, id}) => [
        `[INFO]\t${at}\t${id}\tloading s3://parcel-scans/2026/11/26/bundle-88112.tar`,
        `RequestId: ${id} Error: Runtime exited with error: signal: killed\nRuntime.ExitError`,
      ],
    },
  }),
})
