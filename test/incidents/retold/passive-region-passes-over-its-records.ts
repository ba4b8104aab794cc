import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

export default defineRetold({
  id: 'passive-region-passes-over-its-records',
  story:
    'A global table, seen in the region that takes no customers. Its stream holds every change of the other region, and the function is invoked for all of them; it compares an attribute with its own region and passes them over within milliseconds, as it was built to do. Hardly anything is written here, and a new colleague asks who invokes the function all day.',
  source: {
    report:
      'jgilbert01/aws-lambda-stream#363 (process the records of the current region alone); aws/aws-cdk#16179 (a function on the stream of each replica)',
    rule: 'DynamoDB Developer Guide, "globaltables_HowItWorks": each replica has a stream of its own, with the writes that are replicated to it',
  },
  truth: {
    causes: [null],
    not: ['write-back-loop', 'filter-drops-all', 'silent-loss', 'reader-contention', 'stale-stream'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /its own writes|feeds itself/i,
  },
  world: pipeline({
    place: placeIn('ap-southeast-2'),
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {BatchSize: 100},
    table: {
      GlobalTableVersion: '2019.11.21',
      MultiRegionConsistency: 'EVENTUAL',
      Replicas: [
        {RegionName: 'eu-west-1', ReplicaStatus: 'ACTIVE'},
        {RegionName: 'ap-southeast-2', ReplicaStatus: 'ACTIVE'},
      ],
    },
    traffic: {
      invocations: about(105),
      durations: evenly(2, 16),
      concurrency: always(2),
      writes: about(38, 2, 0.3),
      // Lambda and the replication of the table read it.
      returned: about(10_400, 3),
      reads: about(1890, 8, 0.02),
      ages: evenly(900, 2900),
    },
    moreMetrics: [metric('AWS/DynamoDB', 'ReplicatedWriteCapacityUnits', {TableName: tableName}, total(about(5200, 7)))],
    log: {
      memoryMb: 256,
      usedMb: 79,
      failing: () => [],
      passing: ({at, id, nth}) => [`${at}\t${id}\tINFO\tpassed over ${40 + (nth % 20)} records of eu-west-1, took 0`],
    },
  }),
})
