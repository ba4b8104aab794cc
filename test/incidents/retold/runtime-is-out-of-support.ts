import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, lively, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'runtime-is-out-of-support',
  story:
    'A mail of AWS says that the runtime of the consumer is out of support, and that functions with it can no longer be updated. Somebody reads that the trigger will stop. Lambda goes on invoking it as before; every batch passes within a second or two, and nothing has to be done today.',
  source: {
    report: 'tuna/opentuna#182, amazon-connect/voicemail-for-amazon-connect#56 (the end of support does not impact function execution)',
    rule: 'Lambda Developer Guide, "lambda-runtimes": invocations of functions with a deprecated runtime are not blocked',
  },
  truth: {
    causes: [null],
    not: ['function-unavailable', 'failing-function', 'mapping-disabled', 'slow-handler'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /delete-function|delete-event-source-mapping/,
  },
  world: pipeline({
    shards: 5,
    function: {Runtime: 'nodejs18.x', LastModified: functionTime(410 * 1440), Architectures: ['x86_64'], MemorySize: 256},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(168, 1, 0.15),
      durations: wavering(60, 290),
      concurrency: always(3),
      writes: about(7300, 2, 0.15),
      reads: about(1196, 8, 0.01),
      ages: lively(),
    },
    log: {memoryMb: 256, usedMb: 97, failing: () => []},
  }),
})
