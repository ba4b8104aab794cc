import {nodeError} from '../lines.ts'
import {functionName, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about} from '../shapes.ts'

const fails = (minute: number): boolean => Math.abs(minute) % 12 === 5

export default defineRetold({
  id: 'role-may-not-write-to-the-bucket',
  story:
    'Discarded batches are sent to a bucket, with all their records. The role may list the bucket and not write to it: every few minutes a record is discarded, and nothing arrives.',
  source: {
    report:
      'floci-io/floci#3620 (a bucket as the destination: the batch is given up and does not arrive); AWS Database Blog, "Gracefully handle failed AWS Lambda events from Amazon DynamoDB Streams"',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": s3:PutObject and s3:ListBucket; "monitoring-metrics-types": DestinationDeliveryFailures, DroppedEventCount',
  },
  truth: {
    causes: ['broken-destination'],
    states: ['ok', 'losing'],
    not: ['failing-function'],
    says: /s3:PutObject/,
  },
  world: pipeline({
    function: {Runtime: 'nodejs24.x'},
    mapping: {MaximumRetryAttempts: 2, BatchSize: 100, DestinationConfig: {OnFailure: {Destination: 'arn:aws:s3:::parcels-given-up'}}},
    traffic: {errors: minute => (fails(minute) ? 9 : 0)},
    events: {
      Polled: about(9000, 2),
      Invoked: about(9000, 2),
      FailedInvoke: minute => (fails(minute) ? 190 : 0),
      Dropped: minute => (fails(minute) ? 1 : 0),
      OnFailureDestinationDelivered: () => 0,
    },
    moreMetrics: [
      metric('AWS/Lambda', 'DestinationDeliveryFailures', {FunctionName: functionName}, minute =>
        fails(minute) ? {n: 1, sum: 1, min: 1, max: 1} : undefined,
      ),
    ],
    log: {failing: nodeError('RangeError', 'Invalid time value', '/var/task/eta.mjs:33:24')},
    world: {role: {simulated: action => (action === 's3:PutObject' ? 'implicitDeny' : 'allowed'), inline: {}, attached: []}},
  }),
})
