import {nodeError} from '../lines.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'session-of-the-other-account-expired',
  story:
    'A release of an hour and a half ago assumes a role of another account once, while an environment starts, and keeps the session. It is valid for an hour: 24 minutes ago all four environments began to fail, an hour after they had started. Every policy is as it should be.',
  source: {
    report: 'Geeksltd/Olive#343 (a client that is kept longer than its session); aws/aws-sdk-java#278; CrowdStrike/FDR#228',
    rule: 'STS API reference, AssumeRole: one hour unless asked for more; Lambda Developer Guide, "lambda-runtime-environment": an object made outside the handler stays',
  },
  truth: {
    causes: ['failing-function'],
    not: ['access-denied', 'poison-record'],
    states: ['stalled'],
    says: /ExpiredToken|token[^.]{0,40}expired/,
    dead: /put-role-policy|attach-role-policy|add-permission/,
  },
  world: pipeline({
    function: {LastModified: functionTime(86)},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-24, always(18), about(120)),
      errors: from(-24, always(18), always(0)),
      durations: from(-24, evenly(25, 90), evenly(80, 240)),
      concurrency: always(4),
      returned: from(-24, always(0), about(9000, 2)),
      reads: from(-24, always(18), always(960)),
      ages: allBlocked(-24),
    },
    log: {
      report: {status: 'error', errorType: 'ExpiredTokenException'},
      failing: nodeError('ExpiredTokenException', 'The security token included in the request is expired', '/var/task/index.mjs:58:15', {
        $fault: 'client',
        $metadata: {httpStatusCode: 400, attempts: 1},
      }),
    },
  }),
})
