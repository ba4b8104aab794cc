import {epochSeconds, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'alarm-that-goes-off-at-one-second',
  story: 'Somebody set an alarm on an iterator age above one second. It goes off and back all day over a pipeline that is healthy.',
  source: {
    report: 'airbnb/streamalert#116 (alarms on IteratorAge); stackoverflow.com/questions/41965786',
    rule: 'Lambda Developer Guide, "with-ddb": four polls a second for each shard, and a batching window on top',
  },
  truth: {causes: [null], states: ['ok'], verdicts: ['healthy', 'at-risk']},
  world: pipeline({
    metricDelayMinutes: 4,
    world: {
      alarms: [
        {
          AlarmName: 'age-above-one-second',
          AlarmArn: virginia.arn('cloudwatch', 'alarm:age-above-one-second'),
          Namespace: 'AWS/Lambda',
          MetricName: 'IteratorAge',
          Dimensions: [{Name: 'FunctionName', Value: functionName}],
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1000,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'breaching',
          StateValue: 'ALARM',
          StateReason: 'Threshold Crossed: 1 datapoint [1500.0] was greater than the threshold (1000.0).',
          StateUpdatedTimestamp: epochSeconds(3),
          ActionsEnabled: true,
          AlarmActions: [virginia.arn('sns', 'oncall')],
        },
      ],
    },
  }),
})
