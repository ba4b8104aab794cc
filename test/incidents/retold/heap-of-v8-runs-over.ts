import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'heap-of-v8-runs-over',
  story: 'Items have grown to 350 KB. With a hundred of them in a batch the heap of V8 runs over before the memory of the function does.',
  source: {
    report: 'edasque/DynamoDBtoCSV#28; anomalyco/ion#947 (large batches of large items)',
    rule: 'Lambda Developer Guide, "nodejs-handler": the heap of V8 is smaller than the memory; Runtime.ExitError',
  },
  truth: {causes: ['memory-exhausted'], states: ['stalled'], says: /memory|heap/i},
  world: pipeline({
    function: {MemorySize: 512, Runtime: 'nodejs20.x'},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-43, always(10), about(90)),
      errors: from(-43, always(10), always(0)),
      durations: from(-43, evenly(5200, 7900), evenly(300, 900)),
      concurrency: always(4),
      ages: allBlocked(-43),
    },
    log: {
      memoryMb: 512,
      usedMb: 380,
      report: {usedMb: 498, status: 'error', errorType: 'Runtime.ExitError'},
      failing: ({id}) => [
        '<--- Last few GCs --->',
        '[8:0x5a3f0a0]    6012 ms: Mark-sweep 458.2 (486.9) -> 457.8 (487.1) MB, 412.3 / 0.0 ms  (average mu = 0.09) allocation failure',
        'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
        `RequestId: ${id} Error: Runtime exited with error: signal: aborted`,
      ],
    },
  }),
})
