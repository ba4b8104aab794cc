import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly, noise} from '../shapes.ts'

const writes = (minute: number): boolean => Math.abs(minute) % 17 === 6

export default defineRetold({
  id: 'pandas-import-for-each-batch',
  story:
    'The consumer of a small table imports pandas and pyarrow from a layer, with 256 MB. Something is written every seventeen minutes, no environment lives that long without work, and each batch waits for an import of eight seconds that does a tenth of a second of work.',
  source: {
    report: 'aws/aws-sdk-pandas#460 (an import that takes 3 to 19 seconds, depending on the memory)',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": a cold start, and Init Duration in the REPORT line; Duration leaves it out',
  },
  truth: {
    causes: ['cold-start-burden'],
    not: ['slow-handler', 'insufficient-throughput', 'mapping-disabled'],
    states: ['ok', 'idle', 'behind'],
    says: /cold start/i,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 1,
    function: {
      Runtime: 'python3.12',
      Handler: 'app.handler',
      MemorySize: 256,
      LoggingConfig: {LogFormat: 'JSON', LogGroup: '/aws/lambda/parcel-indexer'},
    },
    mapping: {BatchSize: 100},
    traffic: {
      invocations: minute => (writes(minute) ? 1 : 0),
      writes: minute => (writes(minute) ? 6 : 0),
      concurrency: minute => (writes(minute) ? 1 : 0),
      durations: evenly(90, 180),
      ages: evenly(500, 1300),
    },
    log: {format: 'json', memoryMb: 256, usedMb: 214, failing: () => [], coldMs: ({minute}) => 7600 + 1500 * noise(minute, 4)},
  }),
})
