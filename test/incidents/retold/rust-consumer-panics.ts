import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'rust-consumer-panics',
  story:
    'A release of a Rust consumer unwraps an attribute that half of the items lack: every batch holds one of them, and every invocation panics.',
  source: {
    report: 'aws-samples/serverless-rust-demo#27 (a stream function in Rust); awslabs/aws-lambda-rust-runtime: "user handler panicked"',
    rule: 'Lambda Developer Guide, "rust-handler"',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /panick|unwrap/},
  world: pipeline({
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap', LastModified: functionTime(55), MemorySize: 128},
    mapping: {...defaults, ...callFailed, BatchSize: 1000},
    traffic: {
      invocations: from(-54, always(14), about(70)),
      errors: from(-54, always(14), always(0)),
      durations: from(-54, evenly(2, 9), evenly(40, 150)),
      concurrency: always(4),
      ages: allBlocked(-54),
    },
    log: {
      format: 'text-old',
      memoryMb: 128,
      failing: ({id}) => [
        "thread 'main' panicked at src/main.rs:74:6:\ncalled `Option::unwrap()` on a `None` value",
        `ERROR Lambda runtime invoke{requestId="${id}" xrayTraceId="Root=1-66669488-0d5ea8712bcf0f5a5d5417cc"}: user handler panicked error=Any { .. }`,
      ],
    },
  }),
})
