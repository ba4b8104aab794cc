import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'native-module-crashes-the-process',
  story:
    'Two days ago the function was moved to a newer Node.js. The native module that compresses its messages was not built for it, and now and then writes where it must not: one invocation in twenty ends with a segmentation fault. The batch passes in a new environment a second later. A third of the memory is used at most.',
  source: {
    report: 'kesla/node-snappy#203 (segmentation faults now and then since a newer Node.js, "no OOM nor anything else")',
    rule: 'Lambda Developer Guide, "troubleshooting-invocation": Runtime.ExitError; "services-dynamodb-errors": the batch is sent again',
  },
  truth: {
    causes: ['failing-function'],
    states: ['ok', 'behind'],
    not: ['memory-exhausted', 'poison-record', 'cold-start-burden', 'silent-loss', 'function-timeout'],
    says: /segmentation|ExitError/i,
    dead: /--memory-size|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    function: {Runtime: 'nodejs24.x', MemorySize: 512, Architectures: ['x86_64'], LastModified: functionTime(2 * 1440 + 130)},
    mapping: {BatchSize: 100, BisectBatchOnFunctionError: false, FunctionResponseTypes: []},
    traffic: {
      invocations: about(126),
      errors: always(6),
      durations: (_, n) => [
        {n: n - 6, low: 80, high: 260},
        {n: 6, low: 190, high: 520},
      ],
      ages: (_, n) => [
        {n: n - 6, low: 250, high: 1500},
        {n: 6, low: 1900, high: 5200},
      ],
    },
    log: {
      memoryMb: 512,
      usedMb: 158,
      report: {status: 'error', errorType: 'Runtime.ExitError', usedMb: 160, durationMs: 340},
      failing: ({id}) => [
        `RequestId: ${id} Error: Runtime exited with error: signal: segmentation fault (core dumped)`,
        'Runtime.ExitError',
      ],
    },
  }),
})
