import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'killed-for-memory-on-busy-table',
  story:
    'A function of 128 MB copies tables to another account. On the table with many writes it is killed in every batch; quiet tables are copied well.',
  source: {
    report: 'aws-samples/cross-account-amazon-dynamodb-replication#13',
    rule: 'Lambda Developer Guide, "troubleshooting-invocation": signal: killed, memory used equals memory size',
  },
  truth: {causes: ['memory-exhausted'], states: ['stalled'], says: /memory/i},
  world: pipeline({
    shards: 5,
    function: {Runtime: 'python3.12', MemorySize: 128},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-82, always(15), about(260)),
      errors: from(-82, always(15), always(0)),
      durations: from(-82, evenly(2100, 4800), evenly(250, 700)),
      concurrency: always(5),
      ages: allBlocked(-82),
    },
    log: {
      format: 'text-old',
      memoryMb: 128,
      usedMb: 99,
      report: {usedMb: 128, durationMs: 4210},
      failing: ({id}) => [`RequestId: ${id} Error: Runtime exited with error: signal: killed`, 'Runtime.ExitError'],
    },
  }),
})
