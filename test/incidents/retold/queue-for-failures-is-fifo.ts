import {functionName, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {virginia} from '../stand-in/place.ts'

const queue = 'parcel-indexer-failed.fifo'

export default defineRetold({
  id: 'queue-for-failures-is-fifo',
  story: 'The on-failure destination is a FIFO queue, which Lambda does not support: discarded batches do not arrive there.',
  source: {report: 'aws/aws-cdk#13793, #17283', rule: 'Lambda Developer Guide, "services-dynamodb-errors": standard queues and topics'},
  truth: {causes: ['broken-destination'], states: ['ok', 'losing'], says: /FIFO/},
  world: pipeline({
    mapping: {MaximumRetryAttempts: 2, DestinationConfig: {OnFailure: {Destination: virginia.arn('sqs', queue)}}},
    traffic: {errors: minute => (Math.abs(minute) % 15 === 6 ? 6 : 0)},
    moreMetrics: [
      metric('AWS/Lambda', 'DestinationDeliveryFailures', {FunctionName: functionName}, minute =>
        Math.abs(minute) % 15 === 6 ? {n: 1, sum: 1, min: 1, max: 1} : undefined,
      ),
    ],
    world: {queues: {[queue]: {QueueArn: virginia.arn('sqs', queue), FifoQueue: 'true', MessageRetentionPeriod: '1209600'}}},
  }),
})
