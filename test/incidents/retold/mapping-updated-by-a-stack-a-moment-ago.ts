import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

export default defineRetold({
  id: 'mapping-updated-by-a-stack-a-moment-ago',
  story:
    'Three and a half minutes ago a stack changed the batching window of the mapping. It is still Updating: Lambda stops reading for as long, and goes on where it was. A second deployment fails with "is in use", and somebody wants to delete the mapping.',
  source: {
    report: 'serverless/serverless#4471, #7236; aws/serverless-application-model#1690 (updates of a mapping by a stack)',
    rule: 'Lambda Developer Guide, "with-ddb": an update may take several minutes to stop and to start again; the position is kept',
  },
  truth: {
    causes: [null],
    not: ['mapping-disabled', 'stale-stream', 'function-unavailable', 'access-denied', 'poison-record'],
    states: ['ok', 'unknown', 'recovering', 'idle', 'behind'],
    says: /Updating/,
    dead: /delete-event-source-mapping/,
  },
  world: pipeline({
    metricDelayMinutes: 1,
    mapping: {State: 'Updating', LastModified: epochSeconds(3.5)},
    traffic: {
      invocations: from(-3, always(0), about(120)),
      concurrency: from(-3, always(0), always(3)),
      returned: from(-3, always(0), about(9000, 2)),
      reads: from(-3, always(0), always(960)),
    },
  }),
})
