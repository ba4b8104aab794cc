import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'poison-in-a-large-batch',
  story:
    'Batches of up to 2,000 records take half a minute before they reach the bad record. One shard of three is blocked with hardly more than one try a minute.',
  source: {
    report: 'https://blog.matejpokorny.cz; wellcomecollection/platform#954',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": without bisect the whole batch is retried',
  },
  truth: {causes: ['poison-record'], states: ['stalled']},
  world: pipeline({
    metricDelayMinutes: 4,
    shards: 3,
    function: {Timeout: 120},
    mapping: {...defaults, ...callFailed, BatchSize: 2000, MaximumBatchingWindowInSeconds: 20},
    traffic: {
      invocations: from(-71, about(7, 1, 0.05), about(9)),
      errors: from(-71, always(1), always(0)),
      durations: from(
        -71,
        (_, n) => [
          {n: n - 1, low: 9000, high: 15_000},
          {n: 1, low: 27_000, high: 31_000},
        ],
        evenly(9000, 15_000),
      ),
      concurrency: always(3),
      ages: (minute, n) =>
        minute < -71
          ? [{n, low: 1000, high: 21_000}]
          : [
              {n: n - 1, low: 1000, high: 21_500},
              {n: 1, low: ((minute + 71) * 60 + 30) * 1000, high: ((minute + 71) * 60 + 70) * 1000},
            ],
    },
    log: {failing: nodeError('SyntaxError', 'Unexpected token u in JSON at position 0', '/var/task/index.js:12:29')},
  }),
})
