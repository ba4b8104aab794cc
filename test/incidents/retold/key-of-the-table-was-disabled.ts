import {defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const key = virginia.arn('kms', 'key/41c7e0aa-93f5-4d5e-b1de-2f6a7c8d9e01')

export default defineRetold({
  id: 'key-of-the-table-was-disabled',
  story:
    'A clean-up of unused keys disabled the customer managed key of the table. DynamoDB cannot open the table any more: nothing is written, nothing is read from its stream, and in seven days the table is archived. The execution role has all of its rights.',
  source: {
    report: 'defenseunicorns/delivery-aws-iac#111 (the notice of AWS); fugue/credstash#86 (a key that was disabled)',
    rule: 'DynamoDB Developer Guide, "encryption.usagenotes": INACCESSIBLE_ENCRYPTION_CREDENTIALS where the key is disabled',
  },
  truth: {
    causes: ['access-denied'],
    not: ['stale-stream', 'mapping-disabled', 'failing-function'],
    states: ['stopped', 'idle', 'unknown'],
    says: /\bkey\b/i,
    dead: /put-role-policy|attach-role-policy/,
  },
  world: pipeline({
    table: {
      TableStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
      SSEDescription: {Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key, InaccessibleEncryptionDateTime: epochSeconds(44)},
    },
    mapping: {...defaults, LastProcessingResult: 'PROBLEM: internal Lambda error. Please contact Lambda customer support.'},
    traffic: {
      invocations: from(-46, always(0), about(120)),
      concurrency: from(-46, always(0), always(3)),
      writes: from(-46, always(0), about(9000, 2)),
      returned: from(-46, always(0), about(9000, 2)),
      reads: from(-46, always(0), always(960)),
    },
    world: {
      keys: {
        [key]: {
          metadata: {Enabled: false, KeyState: 'Disabled'},
          policy: {
            Version: '2012-10-17',
            Statement: [{Effect: 'Allow', Principal: {AWS: `arn:aws:iam::${virginia.account}:root`}, Action: 'kms:*', Resource: '*'}],
          },
        },
      },
    },
  }),
})
