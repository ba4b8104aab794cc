import {expect, it} from 'vitest'
import {metricAlarmFrom, metricsOfQuery} from '../../../src/evidence/on-demand/alarms.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {denied} from '../../support/stub-aws.ts'

const describeAlarms = 'cloudwatch:DescribeAlarms'
const simple = {
  AlarmName: 'orders are late',
  StateValue: 'INSUFFICIENT_DATA',
  ActionsEnabled: true,
  AlarmActions: ['arn:aws:sns:us-east-1:123456789012:page'],
  TreatMissingData: 'notBreaching',
  Threshold: 30_000,
  ComparisonOperator: 'GreaterThanThreshold',
  Period: 60,
  Namespace: 'AWS/Lambda',
  MetricName: 'IteratorAge',
  Statistic: 'Maximum',
  Dimensions: [{Name: 'FunctionName', Value: 'orders-projector'}],
}
const iteratorAge = {
  namespace: 'AWS/Lambda',
  metricName: 'IteratorAge',
  dimensions: {FunctionName: 'orders-projector'},
  statistic: 'Maximum',
}

it('alarms are read to the last page, composite ones too', async () => {
  const {item, calls} = await ask(
    'alarms',
    {},
    {
      [describeAlarms]: ({NextToken}) =>
        NextToken === undefined
          ? {MetricAlarms: [simple], CompositeAlarms: [], NextToken: 'n'}
          : {
              MetricAlarms: [],
              CompositeAlarms: [{AlarmName: 'any', StateValue: 'OK', AlarmRule: 'ALARM("orders are late")', ActionsEnabled: false}],
            },
    },
  )
  const none = {treatMissingData: null, threshold: null, comparison: null, periodSeconds: null, metrics: []}
  expect(item).toEqual(
    known([
      {
        name: 'orders are late',
        kind: 'metric',
        state: 'INSUFFICIENT_DATA',
        actionsEnabled: true,
        actions: 1,
        treatMissingData: 'notBreaching',
        threshold: 30_000,
        comparison: 'GreaterThanThreshold',
        periodSeconds: 60,
        metrics: [iteratorAge],
        rule: null,
      },
      {name: 'any', kind: 'composite', state: 'OK', actionsEnabled: false, actions: 0, ...none, rule: 'ALARM("orders are late")'},
    ]),
  )
  expect(calls[0]?.input).toEqual({AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100})
})

it('alarms that may not be read are missing', async () => {
  const {item} = await ask('alarms', {}, {[describeAlarms]: denied(describeAlarms)})
  expect(item).toMatchObject({state: 'missing', reason: 'denied', action: describeAlarms})
})

it('an alarm on an expression names the metrics in it', () => {
  const metric = (MetricName: string, Stat: string) => ({
    Id: 'm',
    MetricStat: {Metric: {Namespace: 'AWS/Lambda', MetricName, Dimensions: [{Name: 'FunctionName', Value: 'f'}]}, Period: 300, Stat},
  })
  const alarm = metricAlarmFrom({
    AlarmName: 'rate',
    Metrics: [{Id: 'e', Expression: 'a/b'}, metric('Errors', 'Sum'), metric('Invocations', 'Sum')],
  })
  expect(alarm).toMatchObject({kind: 'math', periodSeconds: 300, threshold: null})
  expect(alarm.metrics.map(({metricName, dimensions}) => [metricName, dimensions.FunctionName])).toEqual([
    ['Errors', 'f'],
    ['Invocations', 'f'],
  ])
})

it('an alarm on one metric in the newer form is no expression', () => {
  const MetricStat = {Metric: {Namespace: 'AWS/Lambda', MetricName: 'Errors'}, Period: 60, Stat: 'p99'}
  expect(metricAlarmFrom({Metrics: [{Id: 'm', MetricStat}]})).toMatchObject({kind: 'metric', metrics: [{statistic: 'p99'}]})
})

it.each([
  [
    `SELECT MAX(IteratorAge) FROM SCHEMA("AWS/Lambda", FunctionName) WHERE FunctionName = 'orders-projector'`,
    [{...iteratorAge, statistic: 'MAX'}],
  ],
  ['SELECT SUM("Errors") FROM "AWS/Lambda"', [{namespace: 'AWS/Lambda', metricName: 'Errors', dimensions: {}, statistic: 'SUM'}]],
  ['m1/m2', []],
])('the query %s', (query, metrics) => {
  expect(metricsOfQuery(query)).toEqual(metrics)
})
