import {nodeError} from '../lines.ts'
import {epochSeconds, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, fresh, noise} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

/** One invocation in two hundred and fifty meets a connection that the other side has closed. */
const resets = (minute: number): number => (noise(minute, 17) < 0.45 ? 1 : noise(minute, 17) > 0.9 ? 2 : 0)

export default defineRetold({
  id: 'connection-resets-all-day',
  story:
    'In most minutes one invocation or two of several hundred find that the other side has closed the connection that was kept alive, and throw. The same batch passes a second later. It has been so for years; the alarm on a single error goes off all day.',
  source: {
    report: 'aws/aws-sdk-js-v3#1196, aws/aws-sdk-js#3107 (ECONNRESET now and then in a function that is called often)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": the batch is sent again; "best-practices": connections that were idle may be closed',
  },
  truth: {
    causes: [null],
    not: ['poison-record', 'failing-function', 'network-unreachable', 'silent-loss'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 12,
    function: {Runtime: 'nodejs22.x', MemorySize: 512},
    mapping: {BatchSize: 200},
    traffic: {
      invocations: about(310),
      errors: resets,
      writes: about(24_000, 2),
      reads: always(2880),
      concurrency: always(6),
      ages: (minute, n) => [...fresh(minute, n - resets(minute)), {n: resets(minute), low: 1700, high: 3100}],
    },
    log: {
      memoryMb: 512,
      report: {status: 'error', errorType: 'Error', durationMs: 14},
      failing: nodeError('Error', 'read ECONNRESET', '/var/task/index.js:63:9', {code: 'ECONNRESET', errno: -104, syscall: 'read'}),
    },
    world: {
      alarms: [
        {
          AlarmName: 'any-error',
          AlarmArn: virginia.arn('cloudwatch', 'alarm:any-error'),
          Namespace: 'AWS/Lambda',
          MetricName: 'Errors',
          Dimensions: [{Name: 'FunctionName', Value: functionName}],
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'missing',
          StateValue: 'ALARM',
          StateReason: 'Threshold Crossed: 1 datapoint [1.0] was greater than the threshold (0.0).',
          StateUpdatedTimestamp: epochSeconds(4),
          ActionsEnabled: true,
          AlarmActions: [virginia.arn('sns', 'oncall')],
        },
        {
          AlarmName: 'age',
          AlarmArn: virginia.arn('cloudwatch', 'alarm:age'),
          Namespace: 'AWS/Lambda',
          MetricName: 'IteratorAge',
          Dimensions: [{Name: 'FunctionName', Value: functionName}],
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 5,
          Threshold: 60_000,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'breaching',
          StateValue: 'OK',
          StateReason: 'ok',
          StateUpdatedTimestamp: 1.79e9,
          ActionsEnabled: true,
          AlarmActions: [virginia.arn('sns', 'oncall')],
        },
      ],
    },
  }),
})
