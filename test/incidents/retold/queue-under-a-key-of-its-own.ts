import {nodeError} from '../lines.ts'
import {functionName, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const key = virginia.arn('kms', 'key/4c1de0a7-2b9f-4f6a-8c55-9a0b1c2d3e4f')
const fails = (minute: number) => Math.abs(minute) % 11 === 6

export default defineRetold({
  id: 'queue-under-a-key-of-its-own',
  story:
    'The queue for failed records was put under a customer managed key. The execution role may send messages, but it may not use the key: every few minutes a record is given up, and the queue stays empty.',
  source: {
    report: 'agiledigital/serverless-sns-sqs-lambda#555 (no right on the key is added with it); aws/aws-cdk#6609',
    rule: 'SQS Developer Guide, "sqs-key-management": a sender needs kms:GenerateDataKey and kms:Decrypt; Lambda Developer Guide, "monitoring-metrics-types": DestinationDeliveryFailures',
  },
  truth: {
    causes: ['broken-destination'],
    states: ['ok', 'losing'],
    not: ['failing-function', 'poison-record'],
    says: /GenerateDataKey|KMS|encrypt/i,
  },
  world: pipeline({
    function: {Runtime: 'nodejs22.x'},
    mapping: {MaximumRetryAttempts: 2, BatchSize: 100},
    traffic: {errors: minute => (fails(minute) ? 9 : 0)},
    events: {
      Polled: about(9000, 2),
      Invoked: about(9000, 2),
      FailedInvoke: minute => (fails(minute) ? 203 : 0),
      Dropped: minute => (fails(minute) ? 1 : 0),
      OnFailureDestinationDelivered: () => 0,
    },
    moreMetrics: [
      metric('AWS/Lambda', 'DestinationDeliveryFailures', {FunctionName: functionName}, minute =>
        fails(minute) ? {n: 1, sum: 1, min: 1, max: 1} : undefined,
      ),
    ],
    log: {
      report: {status: 'error', errorType: 'TypeError'},
      failing: nodeError('TypeError', "Cannot read properties of null (reading 'postcode')", '/var/task/index.js:58:31'),
    },
    world: {
      queues: {
        [`${functionName}-failed`]: {
          QueueArn: virginia.arn('sqs', `${functionName}-failed`),
          ApproximateNumberOfMessages: '0',
          MessageRetentionPeriod: '1209600',
          KmsMasterKeyId: key,
          KmsDataKeyReusePeriodSeconds: '300',
        },
      },
      keys: {
        [key]: {
          policy: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'Enable IAM User Permissions',
                Effect: 'Allow',
                Principal: {AWS: `arn:aws:iam::${virginia.account}:root`},
                Action: 'kms:*',
                Resource: '*',
              },
            ],
          },
        },
      },
      role: {simulated: action => (action === 'kms:GenerateDataKey' ? 'implicitDeny' : 'allowed'), inline: {}, attached: []},
    },
  }),
})
