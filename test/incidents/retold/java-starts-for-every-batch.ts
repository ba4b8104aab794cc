import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly, noise} from '../shapes.ts'

export default defineRetold({
  id: 'java-starts-for-every-batch',
  story:
    'A Java consumer of a table that changes every quarter of an hour: there is never a warm environment, and each batch waits eleven seconds for a start.',
  source: {
    report: 'gchq/sleeper#1757; aws-samples/aws-lambda-java-workshop#1121',
    rule: 'Lambda Developer Guide, "snapstart": cold starts of Java; Init Duration in the REPORT line',
  },
  truth: {causes: ['cold-start-burden'], states: ['ok', 'idle', 'behind'], says: /cold start/i},
  world: pipeline({
    shards: 1,
    function: {Runtime: 'java21', Handler: 'parcels.Handler', MemorySize: 512},
    traffic: {
      invocations: minute => (Math.abs(minute) % 14 === 3 ? 1 : 0),
      writes: minute => (Math.abs(minute) % 14 === 3 ? 3 : 0),
      concurrency: minute => (Math.abs(minute) % 14 === 3 ? 1 : 0),
      durations: evenly(600, 900),
      ages: evenly(700, 1400),
    },
    log: {memoryMb: 512, failing: () => [], coldMs: ({minute}) => 9800 + 1700 * noise(minute, 2)},
  }),
})
