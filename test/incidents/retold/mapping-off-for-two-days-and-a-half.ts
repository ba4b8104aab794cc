import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'mapping-off-for-two-days-and-a-half',
  story:
    'On Monday evening the mapping was switched off for a maintenance, and the step that switches it on again was never done. That is 62 hours ago: records written until yesterday at this time have expired, and more expire every minute.',
  source: {
    report:
      'harness/developer-hub#144 (a mapping that is switched off: missing entries in the database); awsdocs/aws-lambda-developer-guide#154 (a pause loses nothing, as long as it is short)',
    rule: 'DynamoDB Developer Guide, "Streams": records are kept for 24 hours; Lambda API reference, UpdateEventSourceMapping: Enabled',
  },
  truth: {
    causes: ['mapping-disabled'],
    not: ['function-unavailable', 'access-denied', 'filter-drops-all'],
    states: ['stopped', 'losing'],
    says: /(?:enable[\s\S]*(?:24 ?h|expire|\blost\b|\bgone\b|trim))|(?:(?:24 ?h|expire|\blost\b|\bgone\b|trim)[\s\S]*enable)/i,
    dead: /update-alias/,
  },
  world: pipeline({
    shards: 2,
    mapping: {State: 'Disabled', StateTransitionReason: 'User action', LastModified: epochSeconds(62 * 60), MaximumRecordAgeInSeconds: -1},
    traffic: {invocations: always(0), concurrency: always(0), writes: about(1700, 2), returned: always(0), reads: always(0)},
  }),
})
