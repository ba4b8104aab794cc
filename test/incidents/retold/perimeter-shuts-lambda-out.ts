import {defaults, label, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const stream = virginia.streamArn(tableName, label)

export default defineRetold({
  id: 'perimeter-shuts-lambda-out',
  story:
    'The organization attached a policy half an hour ago that denies requests from outside its own networks. Lambda reads the stream with the execution role, and from its own network: the policy denies it, in spite of the role. The mapping stays Enabled, and nothing is delivered.',
  source: {
    report:
      'aws-samples/data-perimeter-policy-examples#3 (a network perimeter affects services that use execution roles, Lambda among them); aws-solutions/quota-monitor-for-aws#51 (an explicit deny, although the role allows it)',
    rule: 'IAM User Guide, "reference_policies_evaluation-logic": an explicit deny in a service control policy overrides the permissions of a role; Lambda Developer Guide, "services-dynamodb-eventsourcemapping"',
  },
  truth: {
    causes: ['access-denied'],
    not: ['mapping-disabled', 'stale-stream', 'function-unavailable', 'network-unreachable'],
    states: ['stopped'],
    says: /(?=.*(?:GetRecords|GetShardIterator|DescribeStream))(?=.*(?:explicit|service control polic|\bSCP\b|boundary))/i,
    dead: /put-role-policy|attach-role-policy/,
  },
  world: pipeline({
    mapping: {
      ...defaults,
      BatchSize: 100,
      LastProcessingResult: `PROBLEM: Cannot access stream ${stream}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    },
    traffic: {
      invocations: from(-31, always(0), about(124)),
      concurrency: from(-31, always(0), always(3)),
      writes: about(8200, 2),
      returned: from(-31, always(0), about(8200, 2)),
      reads: from(-31, always(0), always(960)),
    },
    world: {
      role: {
        simulated: action => (action.startsWith('dynamodb:') ? 'explicitDeny' : 'allowed'),
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
