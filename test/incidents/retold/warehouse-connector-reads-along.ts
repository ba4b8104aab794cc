import {configuredFunction, defaults, mappingTo, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const written = about(5600, 2)

export default defineRetold({
  id: 'warehouse-connector-reads-along',
  story:
    'Beside this function and an audit function a connector of the analysts reads the stream, with calls of its own. Three readers of each shard are one too many: reads are throttled, and the age jumps to half a minute and more every other minute. No function fails, and none is busy.',
  source: {
    report:
      'spiceai/spiceai#8493 (a reader of the stream is throttled again and again); gravitational/teleport#25170 (no more than two readers of a shard); aws/aws-sdk-java-v2#470',
    rule: 'DynamoDB Streams API reference, GetRecords: more than two processes that read a shard may be throttled; DynamoDB Developer Guide, "Streams"',
  },
  truth: {
    causes: ['reader-contention'],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record', 'hot-partition', 'shard-rollover'],
    states: ['ok', 'behind', 'slow', 'recovering'],
    says: /read/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    mapping: {BatchSize: 100},
    function: {Runtime: 'nodejs22.x', MemorySize: 512},
    traffic: {
      durations: evenly(45, 170),
      concurrency: always(2),
      writes: written,
      returned: minute => 3 * written(minute),
      reads: about(2480, 8, 0.03),
      ages: (minute, n) =>
        noise(minute, 41) < 0.55 ? [{n, low: 27_000, high: 44_000 + 16_000 * noise(minute, 42)}] : [{n, low: 350, high: 6500}],
    },
    moreMappings: [
      mappingTo({
        ...defaults,
        UUID: '5e2a8c10-0000-4000-8000-0000000000aa',
        BatchSize: 100,
        FunctionArn: virginia.functionArn('parcel-audit'),
      }),
    ],
    moreFunctions: {'parcel-audit': {configuration: configuredFunction('parcel-audit')}},
  }),
})
