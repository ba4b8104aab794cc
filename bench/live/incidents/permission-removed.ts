import {defineLive, noFault} from '../incident.ts'

export default defineLive({
  id: 'permission-removed',
  story: 'The execution role may not read the stream any more.',
  perSecond: 2,
  fault: noFault,
  make: [{kind: 'deny', actions: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream']}],
  undo: [{kind: 'deny', actions: []}],
  symptomSeconds: 12 * 60,
  causes: ['access-denied'],
  shows: {},
  lab: {incident: 'access-denied', seed: 1},
})
