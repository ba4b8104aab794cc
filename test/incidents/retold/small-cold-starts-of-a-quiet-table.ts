import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly, noise} from '../shapes.ts'

const writes = (minute: number): boolean => Math.abs(minute) % 20 === 9

export default defineRetold({
  id: 'small-cold-starts-of-a-quiet-table',
  story:
    'Something is written every twenty minutes, and each time a new environment starts in three tenths of a second. A review asks for provisioned concurrency since "all invocations are cold". Nobody waits for this consumer, and every change is there within two seconds.',
  source: {
    report: 'geeogi/async-python-lambda-template#1 (about 300 ms with Python); mikhailshilkov/mikhailio-hugo#2',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": an environment that is idle is taken away; Init Duration',
  },
  truth: {
    causes: [null],
    not: ['cold-start-burden', 'slow-handler', 'mapping-disabled', 'filter-drops-all'],
    states: ['ok', 'idle'],
    verdicts: ['healthy', 'at-risk'],
    dead: /put-provisioned-concurrency-config/,
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 256},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: minute => (writes(minute) ? 1 : 0),
      writes: minute => (writes(minute) ? 4 : 0),
      concurrency: minute => (writes(minute) ? 1 : 0),
      durations: evenly(110, 260),
      ages: evenly(400, 1300),
    },
    log: {memoryMb: 256, usedMb: 71, failing: () => [], coldMs: ({minute}) => 280 + 60 * noise(minute, 4)},
  }),
})
