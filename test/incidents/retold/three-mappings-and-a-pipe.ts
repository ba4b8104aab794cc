import {configuredFunction, defaults, label, mappingTo, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'three-mappings-and-a-pipe',
  story:
    'Three mappings and a pipe of EventBridge read one stream. The average age is often above 45 s, without an error; larger batches and more concurrent batches change nothing.',
  source: {
    report: 'https://octoenergy.github.io (post of 2024-05-13 on DynamoDB Streams: two readers instead of four)',
    rule: 'DynamoDB Developer Guide, "Streams": no more than two processes should read one shard at the same time',
  },
  truth: {
    causes: ['reader-contention'],
    states: ['ok', 'slow', 'behind', 'recovering'],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record', 'hot-partition'],
    says: /read/,
  },
  world: pipeline({
    mapping: {ParallelizationFactor: 3, BatchSize: 100},
    traffic: {
      durations: evenly(50, 220),
      ages: (minute, n) =>
        noise(minute, 21) < 0.6 ? [{n, low: 38_000, high: 60_000 + 9000 * noise(minute, 22)}] : [{n, low: 300, high: 5500}],
      returned: minute => 4 * about(9000, 2)(minute),
      reads: always(2800),
    },
    moreMappings: ['notify', 'audit'].map((name, i) =>
      mappingTo({...defaults, UUID: `9c1e5d7f-0000-4000-8000-00000000000${i}`, BatchSize: 100, FunctionArn: virginia.functionArn(name)}),
    ),
    moreFunctions: Object.fromEntries(['notify', 'audit'].map(name => [name, {configuration: configuredFunction(name)}])),
    world: {
      pipes: [
        {
          Name: 'parcels-to-bus',
          Arn: virginia.arn('pipes', 'pipe/parcels-to-bus'),
          Source: virginia.streamArn(tableName, label),
          Target: virginia.arn('events', 'event-bus/parcels'),
          CurrentState: 'RUNNING',
          DesiredState: 'RUNNING',
        },
      ],
    },
  }),
})
