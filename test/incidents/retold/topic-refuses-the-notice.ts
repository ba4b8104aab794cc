import {functionName, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, lively} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const topic = virginia.arn('sns', 'parcels-given-up')
const fails = (minute: number): boolean => Math.abs(minute) % 10 === 3

export default defineRetold({
  id: 'topic-refuses-the-notice',
  story:
    'The batches that the Go consumer discards go to a topic. When each function got a role of its own, the right to publish was left behind. Every ten minutes a record fails for good: it is dropped after two retries, and no notice arrives.',
  source: {
    report:
      'functionalone/serverless-iam-roles-per-function#5 (a role for each function that may not publish); aws-samples/aws-serverless-ecommerce-platform#41 (the role of a stream function may not send failed batches)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": sns:Publish of the execution role; "monitoring-metrics-types": DestinationDeliveryFailures, DroppedEventCount',
  },
  truth: {
    causes: ['broken-destination'],
    not: ['failing-function', 'poison-record', 'access-denied'],
    states: ['ok', 'losing'],
    says: /sns:Publish/,
    dead: /MaximumRetryAttempts=-1/,
  },
  world: pipeline({
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap', MemorySize: 128},
    mapping: {MaximumRetryAttempts: 2, BatchSize: 100, FunctionResponseTypes: [], DestinationConfig: {OnFailure: {Destination: topic}}},
    traffic: {
      errors: minute => (fails(minute) ? 10 : 0),
      writes: about(7400, 2),
      ages: (minute, n) => (fails(minute) ? [...lively(140)(minute, n - 10), {n: 10, low: 1200, high: 9400}] : lively(140)(minute, n)),
    },
    events: {
      Polled: about(7400, 2),
      Invoked: minute => about(7400, 2)(minute) + (fails(minute) ? 205 : 0),
      FailedInvoke: minute => (fails(minute) ? 205 : 0),
      Dropped: minute => (fails(minute) ? 1 : 0),
    },
    moreMetrics: [
      metric('AWS/Lambda', 'DestinationDeliveryFailures', {FunctionName: functionName}, minute =>
        fails(minute) ? {n: 1, sum: 1, min: 1, max: 1} : undefined,
      ),
    ],
    log: {
      memoryMb: 128,
      usedMb: 43,
      report: {status: 'error', errorType: 'errorString', durationMs: 37},
      failing: () => ['{"errorMessage":"parcel P-41877: no tariff for zone \\"XZ\\"","errorType":"errorString"}'],
    },
    world: {
      topics: {[topic]: {TopicArn: topic, SubscriptionsConfirmed: '2', SubscriptionsPending: '0'}},
      role: {
        simulated: action => (action === 'sns:Publish' ? 'implicitDeny' : 'allowed'),
        inline: {
          stream: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
                Resource: '*',
              },
            ],
          },
        },
        attached: [],
      },
    },
  }),
})
