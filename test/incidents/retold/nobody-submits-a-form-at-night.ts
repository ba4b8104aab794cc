import {functionName, pipeline, shard} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

/** The look is at 04:40 UTC, 327 minutes before the one of other incidents. */
const now = '2026-11-26T04:40:30.000Z'
const called = (minute: number): number => (minute < -322 ? Math.round(about(7)(minute)) : 0)

export default defineRetold({
  id: 'nobody-submits-a-form-at-night',
  story:
    'Citizens submit forms by day. The last submission was before midnight, and since then the table is not written to. An alarm of the operator wants one invocation in three hours and counts missing data as a breach: it woke somebody at twenty to five. Nothing waits.',
  source: {
    report:
      'cds-snc/forms-terraform#703 (an alarm on missing invocations, which has to know the hours of the night); justeattakeaway/AwsWatchman#270',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": nothing is published where nothing is invoked; CloudWatch User Guide, "alarms-and-missing-data"',
  },
  truth: {
    causes: [null],
    not: ['mapping-disabled', 'filter-drops-all', 'stale-stream', 'failing-function', 'function-unavailable', 'access-denied'],
    states: ['idle', 'ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /create-event-source-mapping|delete-event-source-mapping|update-alias/,
  },
  world: pipeline({
    now,
    shards: 2,
    shardList: [shard(0, 327 + 131), shard(1, 327 + 44)],
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {BatchSize: 10},
    traffic: {
      invocations: called,
      writes: minute => 2 * called(minute),
      concurrency: minute => Math.min(1, called(minute)),
      durations: evenly(60, 310),
      ages: evenly(300, 1300),
      accountConcurrency: always(3),
    },
    log: {memoryMb: 256, failing: () => []},
    world: {
      alarms: [
        {
          AlarmName: `${functionName}-NoInvocations`,
          AlarmArn: virginia.arn('cloudwatch', `alarm:${functionName}-NoInvocations`),
          Namespace: 'AWS/Lambda',
          MetricName: 'Invocations',
          Dimensions: [{Name: 'FunctionName', Value: functionName}],
          Statistic: 'Sum',
          Period: 10_800,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'LessThanThreshold',
          TreatMissingData: 'breaching',
          StateValue: 'ALARM',
          StateReason: 'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching].',
          StateUpdatedTimestamp: Date.parse(now) / 1000 - 140,
          ActionsEnabled: true,
          AlarmActions: [virginia.arn('sns', 'oncall')],
        },
        ...[
          ['IteratorAge', 'Maximum', 60_000],
          ['Errors', 'Sum', 1],
          ['Throttles', 'Sum', 1],
        ].map(([name, statistic, threshold]) => ({
          AlarmName: `${functionName}-${name}`,
          AlarmArn: virginia.arn('cloudwatch', `alarm:${functionName}-${name}`),
          Namespace: 'AWS/Lambda',
          MetricName: name,
          Dimensions: [{Name: 'FunctionName', Value: functionName}],
          Statistic: statistic,
          Period: 60,
          EvaluationPeriods: 3,
          Threshold: threshold,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
          StateValue: 'OK',
          StateReason: 'ok',
          StateUpdatedTimestamp: 1.79e9,
          ActionsEnabled: true,
          AlarmActions: [virginia.arn('sns', 'oncall')],
        })),
      ],
    },
  }),
})
