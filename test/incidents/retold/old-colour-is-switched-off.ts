import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'

export default defineRetold({
  id: 'old-colour-is-switched-off',
  story:
    'Nineteen days ago a blue-green deployment moved everything to a new table. The deployment disabled the mapping of the old one, and nothing has been written to that table since.',
  source: {
    report:
      'ustaxcourt/ef-cms#8702, #1203 (the consumer of the old colour is to read no more after a migration; the deployment disables and enables mappings)',
    rule: 'Lambda Developer Guide, "services-dynamodb-eventsourcemapping": a disabled mapping does not poll; DynamoDB Developer Guide, "Streams": 24 hours',
  },
  truth: {
    causes: [null, 'mapping-disabled'],
    not: ['stale-stream', 'function-unavailable', 'access-denied', 'filter-drops-all'],
    states: ['idle', 'stopped', 'unknown'],
    verdicts: ['healthy', 'at-risk', 'undecided', 'degraded'],
    says: /disabled/i,
  },
  world: pipeline({
    mapping: {State: 'Disabled', StateTransitionReason: 'User action', LastModified: epochSeconds(19 * 1440)},
    traffic: {invocations: always(0), concurrency: always(0), writes: always(0), returned: always(0), reads: always(0)},
  }),
})
