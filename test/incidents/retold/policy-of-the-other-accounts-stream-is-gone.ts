import {defaults, label, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

const stream = `arn:aws:dynamodb:us-east-1:444455556666:table/${tableName}/stream/${label}`

export default defineRetold({
  id: 'policy-of-the-other-accounts-stream-is-gone',
  story:
    'The table belongs to a central account, whose stream has a policy for the role of this consumer. The template of that account could not be deployed with the actions of streams in the policy of the table, so a colleague took them out, 52 minutes ago, and forgot to put them into the policy of the stream. The role has all rights on its own side, and no batch has come since.',
  source: {
    report: 'aws/aws-cdk#32230 (a policy of the table cannot hold the actions of its stream, for roles that read it)',
    rule: 'DynamoDB Developer Guide, "rbac-cross-account-access": both the policy of the identity and that of the resource have to allow it; Lambda Developer Guide, "services-dynamodb-eventsourcemapping"',
  },
  truth: {
    causes: ['access-denied'],
    states: ['stopped'],
    not: ['mapping-disabled', 'stale-stream', 'function-unavailable', 'filter-drops-all', 'network-unreachable'],
    says: /(?=.*(?:GetRecords|GetShardIterator|DescribeStream))(?=.*(?:other account|another account|cross-account|resource(?:-based)? policy|policy of the stream|stream's policy|different account))/i,
    dead: /delete-event-source-mapping|StartingPosition|update-table/,
  },
  world: pipeline({
    mapping: {
      ...defaults,
      EventSourceArn: stream,
      BatchSize: 100,
      LastProcessingResult: `PROBLEM: Cannot access stream ${stream}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    },
    traffic: {
      invocations: from(-52, always(0), about(118)),
      concurrency: from(-52, always(0), always(3)),
    },
    // The metrics of the table are those of its own account.
    unpublished: ['ConsumedWriteCapacityUnits', 'SuccessfulRequestLatency', 'ReturnedRecordsCount'],
    world: {
      tables: {},
      streams: {},
      deny: ['dynamodb:DescribeTable', 'dynamodb:DescribeStream', 'dynamodb:GetResourcePolicy', 'dynamodb:DescribeTimeToLive'],
      role: {
        simulated: () => 'allowed',
        inline: {
          stream: {
            Version: '2012-10-17',
            Statement: [
              {Effect: 'Allow', Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], Resource: stream},
              {Effect: 'Allow', Action: 'dynamodb:ListStreams', Resource: '*'},
            ],
          },
        },
        attached: [],
      },
    },
  }),
})
