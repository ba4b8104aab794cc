import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'one-parcel-is-too-large-for-the-topic',
  story:
    'The function fans changes out to an SNS topic. One parcel has collected 300 KB of history, more than a message may have: its batch fails for ever, and its shard of four stands still since an hour.',
  source: {
    report: 'wellcomecollection/platform#1460 (dynamo_to_sns), #1776; Netflix-Skunkworks/historical#77; airbnb/streamalert#51',
    rule: 'SNS API reference, Publish: InvalidParameter where the message is too long; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['poison-record'],
    not: ['failing-function', 'hot-partition', 'slow-handler', 'memory-exhausted'],
    states: ['stalled'],
    says: /Message too long/,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'dynamo_to_sns.main'},
    mapping: {...defaults, ...callFailed, BatchSize: 25},
    traffic: {
      invocations: from(-66, about(150), about(195)),
      errors: from(-66, always(5), always(0)),
      durations: evenly(60, 380),
      writes: about(3400, 2),
      returned: from(-66, about(2550, 3), about(3400, 2)),
      reads: from(-66, always(725), always(960)),
      ages: oneBlocked(-66, always(5), {leadSeconds: 9}),
    },
    log: {
      report: {status: 'error', errorType: 'InvalidParameterException'},
      failing: pythonError(
        'InvalidParameterException',
        'An error occurred (InvalidParameter) when calling the Publish operation: Invalid parameter: Message too long',
        '/var/task/dynamo_to_sns.py',
      ),
    },
  }),
})
