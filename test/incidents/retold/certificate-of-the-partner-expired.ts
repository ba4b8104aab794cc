import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from, lively} from '../shapes.ts'

const calls = about(12, 5, 0.1)

export default defineRetold({
  id: 'certificate-of-the-partner-expired',
  story:
    'At nine in the morning the certificate of the partner who receives the changes expired. The consumer has not been changed for months; since that minute every call of it is refused while the connection is made, and no batch of any shard passes.',
  source: {
    report:
      'planningcenter/developers#758 (certificate has expired, and updates that are missed); assertible/lambda-cloudwatch-slack#76 (the same in a function)',
    rule: 'Lambda Developer Guide, "nodejs-exceptions", "services-dynamodb-errors": a failing batch is sent again until it succeeds or expires',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'access-denied', 'function-timeout', 'hot-partition', 'slow-handler'],
    states: ['stalled'],
    says: /certificate has expired|CERT_HAS_EXPIRED/,
    dead: /update-alias|roll .{0,20}back|MaximumRetryAttempts=\d/i,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'nodejs20.x', MemorySize: 256, Timeout: 30, LastModified: '2026-05-19T08:02:57.000+0000'},
    mapping: {...defaults, ...callFailed, BatchSize: 20},
    traffic: {
      invocations: from(-67, calls, about(118)),
      errors: from(-67, calls, always(0)),
      durations: from(-67, evenly(70, 260), evenly(140, 720)),
      concurrency: from(-67, always(3), always(2)),
      writes: about(1100, 2),
      returned: from(-67, always(0), about(1100, 2)),
      reads: from(-67, about(12, 8), always(720)),
      ages: allBlocked(-67, {before: lively(240)}),
    },
    log: {
      memoryMb: 256,
      usedMb: 97,
      report: {status: 'error', errorType: 'Error', durationMs: 148},
      failing: nodeError('Error', 'certificate has expired', 'node:_tls_wrap:1679:34', {code: 'CERT_HAS_EXPIRED'}),
    },
  }),
})
