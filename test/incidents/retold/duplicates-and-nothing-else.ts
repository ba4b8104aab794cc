import {nodeError} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {fresh} from '../shapes.ts'

export default defineRetold({
  id: 'duplicates-and-nothing-else',
  story:
    'Now and then a call to the target times out; its batch is sent again and passes. The target sees some records twice, and the operator asks why. Nothing waits.',
  source: {
    report: 'aws-samples/sample-voice-of-customer-datalake#383; awsdocs/amazon-dynamodb-developer-guide#249',
    rule: 'Lambda Developer Guide, "with-ddb": events are delivered at least once',
  },
  truth: {causes: [null], not: ['poison-record', 'failing-function', 'function-timeout'], states: ['ok'], verdicts: ['healthy', 'at-risk']},
  world: pipeline({
    now: '2026-11-26T00:01:30.000Z',
    traffic: {
      errors: minute => (Math.abs(minute) % 23 === 7 ? 1 : 0),
      durations: (minute, n) =>
        Math.abs(minute) % 23 === 7
          ? [
              {n: n - 1, low: 80, high: 240},
              {n: 1, low: 5000, high: 5004},
            ]
          : [{n, low: 80, high: 240}],
      ages: (minute, n) =>
        Math.abs(minute) % 23 === 7
          ? [
              {n: n - 1, low: 250, high: 1500},
              {n: 1, low: 5400, high: 6800},
            ]
          : fresh(minute, n),
    },
    log: {failing: nodeError('TimeoutError', 'The operation was aborted due to timeout')},
  }),
})
