import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'remove-has-no-new-image',
  story:
    'Somebody removes an item for the first time. A record of a removal has no NewImage, the handler reads it all the same, and its shard is blocked; the five others go on.',
  source: {
    report: 'https://blog.matejpokorny.cz (a removed item stopped the stream; a week of debugging)',
    rule: 'DynamoDB Streams API reference, StreamRecord: NewImage is absent for REMOVE; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {causes: ['poison-record'], states: ['stalled'], says: /Cannot read properties of undefined/},
  world: pipeline({
    shards: 6,
    mapping: {...defaults, BatchSize: 100, ...callFailed},
    traffic: {
      invocations: from(-95, about(151), about(180)),
      errors: from(-95, always(2), always(0)),
      ages: oneBlocked(-95, always(2), {leadSeconds: 11}),
      reads: from(-95, always(1200), always(1440)),
    },
    log: {failing: nodeError('TypeError', "Cannot read properties of undefined (reading 'parcelId')", '/var/task/index.mjs:19:48')},
  }),
})
