import {defaults, epochSeconds, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'mapping-was-made-disabled',
  story:
    'The pipeline of a new consumer makes its mapping disabled, and a later step was to enable it. That step was left out at the launch, 21 hours and a half ago. The function has never been invoked, no alarm has a point to look at, and in two hours and a half the first records since the launch expire.',
  source: {
    report:
      'tmobile/jazz#710 (mappings that were not enabled when they were made); aws/aws-cdk#10927 (a mapping that is made disabled, for DynamoDB too)',
    rule: 'Lambda API reference, CreateEventSourceMapping: Enabled; DynamoDB Developer Guide, "Streams": records are kept for 24 hours',
  },
  truth: {
    causes: ['mapping-disabled'],
    not: ['function-unavailable', 'access-denied', 'stale-stream', 'filter-drops-all'],
    states: ['stopped'],
    says: /(?=.*enable)(?=.*(?:\blost\b|\blos(?:e|es|ing|s)\b|expire|24 h))/i,
    dead: /delete-event-source-mapping|roll .{0,20}back/i,
  },
  world: pipeline({
    shards: 2,
    function: {Runtime: 'nodejs24.x', MemorySize: 512, LastModified: functionTime(1294)},
    mapping: {
      ...defaults,
      BatchSize: 100,
      State: 'Disabled',
      StateTransitionReason: 'User action',
      LastProcessingResult: 'No records processed',
      LastModified: epochSeconds(1290),
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: about(640, 2), returned: always(0), reads: always(0)},
  }),
})
