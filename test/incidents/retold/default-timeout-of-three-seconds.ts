import {timedOut} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'default-timeout-of-three-seconds',
  story:
    'The search cluster answers more slowly since yesterday. The function still has the default timeout of three seconds, and every batch times out.',
  source: {
    report: 'aws-amplify/amplify-category-api#611, aws-amplify/amplify-cli#10659',
    rule: 'Lambda Developer Guide, "configuration-timeout": default 3 s; "services-dynamodb-errors": retried until it expires',
  },
  truth: {causes: ['function-timeout'], states: ['stalled', 'losing'], says: /timeout|times? out|timed out/i},
  world: pipeline({
    shards: 3,
    function: {Runtime: 'python3.12', Timeout: 3, MemorySize: 256},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: always(9),
      errors: always(9),
      durations: evenly(3000, 3003),
      writes: about(320, 2),
      returned: always(90),
      reads: always(12),
      concurrency: always(3),
      ages: allBlocked(-1130),
    },
    log: {format: 'text-old', memoryMb: 256, usedMb: 79, failing: timedOut(3)},
  }),
})
