import {functionName, label, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {virginia} from '../stand-in/place.ts'

const roleArn = `arn:aws:iam::${virginia.account}:role/${functionName}-role`

export default defineRetold({
  id: 'stream-policy-lets-the-role-in',
  story:
    'The role has no right on the stream by its own policies; the policy of the stream lets it in. The simulator of IAM does not see that, and everything is delivered. Looked at with --deep.',
  source: {
    report:
      'AWS Database Blog, "Simplify cross-account stream processing with AWS Lambda and Amazon DynamoDB" (resource policies of streams)',
    rule: 'DynamoDB Developer Guide, "access-control-resource-based"; SimulatePrincipalPolicy reads no policy of a stream',
  },
  truth: {
    causes: [null],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    not: ['access-denied'],
    unsaid: /may not read the stream|nothing is delivered/,
  },
  deep: true,
  world: pipeline({
    log: {failing: () => []},
    world: {
      resourcePolicies: {
        [virginia.streamArn(tableName, label)]: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: {AWS: roleArn},
              Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
              Resource: virginia.streamArn(tableName, label),
            },
          ],
        },
      },
      role: {
        simulated: action => (/GetRecords|GetShardIterator|DescribeStream|ListStreams/.test(action) ? 'implicitDeny' : 'allowed'),
        inline: {},
        attached: [],
      },
    },
  }),
})
