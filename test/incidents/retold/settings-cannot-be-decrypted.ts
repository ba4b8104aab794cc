import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const key = virginia.arn('kms', 'key/51c7a0f2-8d2e-4c6b-9a15-77b0c6d1e2f3')

export default defineRetold({
  id: 'settings-cannot-be-decrypted',
  story:
    'The role was deleted and made again with the same name. The key of the environment variables still trusts the old one: Lambda cannot start the function at all.',
  source: {
    report: 'serverless/examples#279',
    rule: 'Lambda Developer Guide, "configuration-envvars-encryption"; Invoke: KMSAccessDeniedException; such a refusal is no invocation',
  },
  truth: {causes: ['access-denied', 'function-unavailable'], states: ['stopped'], says: /key|KMS/},
  world: pipeline({
    function: {KMSKeyArn: key},
    mapping: {
      ...defaults,
      LastProcessingResult:
        "PROBLEM: Lambda was unable to decrypt the environment variables because KMS access was denied. Please check the function's KMS key settings.",
    },
    traffic: {
      invocations: from(-66, always(0), about(120)),
      concurrency: from(-66, always(0), always(3)),
      returned: from(-66, always(0), about(9000, 2)),
      reads: from(-66, always(6), always(960)),
    },
    world: {
      keys: {
        [key]: {
          policy: {
            Version: '2012-10-17',
            Statement: [{Effect: 'Allow', Principal: {AWS: 'AROAEXAMPLEOLDROLE000'}, Action: 'kms:Decrypt', Resource: '*'}],
          },
        },
      },
      role: {simulated: action => (action.startsWith('kms:') ? 'implicitDeny' : 'allowed'), inline: {}, attached: []},
    },
  }),
})
