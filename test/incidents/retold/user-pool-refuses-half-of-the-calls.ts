import {pythonError} from '../lines.ts'
import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'user-pool-refuses-half-of-the-calls',
  story:
    'For each member that changes, a Python consumer asks Cognito for its user. Another service of the account has used the same quota since fifty minutes: four invocations in ten end with a TooManyRequestsException, and pass at a later try. It is not Lambda that throttles: its own count of throttles is zero. All shards are late and go on.',
  source: {
    report: 'boto/boto3#2517 (TooManyRequestsException when calling AdminGetUser, in a Python function)',
    rule: 'Cognito Developer Guide, "quotas": requests by category, shared by the account; Lambda Developer Guide, "services-dynamodb-errors": the shard waits for the batch',
  },
  truth: {
    causes: ['failing-function', 'slow-handler'],
    states: ['slow', 'behind'],
    not: ['throttled-concurrency', 'poison-record', 'reader-contention', 'function-timeout', 'write-burst'],
    says: /TooManyRequests|AdminGetUser/,
    dead: /ParallelizationFactor=\d|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 4,
    function: {Runtime: 'python3.12', Handler: 'members.handler', MemorySize: 256},
    mapping: {...defaults, BatchSize: 50},
    traffic: {
      invocations: from(-50, about(66, 1, 0.05), about(150)),
      errors: from(-50, about(27, 5, 0.06), always(0)),
      durations: from(
        -50,
        (_, n) => [
          {n: n * 0.6, low: 1700, high: 3900},
          {n: n * 0.4, low: 2600, high: 4800},
        ],
        evenly(420, 1100),
      ),
      concurrency: always(4),
      writes: about(2600, 2, 0.05),
      returned: from(-50, about(1950, 3, 0.05), about(2600, 2, 0.05)),
      reads: from(-50, about(280, 8), always(960)),
      ages: from(
        -50,
        aged(minute => 3 + (minute + 50) * 15, 18),
        fresh,
      ),
    },
    log: {
      memoryMb: 256,
      usedMb: 88,
      report: {status: 'error', durationMs: 4100},
      failing: pythonError(
        'TooManyRequestsException',
        'An error occurred (TooManyRequestsException) when calling the AdminGetUser operation (reached max retries: 4): Rate exceeded',
        '/var/task/members.py',
      ),
    },
  }),
})
