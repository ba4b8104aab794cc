import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'large-batches-run-out-of-file-descriptors',
  story:
    'The handler asks another table about every record of its batch at once. Batches of some hundred pass; a pause of the poller let two thousand gather on two shards of six, and these need more sockets than an environment has file descriptors. No record is bad: halves of the batch would pass.',
  source: {
    report: 'hexlabsio/dynamo-ts#61; aws/aws-sdk-js-v3#3279, #5273 (EMFILE with a thousand requests at once)',
    rule: 'Lambda Developer Guide, "gettingstarted-limits": 1,024 file descriptors; "services-dynamodb-errors": the whole batch is retried, BisectBatchOnFunctionError splits it',
  },
  truth: {
    causes: ['failing-function', 'poison-record'],
    states: ['stalled'],
    not: ['network-unreachable', 'function-timeout', 'memory-exhausted'],
    says: /EMFILE/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 6,
    mapping: {...defaults, ...callFailed, BatchSize: 2000},
    traffic: {
      invocations: from(-62, about(146), about(190)),
      errors: from(-62, always(6), always(0)),
      durations: (minute, n) =>
        minute < -62
          ? [{n, low: 120, high: 900}]
          : [
              {n: n - 6, low: 120, high: 900},
              {n: 6, low: 2400, high: 5200},
            ],
      concurrency: always(6),
      writes: about(7000, 2),
      returned: from(-62, about(4700, 3), about(7000, 2)),
      reads: from(-62, always(960), always(1440)),
      ages: (minute, n) =>
        minute < -62
          ? fresh(minute, n)
          : [
              ...fresh(minute, n - 6),
              {n: 3, low: ((minute + 62) * 60 + 6) * 1000, high: ((minute + 62) * 60 + 52) * 1000},
              {n: 3, low: ((minute + 62) * 60 + 3) * 1000, high: ((minute + 62) * 60 + 47) * 1000},
            ],
    },
    log: {
      failing: nodeError('Error', 'connect EMFILE 52.94.11.16:443 - Local (undefined:undefined)', '/var/task/lookup.js:19:23', {
        errno: -24,
        code: 'EMFILE',
        syscall: 'connect',
      }),
    },
  }),
})
