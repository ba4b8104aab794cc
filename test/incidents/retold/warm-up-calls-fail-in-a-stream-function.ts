import {nodeError} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

const warmsUp = (minute: number): boolean => Math.abs(minute) % 5 === 3

export default defineRetold({
  id: 'warm-up-calls-fail-in-a-stream-function',
  story:
    'A plug-in calls every function of the stack each five minutes to keep it warm. The consumer of the stream does not expect an event without records and throws. The batches of the stream all pass; the errors are of those calls alone.',
  source: {
    report: 'ustaxcourt/ef-cms-flexion#3244 (a warm-up of all functions, and the question about those that read streams)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": Errors count every caller; FailedInvokeEventCount counts the records of the mapping',
  },
  truth: {
    causes: [null],
    not: ['poison-record', 'failing-function', 'silent-loss'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    traffic: {
      invocations: minute => Math.round(about(120)(minute)) + (warmsUp(minute) ? 5 : 0),
      errors: minute => (warmsUp(minute) ? 5 : 0),
      durations: (minute, n) =>
        warmsUp(minute)
          ? [
              {n: n - 5, low: 80, high: 240},
              {n: 5, low: 1, high: 4},
            ]
          : [{n, low: 80, high: 240}],
      ages: (minute, n) => [{n: warmsUp(minute) ? n - 5 : n, low: 250, high: 1500}],
    },
    events: {Polled: about(9000, 2), Invoked: about(9000, 2), FailedInvoke: always(0), Dropped: always(0)},
    log: {report: {durationMs: 2}, failing: nodeError('TypeError', 'event.Records is not iterable', '/var/task/index.js:12:28')},
  }),
})
