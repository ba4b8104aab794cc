import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

export default defineRetold({
  id: 'standby-region-took-over-with-mapping-off',
  story:
    'After a failover the customers of a global table write in the second region. Its mapping has been off since August, so that no parcel is processed in both regions, and the plan for the failover forgot to switch it on. The stream is read all the time, by the replication of the table.',
  source: {
    report: 'hashicorp/terraform-provider-aws#48312 (a step of a plan that switches mappings of the regions); aws-amplify/amplify-cli#6314',
    rule: 'ARC Developer Guide, "lambda-event-source-mapping-block"; DynamoDB Developer Guide, "globaltables": the replication reads the stream',
  },
  truth: {
    causes: ['mapping-disabled'],
    not: ['stale-stream', 'reader-contention', 'access-denied'],
    states: ['stopped'],
    says: /enable/i,
    dead: /update-alias|update-table/,
  },
  world: pipeline({
    place: placeIn('us-west-2'),
    table: {
      GlobalTableVersion: '2019.11.21',
      MultiRegionConsistency: 'EVENTUAL',
      Replicas: [
        {RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE'},
        {RegionName: 'us-west-2', ReplicaStatus: 'ACTIVE'},
      ],
    },
    mapping: {State: 'Disabled', LastModified: Date.parse('2026-08-10T15:00:00Z') / 1000, LastProcessingResult: 'No records processed'},
    traffic: {invocations: always(0), concurrency: always(0), writes: about(7200, 2), reads: always(960)},
  }),
})
