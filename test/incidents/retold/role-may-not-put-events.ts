import {nodeError} from '../lines.ts'
import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const bus = virginia.arn('events', 'event-bus/parcels')

export default defineRetold({
  id: 'role-may-not-put-events',
  story:
    'A release of 47 minutes ago publishes each change to a bus of EventBridge. The template forgot the permission: the stream is read as before, and every batch fails at PutEvents.',
  source: {
    report: 'labsitio/nexus-orc-back#616 (the role lacks events:PutEvents, so the function fails); aws/aws-cdk#11228, #9896',
    rule: 'EventBridge User Guide, "eb-permissions-reference": events:PutEvents; Lambda Developer Guide, "lambda-intro-execution-role": the code acts with the execution role',
  },
  truth: {
    causes: ['access-denied', 'failing-function'],
    not: ['poison-record', 'mapping-disabled', 'stale-stream', 'network-unreachable'],
    states: ['stalled'],
    says: /PutEvents/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 6,
    function: {Runtime: 'nodejs22.x', MemorySize: 256, LastModified: functionTime(47)},
    mapping: {...defaults, ...callFailed, BatchSize: 50},
    traffic: {
      invocations: from(-46, about(19), about(160)),
      errors: from(-46, about(19), always(0)),
      durations: from(-46, evenly(45, 130), evenly(60, 240)),
      concurrency: from(-46, always(5), always(3)),
      writes: about(3700, 2),
      returned: from(-46, always(0), about(3700, 2)),
      reads: from(-46, always(19), always(1440)),
      ages: allBlocked(-46),
    },
    log: {
      memoryMb: 256,
      report: {status: 'error', errorType: 'AccessDeniedException', durationMs: 88},
      failing: nodeError(
        'AccessDeniedException',
        `User: arn:aws:sts::${virginia.account}:assumed-role/${functionName}-role/${functionName} is not authorized to perform: events:PutEvents on resource: ${bus} because no identity-based policy allows the events:PutEvents action`,
        '/var/task/publish.js:19:5',
        {$metadata: {httpStatusCode: 400, attempts: 1}},
      ),
    },
    world: {role: {simulated: action => (action === 'events:PutEvents' ? 'implicitDeny' : 'allowed'), inline: {}, attached: []}},
  }),
})
