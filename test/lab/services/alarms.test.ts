import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  GetInsightRuleReportCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch'
import {DescribeContributorInsightsCommand, UpdateContributorInsightsCommand} from '@aws-sdk/client-dynamodb'
import {describe, expect, it} from 'vitest'
import {clientsOf} from './clients.ts'
import {labOfOne, startMs} from './world-of-one.ts'

const alarm = (more: Partial<PutMetricAlarmCommandInput> = {}): PutMetricAlarmCommandInput => ({
  AlarmName: 'age',
  Namespace: 'AWS/Lambda',
  MetricName: 'IteratorAge',
  Dimensions: [{Name: 'FunctionName', Value: 'orders-projector'}],
  Statistic: 'Maximum',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 50,
  ComparisonOperator: 'GreaterThanThreshold',
  ...more,
})

/** The state of an alarm over datapoints, newest last; null is a missing one. */
async function stateOver(values: (number | null)[], more: Partial<PutMetricAlarmCommandInput> = {}) {
  const lab = labOfOne()
  const {cloudwatch} = clientsOf(lab)
  await cloudwatch.send(new PutMetricAlarmCommand(alarm({Threshold: 0.5, ...more})))
  expect((await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms?.[0]?.StateValue).toBe('INSUFFICIENT_DATA')
  lab.world.advanceTo(startMs + 600_000)
  const points = values.flatMap((value, i) => (value === null ? [] : [{atMs: lab.world.nowMs - (values.length - i) * 60_000, value}]))
  Object.assign(lab.world, {metrics: {...lab.world.metrics, query: () => points}})
  return (await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms?.[0]?.StateValue
}

describe('alarms', () => {
  it.each([
    [[0, 1, 1, 1], {}, 'ALARM'],
    [[1, 1, 1, 0], {}, 'OK'],
    [[0, 1, 0, 1], {DatapointsToAlarm: 2}, 'ALARM'],
    [[null, null, null, null, null], {}, 'INSUFFICIENT_DATA'],
    [[null, null, null, null, null], {TreatMissingData: 'breaching'}, 'ALARM'],
    [[null, null, null, null, null], {TreatMissingData: 'notBreaching'}, 'OK'],
    [[null, null, null, null, null], {TreatMissingData: 'ignore'}, 'INSUFFICIENT_DATA'],
    [[null, null, 1, null, null], {}, 'ALARM'],
    [[null, null, 1, null, null], {TreatMissingData: 'notBreaching'}, 'OK'],
    [[0, null, null, null, null], {}, 'OK'],
    // A datapoint that is late does not count as missing while the range holds enough.
    [[1, 1, 1, null], {TreatMissingData: 'notBreaching'}, 'ALARM'],
  ])('over %o with %o is %s', async (values, more, state) => {
    expect(await stateOver(values, more)).toBe(state)
  })

  it('are put, found by name, prefix and metric, replaced and deleted', async () => {
    const {cloudwatch} = clientsOf(labOfOne())
    await cloudwatch.send(new PutMetricAlarmCommand(alarm({AlarmActions: ['arn:aws:sns:us-east-1:123456789012:page']})))
    const Metrics = [
      {Id: 'e', Expression: 'm + 1'},
      {Id: 'm', ReturnData: false, MetricStat: {Metric: {Namespace: 'AWS/Lambda', MetricName: 'Errors'}, Period: 60, Stat: 'Sum'}},
    ]
    const math = {
      AlarmName: 'orders-rate',
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold' as const,
      Metrics,
    }
    await cloudwatch.send(new PutMetricAlarmCommand(math))
    const names = async (input: object) => (await cloudwatch.send(new DescribeAlarmsCommand(input))).MetricAlarms?.map(one => one.AlarmName)
    expect(await names({})).toEqual(['age', 'orders-rate'])
    expect(await names({AlarmNamePrefix: 'orders'})).toEqual(['orders-rate'])
    expect(await names({AlarmNames: ['age', 'none']})).toEqual(['age'])
    expect(await names({AlarmTypes: ['CompositeAlarm']})).toEqual([])
    expect(await names({ActionPrefix: 'arn:aws:sns'})).toEqual(['age'])
    const {MetricName, Namespace, Dimensions} = alarm()
    const forMetric = await cloudwatch.send(new DescribeAlarmsForMetricCommand({MetricName, Namespace, Dimensions}))
    expect(forMetric.MetricAlarms?.map(one => one.AlarmName)).toEqual(['age'])
    expect(forMetric.MetricAlarms?.[0]).toMatchObject({
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:age',
      ActionsEnabled: true,
      Threshold: 50,
    })
    await cloudwatch.send(new DeleteAlarmsCommand({AlarmNames: ['age', 'none']}))
    expect(await names({})).toEqual(['orders-rate'])
  })

  const refused: [string, Partial<PutMetricAlarmCommandInput>, RegExp][] = [
    ['more than a day', {EvaluationPeriods: 1441}, /across more than a day/],
    ['a period of 45 s', {Period: 45}, /multiple of 60/],
    ['no statistic', {Statistic: undefined}, /Exactly one of Statistic/],
    ['two statistics', {ExtendedStatistic: 'p99'}, /Exactly one of Statistic/],
    ['no threshold', {Threshold: undefined}, /Threshold/],
    ['more datapoints than periods', {DatapointsToAlarm: 4}, /less than or equal to evaluation periods/],
    ['another way with missing data', {TreatMissingData: 'panic'}, /Option panic/],
    ['a metric and math', {Metrics: [{Id: 'a', Expression: '1'}]}, /cannot be specified together/],
    ['another comparison', {ComparisonOperator: 'Above' as 'GreaterThanThreshold'}, /enum value set/],
    ['no periods', {EvaluationPeriods: undefined as unknown as number}, /EvaluationPeriods is required/],
  ]
  it.each(refused)('with %s are refused', async (_, more, message) => {
    const put = clientsOf(labOfOne()).cloudwatch.send(new PutMetricAlarmCommand(alarm(more)))
    await expect(put).rejects.toMatchObject({message: expect.stringMatching(message), $metadata: {httpStatusCode: 400}})
  })
})

describe('Contributor Insights', () => {
  const TableName = 'orders'

  it('is off until it is enabled; then its rules report the keys written most', async () => {
    const lab = labOfOne()
    const {dynamodb, cloudwatch} = clientsOf(lab)
    const describeIt = () => dynamodb.send(new DescribeContributorInsightsCommand({TableName}))
    expect(await describeIt()).toMatchObject({ContributorInsightsStatus: 'DISABLED'})
    await dynamodb.send(new UpdateContributorInsightsCommand({TableName, ContributorInsightsAction: 'ENABLE'}))
    lab.world.advanceTo(startMs + 120_000)
    const {ContributorInsightsRuleList: rules = [], ...rest} = await describeIt()
    expect(rest).toMatchObject({ContributorInsightsStatus: 'ENABLED', ContributorInsightsMode: 'ACCESSED_AND_THROTTLED_KEYS'})
    expect(rules.map(name => name.split('-')[1])).toEqual(['PKC', 'SKC', 'PKT', 'SKT'])
    const ask = (RuleName: string, MaxContributorCount: number, OrderBy = 'Sum') =>
      cloudwatch.send(
        new GetInsightRuleReportCommand({
          RuleName,
          StartTime: new Date(startMs - 300_000),
          EndTime: new Date(startMs + 120_000),
          Period: 60,
          MaxContributorCount,
          OrderBy,
        }),
      )
    const report = await ask(rules[0]!, 25)
    expect(report.KeyLabels).toEqual(['orderId'])
    expect(report.Contributors).toHaveLength(25)
    // 4,000 writes a minute for two minutes since it was enabled; a write unit counts three.
    expect(report.Contributors?.[0]).toMatchObject({Keys: ['c0'], ApproximateAggregateValue: 24_000})
    expect(report.MetricDatapoints).toMatchObject([{MaxContributorValue: 12_000}, {MaxContributorValue: 12_000}])
    expect((await ask(rules[2]!, 10)).Contributors).toMatchObject([{Keys: ['c0'], ApproximateAggregateValue: 7}])
    // One that is busy in a single minute is high by its busiest one, and not by its sum.
    const placeOf = ({Contributors = []}: typeof report) => Contributors.findIndex(({Keys}) => Keys?.[0] === 'c39')
    expect(placeOf(report)).toBeGreaterThan(10)
    expect(placeOf(await ask(rules[0]!, 25, 'Maximum'))).toBe(1)
    await expect(ask(rules[0]!, 26)).rejects.toMatchObject({name: 'InvalidParameterValueException'})
    await expect(ask('none', 10)).rejects.toMatchObject({$metadata: {httpStatusCode: 404}})
  })
})

describe('tags of alarms', () => {
  it('come with a new alarm, are changed by calls of their own, and go with it', async () => {
    const {cloudwatch} = clientsOf(labOfOne())
    const ResourceARN = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:age'
    const tags = async () => (await cloudwatch.send(new ListTagsForResourceCommand({ResourceARN}))).Tags
    const put = (Value: string) => cloudwatch.send(new PutMetricAlarmCommand(alarm({Tags: [{Key: 'team', Value}]})))
    await put('orders')
    // Those of an update are ignored (CloudWatch API reference).
    await put('others')
    expect(await tags()).toEqual([{Key: 'team', Value: 'orders'}])
    await cloudwatch.send(new TagResourceCommand({ResourceARN, Tags: [{Key: 'stage', Value: 'live'}]}))
    await cloudwatch.send(new UntagResourceCommand({ResourceARN, TagKeys: ['team']}))
    expect(await tags()).toEqual([{Key: 'stage', Value: 'live'}])
    expect((await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms?.[0]).not.toHaveProperty('Tags')
    await cloudwatch.send(new DeleteAlarmsCommand({AlarmNames: ['age']}))
    expect(await tags()).toEqual([])
  })
})

describe('composite alarms', () => {
  const composite = async (AlarmRule: string) => {
    const {cloudwatch} = clientsOf(labOfOne())
    // Both are new: INSUFFICIENT_DATA.
    for (const AlarmName of ['age', 'too many errors']) await cloudwatch.send(new PutMetricAlarmCommand(alarm({AlarmName})))
    await cloudwatch.send(new PutCompositeAlarmCommand({AlarmName: 'both', AlarmRule}))
    const both = await cloudwatch.send(new DescribeAlarmsCommand({AlarmTypes: ['CompositeAlarm', 'MetricAlarm']}))
    expect(both.MetricAlarms).toHaveLength(2)
    // Without AlarmTypes only metric alarms are answered (CloudWatch API reference).
    expect((await cloudwatch.send(new DescribeAlarmsCommand({}))).CompositeAlarms).toEqual([])
    return both.CompositeAlarms?.[0]?.StateValue
  }

  it.each([
    ['ALARM(age)', 'OK'],
    ['NOT ALARM("too many errors")', 'ALARM'],
    ['INSUFFICIENT_DATA(arn:aws:cloudwatch:us-east-1:123456789012:alarm:age)', 'ALARM'],
    ['ALARM(age) OR (INSUFFICIENT_DATA("too many errors") AND NOT OK(age))', 'ALARM'],
    ['TRUE AND FALSE OR ALARM(age)', 'OK'],
  ])('%s: %s', async (rule, state) => {
    expect(await composite(rule)).toBe(state)
  })

  it.each(['ALARM(age', 'ALARM(age) AND', 'ALARM(none)', 'ALARM(age) XOR OK(age)', ''])('%j is refused', async rule => {
    await expect(composite(rule)).rejects.toMatchObject({name: expect.stringMatching(/^Validation(Error|Exception)$/)})
  })
})
