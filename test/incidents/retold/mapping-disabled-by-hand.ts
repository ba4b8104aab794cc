import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

export default defineRetold({
  id: 'mapping-disabled-by-hand',
  story: 'During an incident somebody disabled the mapping to protect a database, and went home. Records wait since an hour and a half.',
  source: {
    report: 'aws/serverless-application-model#669 (a mapping that is disabled on purpose); localstack/localstack#2541',
    rule: 'Lambda API reference, UpdateEventSourceMapping: Enabled pauses polling; records expire after 24 hours',
  },
  truth: {causes: ['mapping-disabled'], states: ['stopped'], says: /Enabled|enable/},
  world: pipeline({
    mapping: {State: 'Disabled', StateTransitionReason: 'User action', LastModified: epochSeconds(96)},
    traffic: {
      invocations: from(-95, always(0), about(120)),
      concurrency: from(-95, always(0), always(3)),
      returned: from(-95, always(0), about(9000, 2)),
      reads: from(-95, always(0), always(960)),
    },
  }),
})
