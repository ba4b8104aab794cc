import {epochSeconds, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const changes = new Map([
  [-171, 1],
  [-140, 1],
  [-95, 2],
])
const called = (minute: number) => changes.get(minute) ?? 0

const alarm = (name: string, statistic: string, threshold: number, more: object) => ({
  AlarmName: `${functionName}-${name}`,
  AlarmArn: virginia.arn('cloudwatch', `alarm:${functionName}-${name}`),
  Namespace: 'AWS/Lambda',
  MetricName: name,
  Dimensions: [{Name: 'FunctionName', Value: functionName}],
  Statistic: statistic,
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: threshold,
  ComparisonOperator: 'GreaterThanThreshold',
  StateUpdatedTimestamp: epochSeconds(94),
  ActionsEnabled: true,
  AlarmActions: [virginia.arn('sns', 'oncall')],
  ...more,
})

export default defineRetold({
  id: 'alarm-stays-red-on-a-table-at-rest',
  story:
    'A table of settings was changed an hour and a half ago. The invocation failed once and passed at the second attempt. Nobody has changed anything since, so there is no newer point, and the alarm on errors ignores missing data: it is red still and pages again. Nothing waits.',
  source: {
    report: 'guardian/support-service-lambdas#53 (an alarm every hour until something happens to work)',
    rule: 'CloudWatch User Guide, "alarms-and-missing-data": missing data can keep the state of an alarm; Lambda Developer Guide, "monitoring-metrics-types"',
  },
  truth: {
    causes: [null],
    not: ['failing-function', 'poison-record', 'filter-drops-all', 'mapping-disabled', 'stale-stream'],
    states: ['ok', 'idle'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {BatchSize: 10},
    traffic: {
      invocations: called,
      errors: minute => (minute === -95 ? 1 : 0),
      writes: minute => Math.min(1, called(minute)),
      concurrency: minute => Math.min(1, called(minute)),
      durations: evenly(60, 240),
      ages: (minute, n) => [{n, low: 600, high: minute === -95 ? 2900 : 800}],
    },
    log: {memoryMb: 256, failing: () => []},
    world: {
      alarms: [
        alarm('Errors', 'Sum', 0, {
          TreatMissingData: 'ignore',
          StateValue: 'ALARM',
          StateReason: 'Threshold Crossed: 1 datapoint [1.0 (26/11/26 08:32:00)] was greater than the threshold (0.0).',
        }),
        alarm('IteratorAge', 'Maximum', 60_000, {TreatMissingData: 'notBreaching', StateValue: 'OK', StateReason: 'ok'}),
      ],
    },
  }),
})
