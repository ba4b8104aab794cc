import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'list-in-an-item-reached-400-kb',
  story:
    'The consumer appends each change to a list in an item of the history table. The list of one depot has reached 400 KB, and DynamoDB takes no more into it. Bisect has brought the batch down to that record; retries have no bound, and one shard of six stands still since two and a half hours.',
  source: {
    report: 'aws-samples/drs-tools#26 (a log in an item overflows it); wcmc-its/ReCiter#205',
    rule: 'DynamoDB Developer Guide, "Constraints": an item may have 400 KB; Lambda Developer Guide, "services-dynamodb-errors": splitting does not use up retries',
  },
  truth: {
    causes: ['poison-record', 'failing-function'],
    not: ['hot-partition', 'slow-handler', 'access-denied'],
    states: ['stalled'],
    says: /ValidationException|maximum allowed size|item size/i,
    dead: /update-alias/,
  },
  world: pipeline({
    shards: 6,
    metricDelayMinutes: 3,
    function: {Runtime: 'python3.12', Handler: 'app.handler', MemorySize: 512},
    mapping: {...defaults, ...callFailed, BatchSize: 200, BisectBatchOnFunctionError: true},
    traffic: {
      invocations: from(-150, about(212), about(250)),
      errors: from(-150, always(2), always(0)),
      durations: evenly(30, 420),
      concurrency: always(4),
      writes: about(5200, 2),
      returned: from(-150, about(4340, 3), about(5200, 2)),
      reads: from(-150, always(1202), always(1440)),
      ages: oneBlocked(-150, always(2)),
    },
    log: {
      memoryMb: 512,
      report: {status: 'error', errorType: 'ClientError', durationMs: 66},
      failing: pythonError(
        'ClientError',
        'An error occurred (ValidationException) when calling the UpdateItem operation: Item size to update has exceeded the maximum allowed size',
      ),
    },
  }),
})
