import {pythonError} from '../lines.ts'
import {defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, lively} from '../shapes.ts'

const failed = about(980, 5)

export default defineRetold({
  id: 'parameter-is-read-in-each-invocation',
  story:
    'The handler reads a parameter of Systems Manager at the start of each invocation. The factor of the mapping was raised from one to four, 53 minutes ago. Since then the calls are more than the account may make in a second. Three invocations in ten fail, and pass when they are tried again; records wait some seconds more.',
  source: {
    report:
      'NHSDigital/spine-core-aws-common#67 (the throttle of SSM is a ceiling for a function that reads parameters); segmentio/chamber#34',
    rule: 'AWS General Reference, "ssm": 40 GetParameter calls a second by default; Lambda Developer Guide, "services-dynamodb-errors": the batch is sent again',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'cold-start-burden'],
    states: ['ok', 'slow'],
    says: /ThrottlingException|Rate exceeded|GetParameter/,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|ParallelizationFactor=(?:[5-9]|10)/,
  },
  world: renamed(
    pipeline({
      shards: 10,
      function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 256, Timeout: 15},
      mapping: {...defaults, BatchSize: 10, ParallelizationFactor: 4, LastModified: epochSeconds(53)},
      traffic: {
        invocations: from(-52, about(3380, 1, 0.04), about(2040, 1, 0.04)),
        errors: from(-52, failed, always(0)),
        durations: from(
          -52,
          (_, n) => [
            {n: n * 0.71, low: 60, high: 290},
            {n: n * 0.29, low: 380, high: 1150},
          ],
          evenly(60, 290),
        ),
        concurrency: from(-52, always(28), always(9)),
        writes: about(18_500, 2),
        reads: about(2390, 8, 0.005),
        ages: from(
          -52,
          (_, n) => [
            {n: n * 0.7, low: 300, high: 2400},
            {n: n * 0.3, low: 1800, high: 14_500},
          ],
          lively(),
        ),
      },
      log: {
        memoryMb: 256,
        usedMb: 84,
        report: {status: 'error', errorType: 'ClientError', durationMs: 940},
        failing: pythonError(
          'ClientError',
          'An error occurred (ThrottlingException) when calling the GetParameter operation (reached max retries: 4): Rate exceeded',
        ),
      },
    }),
    {function: 'immunisation-history-projector', table: 'immunisation-events'},
  ),
})
