import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'schema-change-of-one-tenant',
  story:
    'One tenant sends a new shape of its items. Two shards of eight hold them and are blocked, each by its own batch; bisect is on, and retries have no bound.',
  source: {
    report: 'wellcomecollection/platform#954; aws/aws-lambda-go#57; solita/solita.github.com#376',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": splits do not use up retries',
  },
  truth: {causes: ['poison-record'], states: ['stalled'], says: /KeyError/},
  world: pipeline({
    metricDelayMinutes: 1,
    shards: 8,
    function: {Runtime: 'python3.13'},
    mapping: {...defaults, ...callFailed, BatchSize: 100, BisectBatchOnFunctionError: true},
    traffic: {
      invocations: from(-66, about(176), about(230)),
      errors: from(-66, always(4), always(0)),
      reads: from(-66, always(1440), always(1920)),
      ages: (minute, n) =>
        minute < -66
          ? fresh(minute, n)
          : [
              ...fresh(minute, n - 4),
              {n: 2, low: ((minute + 66) * 60 + 7) * 1000, high: ((minute + 66) * 60 + 49) * 1000},
              {n: 2, low: ((minute + 66) * 60 - 90) * 1000, high: ((minute + 66) * 60 - 48) * 1000},
            ].filter(({low}) => low > 0),
    },
    log: {failing: pythonError('KeyError', "'recipient'")},
  }),
})
