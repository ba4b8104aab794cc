import {metric, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, lively, noise, wavering} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

const written = about(4100, 2)

export default defineRetold({
  id: 'digits-are-missing-in-the-index',
  story:
    'The last digits of long numbers are zeros in the search index: the consumer makes a JavaScript number of them, which holds 53 bits. That is a fault of its code and not of the delivery. The table has a replica in Ireland, whose replication reads the stream too; every record is delivered within a second.',
  source: {
    report: 'matrus2/dynamodb-stream-elasticsearch#49 (3804086584686624768 in the table, 3804086584686625000 in the index)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge, Errors; DynamoDB Developer Guide, "V2globaltables_HowItWorks": replication by the stream',
  },
  truth: {
    causes: [null],
    not: ['reader-contention', 'silent-loss', 'poison-record', 'failing-function', 'write-back-loop'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    place: placeIn('eu-central-1'),
    function: {Runtime: 'nodejs20.x', MemorySize: 512},
    mapping: {BatchSize: 100},
    table: {
      GlobalTableVersion: '2019.11.21',
      MultiRegionConsistency: 'EVENTUAL',
      Replicas: [
        {RegionName: 'eu-central-1', ReplicaStatus: 'ACTIVE'},
        {RegionName: 'eu-west-1', ReplicaStatus: 'ACTIVE'},
      ],
    },
    traffic: {
      invocations: about(104),
      durations: wavering(60, 290),
      concurrency: always(3),
      writes: written,
      returned: minute => 2 * written(minute),
      ages: lively(90),
      reads: about(1910, 8, 0.005),
    },
    moreMetrics: [
      metric('AWS/DynamoDB', 'ReplicationLatency', {TableName: tableName, ReceivingRegion: 'eu-west-1'}, minute => ({
        n: 60,
        sum: 60 * (620 + 180 * noise(minute, 12)),
        min: 410,
        max: 1350,
      })),
    ],
    log: {memoryMb: 512, usedMb: 118, failing: () => []},
  }),
})
