import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'secret-cannot-be-read',
  story: 'A new key encrypts the secret of the database, and the execution role may not use it. Every invocation fails at GetSecretValue.',
  source: {
    report: 'aws-samples/aws-secrets-manager-rotation-lambdas#53',
    rule: 'Secrets Manager User Guide, "security-encryption": kms:Decrypt of whoever reads the secret',
  },
  truth: {causes: ['failing-function', 'access-denied'], states: ['stalled'], says: /GetSecretValue|Access to KMS is not allowed/},
  world: pipeline({
    function: {Runtime: 'python3.12'},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-52, always(12), about(120)),
      errors: from(-52, always(12), always(0)),
      durations: from(-52, evenly(60, 140), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-52),
    },
    log: {
      failing: pythonError(
        'ClientError',
        'An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed',
      ),
    },
  }),
})
