import {epochSeconds, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always, evenly, noise} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

/** Somebody changes a setting in about one minute of twelve. */
const called = (minute: number): number => (noise(minute, 31) < 0.08 ? 1 : 0)

const alarm = (name: string, statistic: string, threshold: number) => ({
  AlarmName: `${functionName}-${name}`,
  AlarmArn: virginia.arn('cloudwatch', `alarm:${functionName}-${name}`),
  Namespace: 'AWS/Lambda',
  MetricName: name,
  Dimensions: [{Name: 'FunctionName', Value: functionName}],
  Statistic: statistic,
  Period: 60,
  EvaluationPeriods: 5,
  Threshold: threshold,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'missing',
  StateValue: 'INSUFFICIENT_DATA',
  StateReason: 'Insufficient Data: 5 datapoints were unknown.',
  StateUpdatedTimestamp: epochSeconds(18),
  ActionsEnabled: true,
  AlarmActions: [virginia.arn('sns', 'oncall')],
  InsufficientDataActions: [virginia.arn('sns', 'oncall')],
  OKActions: [virginia.arn('sns', 'oncall')],
})

export default defineRetold({
  id: 'alarm-swaps-between-ok-and-no-data',
  story:
    'A table is changed a handful of times an hour. Its alarms have no point in most minutes and swap between OK and "insufficient data", with a mail for each: more than a hundred mails a day. Each change was delivered within a second, none failed, and no alarm was ever red.',
  source: {
    report: 'HHS/simpler-grants-gov#1324 (an alarm that swaps back and forth between INSUFFICIENT_DATA and OK)',
    rule: 'CloudWatch User Guide, "alarms-and-missing-data": without points the state is INSUFFICIENT_DATA; Lambda Developer Guide, "monitoring-metrics-types": no invocation, no point',
  },
  truth: {
    causes: [null],
    not: ['filter-drops-all', 'mapping-disabled', 'stale-stream', 'failing-function', 'cold-start-burden'],
    states: ['ok', 'idle'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {BatchSize: 10},
    traffic: {
      invocations: called,
      writes: called,
      concurrency: called,
      durations: evenly(40, 180),
      ages: evenly(400, 900),
      reads: always(240),
    },
    log: {memoryMb: 256, usedMb: 82, failing: () => []},
    world: {alarms: [alarm('IteratorAge', 'Maximum', 60_000), alarm('Errors', 'Sum', 0)]},
  }),
})
