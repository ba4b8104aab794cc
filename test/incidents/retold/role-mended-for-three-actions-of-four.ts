import {defaults, label, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const stream = virginia.streamArn(tableName, label)

export default defineRetold({
  id: 'role-mended-for-three-actions-of-four',
  story:
    'A clean-up took the rights on the stream from the execution role. The one on call gave three of them back half an hour ago and went on: without GetShardIterator Lambda still cannot read, and the mapping stays Enabled.',
  source: {
    report:
      'serverless/serverless#3997 (the policy comes after the mapping); awslabs/dynamodb-continuous-backup#20 (permissions that were given one by one)',
    rule: 'Lambda Developer Guide, "services-dynamodb-eventsourcemapping": DescribeStream, GetRecords, GetShardIterator and ListStreams',
  },
  truth: {
    causes: ['access-denied'],
    states: ['stopped'],
    not: ['mapping-disabled', 'function-unavailable', 'stale-stream'],
    says: /GetShardIterator/,
  },
  world: pipeline({
    mapping: {
      ...defaults,
      LastProcessingResult: `PROBLEM: Cannot access stream ${stream}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    },
    traffic: {
      invocations: from(-87, always(0), about(120)),
      concurrency: from(-87, always(0), always(3)),
      returned: from(-87, always(0), about(9000, 2)),
      reads: from(-87, always(0), always(960)),
    },
    world: {
      role: {
        simulated: action => (action === 'dynamodb:GetShardIterator' ? 'implicitDeny' : 'allowed'),
        inline: {
          stream: {
            Version: '2012-10-17',
            Statement: [
              {Effect: 'Allow', Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords'], Resource: stream},
              {Effect: 'Allow', Action: 'dynamodb:ListStreams', Resource: '*'},
            ],
          },
        },
        attached: [],
      },
    },
  }),
})
