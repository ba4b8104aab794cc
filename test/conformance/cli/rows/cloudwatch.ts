import {expect} from 'vitest'
import type {Row} from '../row.ts'

const ofFunction = {Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Dimensions: [{Name: 'FunctionName', Value: 'orders-projector'}]}
const query = (id: string, period = 60, stat = 'Maximum') => ({Id: id, MetricStat: {Metric: ofFunction, Period: period, Stat: stat}})
const data = 'cloudwatch get-metric-data --start-time {hourAgo} --end-time {now} --metric-data-queries {queries}'
const statistics =
  'cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name IteratorAge --dimensions Name=FunctionName,Value={function} --end-time {now}'
const lastHour = `${statistics} --start-time {hourAgo}`
const queries = (...all: object[]) => ({with: {queries: JSON.stringify(all)}})

const reads: Row[] = [
  {
    aws: data,
    ...queries(query('age'), query('p99', 300, 'p99')),
    answers: {
      MetricDataResults: [
        {
          Id: 'age',
          StatusCode: 'Complete',
          Timestamps: expect.arrayContaining([expect.any(String)]),
          Values: expect.arrayContaining([expect.any(Number)]),
        },
        {Id: 'p99', StatusCode: 'Complete', Values: expect.arrayContaining([expect.any(Number)])},
      ],
    },
  },
  {aws: data, ...queries(query('age', 7)), refused: 'ValidationError'},
  {aws: data, ...queries(query('1age')), refused: 'ValidationError'},
  // AWS's own words, seen in a transcript of the CLI.
  {
    aws: data,
    ...queries(query('age'), query('age')),
    refused: 'ValidationError',
    saying: /^The values for parameter id in MetricDataQueries are not unique/,
  },
  {aws: data, ...queries(query('age', 60, 'Mean')), refused: 'ValidationError'},
  {aws: data, ...queries({Id: 'age'}), refused: 'ValidationError'},
  {aws: data, ...queries(...Array.from({length: 501}, (_, i) => query(`q${i}`))), refused: 'ValidationError', saying: /500/},
  {
    aws: 'cloudwatch get-metric-data --start-time {now} --end-time {hourAgo} --metric-data-queries {queries}',
    ...queries(query('age')),
    refused: 'ValidationError',
  },
  {
    aws: `${lastHour} --period 60 --statistics Maximum Sum SampleCount --extended-statistics p99`,
    answers: {
      Label: 'IteratorAge',
      Datapoints: expect.arrayContaining([
        {
          Timestamp: expect.any(String),
          Maximum: expect.any(Number),
          Sum: expect.any(Number),
          SampleCount: expect.any(Number),
          ExtendedStatistics: {p99: expect.any(Number)},
          Unit: 'Milliseconds',
        },
      ]),
    },
  },
  {aws: `${lastHour} --period 7 --statistics Maximum`, refused: 'InvalidParameterValue'},
  {
    aws: `${lastHour} --period 1 --statistics Maximum`,
    refused: 'InvalidParameterCombination',
    saying: /^You have requested up to 3600 datapoints, which exceeds the limit of 1440/,
  },
  {
    aws: `${lastHour} --period 60`,
    refused: 'InvalidParameterCombination',
    saying: /^At least one of the parameters Statistics and ExtendedStatistics must be specified/,
  },
  {aws: `${lastHour} --period 60 --statistics Median`, refused: 'ValidationError'},
  {aws: `${lastHour} --period 60 --extended-statistics p101`, refused: 'InvalidParameterValue'},
  {
    aws: `${statistics} --start-time {now} --period 60 --statistics Sum`,
    refused: 'InvalidParameterValue',
    saying: /StartTime must be less than/,
  },
  {
    aws: 'cloudwatch list-metrics --namespace AWS/Lambda --metric-name IteratorAge',
    answers: {Metrics: expect.arrayContaining([ofFunction])},
  },
  {aws: 'cloudwatch list-metrics --namespace AWS/Lambda --dimensions Name=FunctionName,Value=no-such', answers: {Metrics: []}},
  {aws: 'cloudwatch list-metrics --next-token nonsense', refused: 'InvalidParameterValue'},
]

const hidden = (id: string, metric: string) => ({
  Id: id,
  MetricStat: {Metric: {...ofFunction, MetricName: metric}, Period: 60, Stat: 'Sum'},
  ReturnData: false,
})

const math: Row[] = [
  {
    aws: data,
    ...queries(
      {Id: 'rate', Expression: '100 * errors / invocations', Label: 'error rate'},
      hidden('errors', 'Errors'),
      hidden('invocations', 'Invocations'),
    ),
    answers: {MetricDataResults: [{Id: 'rate', Label: 'error rate', Values: expect.arrayContaining([expect.any(Number)])}]},
  },
  {aws: data, ...queries({Id: 'rate', Expression: '100 * errors'}), refused: 'ValidationError'},
  {aws: data, ...queries({Id: 'rate', Expression: 'NO_SUCH(age)'}, query('age')), refused: 'ValidationError'},
]

const report = 'cloudwatch get-insight-rule-report --start-time {hourAgo} --end-time {now} --period 60 --rule-name'

const contributors: Row[] = [
  {
    aws: 'dynamodb update-contributor-insights --table-name {table} --contributor-insights-action ENABLE',
    answers: {TableName: 'orders', ContributorInsightsStatus: 'ENABLING'},
  },
  {advance: 1200},
  {
    aws: 'dynamodb describe-contributor-insights --table-name {table}',
    answers: {ContributorInsightsStatus: 'ENABLED'},
    keep: {rule: 'ContributorInsightsRuleList.0'},
  },
  {
    aws: 'cloudwatch describe-insight-rules',
    answers: {
      InsightRules: expect.arrayContaining([
        expect.objectContaining({Name: expect.stringMatching(/^DynamoDBContributorInsights-[PS]K[CT]-orders-\d+$/), State: 'ENABLED'}),
      ]),
    },
  },
  {aws: `${report} {rule}`, answers: {KeyLabels: expect.any(Array)}},
  {aws: `${report} no-such-rule`, refused: 'ResourceNotFoundException'},
]

const put =
  'cloudwatch put-metric-alarm --alarm-name orders-age --namespace AWS/Lambda --metric-name IteratorAge --dimensions Name=FunctionName,Value={function}'
const judged = '--evaluation-periods 5 --threshold 30000 --comparison-operator GreaterThanThreshold'

const alarms: Row[] = [
  {aws: 'cloudwatch describe-alarms --alarm-names no-such', answers: {MetricAlarms: []}},
  {aws: `${put} --statistic Maximum --period 60 ${judged} --treat-missing-data breaching`, answers: null},
  {
    aws: 'cloudwatch describe-alarms --alarm-names orders-age',
    answers: {
      MetricAlarms: [
        {
          AlarmName: 'orders-age',
          AlarmArn: expect.stringMatching(/^arn:aws:cloudwatch:us-east-1:\d{12}:alarm:orders-age$/),
          StateValue: expect.stringMatching(/^(OK|ALARM|INSUFFICIENT_DATA)$/),
          MetricName: 'IteratorAge',
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 5,
          Threshold: 30_000,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'breaching',
          ActionsEnabled: true,
          Dimensions: [{Name: 'FunctionName', Value: 'orders-projector'}],
        },
      ],
    },
  },
  {advance: 900},
  // A poisoned shard has been waiting for longer than the threshold.
  {
    aws: 'cloudwatch describe-alarms --alarm-name-prefix orders- --state-value ALARM',
    answers: {MetricAlarms: [{AlarmName: 'orders-age', StateReason: expect.any(String)}]},
  },
  {
    aws: 'cloudwatch describe-alarms-for-metric --namespace AWS/Lambda --metric-name IteratorAge --dimensions Name=FunctionName,Value={function}',
    answers: {MetricAlarms: [{AlarmName: 'orders-age'}]},
  },
  {aws: `${put} --statistic Maximum --period 7 ${judged}`, refused: 'ValidationError'},
  {aws: `${put} --statistic Mean --period 60 ${judged}`, refused: 'ValidationError'},
  {
    aws: `${put} --statistic Maximum --period 60 --evaluation-periods 0 --threshold 1 --comparison-operator GreaterThanThreshold`,
    refused: 'ValidationError',
  },
  {
    aws: `${put} --statistic Maximum --period 60 --evaluation-periods 5 --threshold 1 --comparison-operator Above`,
    refused: 'ValidationError',
  },
  {aws: 'cloudwatch describe-alarms --max-records 101', refused: 'ValidationError'},
  {
    aws: 'cloudwatch put-composite-alarm --alarm-name orders-any --alarm-rule {rule} --tags Key=team,Value=orders',
    with: {rule: 'ALARM(orders-age) OR ALARM("orders-age")'},
    answers: null,
  },
  {
    aws: 'cloudwatch describe-alarms --alarm-types CompositeAlarm',
    answers: {CompositeAlarms: [{AlarmName: 'orders-any', StateValue: 'ALARM'}], MetricAlarms: []},
    keep: {composite: 'CompositeAlarms.0.AlarmArn'},
  },
  {aws: 'cloudwatch tag-resource --resource-arn {composite} --tags Key=stage,Value=live', answers: null},
  {aws: 'cloudwatch untag-resource --resource-arn {composite} --tag-keys team', answers: null},
  {aws: 'cloudwatch list-tags-for-resource --resource-arn {composite}', answers: {Tags: [{Key: 'stage', Value: 'live'}]}},
  {aws: 'cloudwatch put-composite-alarm --alarm-name bad --alarm-rule ALARM(none)', refused: 'ValidationError'},
  {aws: 'cloudwatch delete-alarms --alarm-names orders-any', answers: null},
  {aws: 'cloudwatch delete-alarms --alarm-names orders-age', answers: null},
  {aws: 'cloudwatch describe-alarms --alarm-names orders-age', answers: {MetricAlarms: []}},
]

export const cloudwatchRows: readonly Row[] = [...reads, ...math, ...alarms, ...contributors]
