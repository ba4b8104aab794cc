import {callFailed, defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'no-log-of-a-function-that-hangs',
  story:
    'The execution role may not write a log: there is no log group. The function hangs in every invocation until its timeout of three minutes, and nobody sees a line.',
  source: {
    report: 'eawsy/aws-lambda-go-shim#2 (no log group was ever created; every invocation timed out); mentum/lambdaws#66',
    rule: 'Lambda Developer Guide, "monitoring-cloudwatchlogs": the role needs CreateLogGroup, CreateLogStream, PutLogEvents',
  },
  truth: {causes: ['function-timeout', 'network-unreachable'], states: ['stalled'], says: /log/i, dead: /aws logs tail/},
  world: pipeline({
    shards: 2,
    function: {Timeout: 180, Runtime: 'provided.al2023'},
    mapping: {...defaults, ...callFailed, LastModified: epochSeconds(150)},
    traffic: {
      invocations: minute => (minute < -148 || minute % 3 === 0 ? 0 : 1),
      errors: minute => (minute < -148 || minute % 3 === 0 ? 0 : 1),
      durations: evenly(180_000, 180_003),
      concurrency: minute => (minute < -148 ? 0 : 2),
      writes: from(-148, about(40, 2), always(0)),
      reads: from(-148, always(4), always(0)),
      returned: from(-148, always(60), always(0)),
      ages: (minute, n) => [{n, low: ((minute + 148) * 60 + 2) * 1000, high: ((minute + 148) * 60 + 20) * 1000}],
    },
    world: {
      logGroups: [],
      logs: () => [],
      role: {simulated: action => (action.startsWith('logs:') ? 'implicitDeny' : 'allowed'), inline: {}, attached: []},
    },
  }),
})
