import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly} from '../shapes.ts'

export default defineRetold({
  id: 'gaps-of-a-quiet-table',
  story:
    'A table of settings is changed about four times an hour. Between the changes there is no invocation and no age; each change is delivered within a second.',
  source: {
    report: 'localstack/localstack#5951 (one record at a time on a quiet table)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge is sent with an invocation',
  },
  truth: {causes: [null], states: ['ok', 'idle'], verdicts: ['healthy', 'at-risk']},
  world: pipeline({
    shards: 1,
    traffic: {
      invocations: minute => (Math.abs(minute) % 17 === 5 ? 1 : 0),
      writes: minute => (Math.abs(minute) % 17 === 5 ? 1 : 0),
      concurrency: minute => (Math.abs(minute) % 17 === 5 ? 1 : 0),
      durations: evenly(40, 60),
      ages: evenly(400, 900),
    },
    // Each change finds no environment that is still there.
    log: {failing: () => [], coldMs: () => 180},
  }),
})
