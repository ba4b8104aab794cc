import {nodeError} from '../lines.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'operator-released-after-the-onset',
  story:
    'A bad record has blocked a shard for an hour. Twenty minutes ago the operator released a fix that did not help: that release is no cause of a symptom that began before it.',
  source: {
    report: 'wellcomecollection/platform#954; https://blog.matejpokorny.cz (attempts at a fix)',
    rule: 'Lambda API reference, LastModified of a function; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {causes: ['poison-record'], states: ['stalled'], dead: /roll .{0,30}back|update-alias|version before/i},
  world: pipeline({
    function: {LastModified: functionTime(20)},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-62, about(94), about(120)),
      errors: from(-62, always(4), always(0)),
      reads: from(-62, always(720), always(960)),
      ages: oneBlocked(-62, always(4), {leadSeconds: 14}),
    },
    log: {failing: nodeError('RangeError', 'Invalid time value', '/var/task/index.js:61:22')},
  }),
})
