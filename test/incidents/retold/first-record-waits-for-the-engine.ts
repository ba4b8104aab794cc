import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly, noise} from '../shapes.ts'

const changed = (minute: number) => (Math.abs(minute) % 18 === 7 ? 1 : 0)

export default defineRetold({
  id: 'first-record-waits-for-the-engine',
  story:
    'A container image with a web framework and the engine of an object mapper, for a table that changes every eighteen minutes. No environment lives that long, so every batch waits eight seconds for a start that does half a second of work.',
  source: {
    report: 'prisma/orm#4972 (huge start times with NestJS on Lambda); prisma/orm#10724; aws/aws-lambda-web-adapter#358',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": cold starts; Init Duration in the REPORT line',
  },
  truth: {
    causes: ['cold-start-burden'],
    not: ['slow-handler', 'insufficient-throughput', 'function-timeout'],
    states: ['ok', 'idle', 'behind'],
    says: /cold start/i,
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: undefined, Handler: undefined, PackageType: 'Image', MemorySize: 512, Timeout: 60},
    mapping: {BatchSize: 10},
    traffic: {
      invocations: changed,
      writes: minute => 2 * changed(minute),
      concurrency: changed,
      durations: evenly(420, 760),
      ages: evenly(700, 1500),
    },
    log: {memoryMb: 512, usedMb: 301, failing: () => [], coldMs: ({minute}) => 7400 + 1800 * noise(minute, 2)},
  }),
})
