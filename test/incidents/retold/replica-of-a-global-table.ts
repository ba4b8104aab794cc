import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

export default defineRetold({
  id: 'replica-of-a-global-table',
  story: 'The pipeline runs on the replica of a global table: nearly all of its writes come from the other region, and all are delivered.',
  source: {
    report: 'aws-samples/cross-account-amazon-dynamodb-replication#11; DynamoDB global tables, a consumer in each region',
    rule: 'DynamoDB Developer Guide, "globaltables_HowItWorks": replicated writes are in the stream of the replica',
  },
  truth: {causes: [null], states: ['ok'], verdicts: ['healthy', 'at-risk']},
  world: pipeline({
    place: placeIn('eu-central-1'),
    table: {
      GlobalTableVersion: '2019.11.21',
      MultiRegionConsistency: 'EVENTUAL',
      Replicas: [
        {RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE'},
        {RegionName: 'eu-central-1', ReplicaStatus: 'ACTIVE'},
      ],
    },
    traffic: {returned: minute => 2 * about(9000, 2)(minute), reads: always(1900)},
  }),
})
