import {label, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'pipe-to-a-bus-beside-the-function',
  story:
    'Beside the function a pipe of EventBridge sends the changes to a bus, from where other teams fan them out. Those are two readers, as many as a shard may have. The stream returns twice as many records as the table is written, and somebody suspects that the function gets each of them twice.',
  source: {
    report: 'aws-samples/serverless-patterns#1114 (a pipe to a bus, so that many functions need no reader of their own)',
    rule: 'DynamoDB Developer Guide, "Streams": no more than two processes should read one shard at the same time; EventBridge User Guide, "eb-pipes-dynamodb"',
  },
  truth: {
    causes: [null],
    not: ['reader-contention', 'write-back-loop', 'silent-loss', 'hot-partition'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 6,
    function: {Runtime: 'nodejs24.x', MemorySize: 512},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(230),
      durations: evenly(35, 190),
      concurrency: always(4),
      writes: about(15_000, 2),
      returned: minute => 2 * about(15_000, 2)(minute),
      reads: about(2860, 8, 0.01),
    },
    log: {memoryMb: 512, failing: () => []},
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
