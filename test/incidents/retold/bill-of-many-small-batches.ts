import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'bill-of-many-small-batches',
  story:
    'Eight shards and no batching window: Lambda invokes the function as soon as there is a record, 1,150 times a minute with two records each. The batch size of a hundred is never reached, and somebody asks why the bill has fifty million invocations a month. Every record is there within half a second. It is a question of money, and nothing is late.',
  source: {
    report:
      'serverless/serverless#6610 (a function that is invoked with a small number of records); awsdocs/aws-cloudformation-user-guide#768 (the meaning of a window of 0)',
    rule: 'Lambda Developer Guide, "invocation-eventsourcemapping": by default the function is invoked as soon as records are available; "with-ddb": four polls a second for each shard',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'write-burst', 'slow-handler', 'write-back-loop', 'filter-drops-all'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /MaximumRetryAttempts=0\b/,
  },
  world: pipeline({
    shards: 8,
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 128},
    mapping: {BatchSize: 100, MaximumBatchingWindowInSeconds: 0},
    traffic: {
      invocations: about(1150),
      durations: evenly(7, 48),
      concurrency: always(5),
      writes: about(2400, 2),
      reads: about(1916, 8, 0.005),
      ages: evenly(90, 520),
    },
    log: {memoryMb: 128, usedMb: 61, failing: () => []},
  }),
})
