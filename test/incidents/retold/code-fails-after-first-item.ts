import {nodeError} from '../lines.ts'
import {callFailed, defaults, epochSeconds, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'code-fails-after-first-item',
  story:
    'A trigger was set up two hours ago on a small table. The first item came through; then every invocation fails with the same TypeError.',
  source: {
    report: 'mapbox/dynamodb-replicator#59',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": a failing batch blocks its shard and is retried until it expires',
  },
  truth: {causes: ['failing-function', 'poison-record'], states: ['stalled'], says: /TypeError|object is not a function/},
  world: pipeline({
    shards: 1,
    function: {LastModified: functionTime(118)},
    mapping: {...defaults, ...callFailed, LastModified: epochSeconds(116)},
    traffic: {
      invocations: minute => (minute < -112 ? 0 : minute === -112 ? 1 : 3),
      errors: minute => (minute >= -111 ? 3 : 0),
      durations: evenly(25, 80),
      writes: from(-112, always(7), always(0)),
      returned: from(-112, always(7), always(0)),
      concurrency: from(-112, always(1), always(0)),
      ages: (minute, n) =>
        minute <= -111 ? [{n, low: 400, high: 900}] : [{n, low: ((minute + 111) * 60 + 4) * 1000, high: ((minute + 111) * 60 + 48) * 1000}],
    },
    log: {failing: nodeError('TypeError', 'object is not a function', '/var/task/index.js:82:13')},
  }),
})
