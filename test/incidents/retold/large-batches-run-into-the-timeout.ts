import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'large-batches-run-into-the-timeout',
  story:
    'Batches of a thousand take longer than the timeout of ten seconds. A shard whose batch is full cannot get past it: the same batch times out again and again, on two shards of five.',
  source: {
    report: 'Nordstrom/hello-retail-workshop#8; aws-amplify/amplify-js#11989',
    rule: 'Lambda Developer Guide, "configuration-timeout"; "services-dynamodb-errors": the whole batch is retried',
  },
  truth: {causes: ['function-timeout'], states: ['stalled'], says: /timeout/i},
  world: pipeline({
    shards: 5,
    function: {Timeout: 10},
    mapping: {...defaults, ...callFailed, BatchSize: 1000},
    traffic: {
      invocations: from(-76, always(52), always(58)),
      errors: from(-76, always(4), always(0)),
      durations: from(
        -76,
        (_, n) => [
          {n: n - 4, low: 1200, high: 4100},
          {n: 4, low: 10_000, high: 10_004},
        ],
        evenly(1200, 4100),
      ),
      concurrency: always(5),
      ages: (minute, n) =>
        minute < -76
          ? fresh(minute, n)
          : [
              ...fresh(minute, n - 4),
              {n: 2, low: ((minute + 76) * 60 + 4) * 1000, high: ((minute + 76) * 60 + 44) * 1000},
              {n: 2, low: ((minute + 76) * 60 + 12) * 1000, high: ((minute + 76) * 60 + 51) * 1000},
            ],
    },
    log: {report: {status: 'timeout', durationMs: 10_000}, failing: () => []},
  }),
})
