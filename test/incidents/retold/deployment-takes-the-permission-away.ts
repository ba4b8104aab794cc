import {label, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'deployment-takes-the-permission-away',
  story: 'A deployment replaced the policy of the execution role, and the new one has no right on the stream.',
  source: {
    report: 'serverless/serverless#1441; aws-amplify/amplify-cli#12965; aws-samples/lambda-refarch-webapp#7',
    rule: 'Lambda Developer Guide, "with-ddb": GetRecords, GetShardIterator, DescribeStream of the execution role',
  },
  truth: {causes: ['access-denied'], states: ['stopped'], says: /GetRecords/},
  world: pipeline({
    mapping: {
      LastProcessingResult: `PROBLEM: Cannot access stream ${virginia.streamArn(tableName, label)}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    },
    traffic: {
      invocations: from(-38, always(0), about(120)),
      concurrency: from(-38, always(0), always(3)),
      returned: from(-38, always(0), about(9000, 2)),
      reads: from(-38, always(0), always(960)),
    },
    world: {
      role: {
        simulated: action => (/GetRecords|GetShardIterator|DescribeStream/.test(action) ? 'implicitDeny' : 'allowed'),
        inline: {
          logs: {
            Version: '2012-10-17',
            Statement: [{Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*'}],
          },
        },
        attached: [],
      },
    },
  }),
})
