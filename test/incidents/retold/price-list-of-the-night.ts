import {functionName, pipeline, shard} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, between, evenly, fresh} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

/** The look is at 02:40 UTC, 993 minutes after the one of other incidents. */
const now = '2026-11-27T02:40:10.000Z'
const ofTheNight = (nth: number) => shard(nth, 90 + 13 * nth - 993)

export default defineRetold({
  id: 'price-list-of-the-night',
  story:
    'At two each night a job rewrites all prices within nine minutes. The consumer gets some forty seconds late in them, and catches up three minutes later. The alarm on half a minute goes off for five minutes each night, wakes somebody, and is OK again before the screen is on. It is twenty minutes to three, and all is fresh.',
  source: {
    report: 'Pocket/recommendation-api#354, airbnb/streamalert#340 (alarms that go off for one spike)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge falls while more is read than written; CloudWatch User Guide, "alarm-evaluation"',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record', 'hot-partition', 'failing-function'],
    states: ['ok', 'recovering'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    now,
    shardList: [ofTheNight(0), ofTheNight(1), ofTheNight(2), ofTheNight(3)],
    function: {Runtime: 'dotnet8', Handler: 'Prices::Prices.Function::Handler', MemorySize: 1024},
    mapping: {BatchSize: 500},
    traffic: {
      invocations: between(-40, -28, about(132, 1, 0.05), about(70)),
      durations: between(-40, -28, evenly(1000, 2500), evenly(60, 220)),
      concurrency: between(-40, -28, always(4), always(1)),
      writes: between(-40, -31, about(84_000, 2, 0.04), about(900, 2)),
      returned: between(-40, -28, about(63_300, 3, 0.04), about(900, 2)),
      reads: between(-40, -28, about(210, 8), always(960)),
      ages: between(
        -40,
        -31,
        aged(minute => 2 + (minute + 40) * 4.5, 8),
        between(
          -31,
          -28,
          aged(minute => 38 - (minute + 31) * 13, 8),
          fresh,
        ),
      ),
    },
    log: {failing: () => []},
    world: {
      alarms: [
        {
          AlarmName: `${functionName}-IteratorAge`,
          AlarmArn: virginia.arn('cloudwatch', `alarm:${functionName}-IteratorAge`),
          Namespace: 'AWS/Lambda',
          MetricName: 'IteratorAge',
          Dimensions: [{Name: 'FunctionName', Value: functionName}],
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 30_000,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
          StateValue: 'OK',
          StateReason: 'Threshold Crossed: 1 datapoint [20102.0] was not greater than the threshold (30000.0).',
          StateUpdatedTimestamp: Date.parse(now) / 1000 - 27 * 60,
          ActionsEnabled: true,
          AlarmActions: [virginia.arn('sns', 'oncall')],
        },
      ],
    },
  }),
})
