import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const key = virginia.arn('kms', 'key/9d1f0b52-6a3e-4f0d-a1b2-c3d4e5f60718')

export default defineRetold({
  id: 'role-may-not-decrypt',
  story:
    'The table was put under a customer managed key an hour ago. The execution role may not use the key, so Lambda cannot read the stream any more.',
  source: {
    report: 'aws-samples/aws-secure-environment-accelerator#919; awslabs/aws-athena-query-federation#1212',
    rule: 'DynamoDB Developer Guide, "encryption.usagenotes": whoever reads a table under a customer managed key needs kms:Decrypt',
  },
  truth: {causes: ['access-denied'], states: ['stopped'], says: /kms:Decrypt/},
  world: pipeline({
    table: {SSEDescription: {Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key}},
    mapping: {
      ...defaults,
      LastProcessingResult: 'PROBLEM: Lambda failed to process your request. User is not authorized to perform: kms:Decrypt',
    },
    traffic: {
      invocations: from(-58, always(0), about(120)),
      concurrency: from(-58, always(0), always(3)),
      returned: from(-58, always(0), about(9000, 2)),
      reads: from(-58, always(0), always(960)),
    },
    world: {
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
      role: {simulated: action => (action === 'kms:Decrypt' ? 'implicitDeny' : 'allowed'), inline: {}, attached: []},
    },
  }),
})
