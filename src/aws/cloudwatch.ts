import type {
  CloudWatchClient,
  CompositeAlarm,
  GetInsightRuleReportCommandInput,
  GetInsightRuleReportCommandOutput,
  GetMetricDataCommandInput,
  Metric,
  MetricAlarm,
  MetricDataResult,
  MetricDatum,
} from '@aws-sdk/client-cloudwatch'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

export type MetricDataAnswer = MetricDataResult
export type MetricAlarmAnswer = MetricAlarm
export type CompositeAlarmAnswer = CompositeAlarm
export type InsightRuleReportAnswer = Omit<GetInsightRuleReportCommandOutput, '$metadata'>
export type MetricAnswer = Metric

const sdk = () => import('@aws-sdk/client-cloudwatch')

export const cloudwatchClient = (aws: Aws): Promise<CloudWatchClient> =>
  clientOf(aws, 'cloudwatch', 'cloudwatch', async () => (await sdk()).CloudWatchClient)

/** Values of metrics of our own. */
export const putMetricData = (aws: Aws, namespace: string, data: MetricDatum[]): Promise<unknown> =>
  call(aws, 'cloudwatch:PutMetricData', async abortSignal => {
    const [client, {PutMetricDataCommand}] = [await cloudwatchClient(aws), await sdk()]
    return client.send(new PutMetricDataCommand({Namespace: namespace, MetricData: data}), {abortSignal})
  })

/** The results of all pages, in AWS's order: one Id may come back on several of them. Every page is billed by its queries. */
export const getMetricData = (aws: Aws, input: GetMetricDataCommandInput): Promise<MetricDataAnswer[]> =>
  call(aws, 'cloudwatch:GetMetricData', async abortSignal => {
    const [client, {GetMetricDataCommand}] = [await cloudwatchClient(aws), await sdk()]
    return allPages(async NextToken => {
      aws.metrics.requested += input.MetricDataQueries?.length ?? 0
      const page = await client.send(new GetMetricDataCommand(NextToken === undefined ? input : {...input, NextToken}), {abortSignal})
      return {items: required(page.MetricDataResults, 'MetricDataResults'), next: page.NextToken}
    })
  })

/** All alarms of the account and region, at most 100 a page, or those with these names. AWS lists composite alarms only when they are asked for. */
export const describeAlarms = (aws: Aws, names?: string[]): Promise<{metric: MetricAlarmAnswer[]; composite: CompositeAlarmAnswer[]}> =>
  call(aws, 'cloudwatch:DescribeAlarms', async abortSignal => {
    const [client, {DescribeAlarmsCommand}] = [await cloudwatchClient(aws), await sdk()]
    const pages = await allPages(async NextToken => {
      const input = {AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const], MaxRecords: 100, ...(names && {AlarmNames: names})}
      const page = await client.send(new DescribeAlarmsCommand({...input, ...(NextToken !== undefined && {NextToken})}), {abortSignal})
      return {items: [{metric: required(page.MetricAlarms, 'MetricAlarms'), composite: page.CompositeAlarms ?? []}], next: page.NextToken}
    })
    return {metric: pages.flatMap(page => page.metric), composite: pages.flatMap(page => page.composite)}
  })

/** The counts of a Contributor Insights rule, by contributor. */
export const getInsightRuleReport = (aws: Aws, input: GetInsightRuleReportCommandInput): Promise<InsightRuleReportAnswer> =>
  call(aws, 'cloudwatch:GetInsightRuleReport', async abortSignal => {
    const [client, {GetInsightRuleReportCommand}] = [await cloudwatchClient(aws), await sdk()]
    aws.metrics.requested += input.Metrics?.length ?? 1
    const answer = await client.send(new GetInsightRuleReportCommand(input), {abortSignal})
    return {...answer, KeyLabels: required(answer.KeyLabels, 'KeyLabels')}
  })

/** A metric's name, and dimensions that it must have among others. */
export interface MetricFilter {
  namespace: string
  metricName: string
  dimensions?: Readonly<Record<string, string>>
}

/** The metrics with data in the last three hours, up to so many pages of 500; `more` when there are others. */
export const listActiveMetrics = (
  aws: Aws,
  {namespace, metricName, dimensions = {}}: MetricFilter,
  mostPages: number,
): Promise<{metrics: MetricAnswer[]; more: boolean}> =>
  call(aws, 'cloudwatch:ListMetrics', async abortSignal => {
    const [client, {ListMetricsCommand}] = [await cloudwatchClient(aws), await sdk()]
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({Name, Value}))
    const input = {
      Namespace: namespace,
      MetricName: metricName,
      RecentlyActive: 'PT3H' as const,
      ...(Dimensions.length > 0 && {Dimensions}),
    }
    const metrics: MetricAnswer[] = []
    let NextToken: string | undefined
    for (let page = 0; page < mostPages; page++) {
      const answer = await client.send(new ListMetricsCommand(NextToken === undefined ? input : {...input, NextToken}), {abortSignal})
      metrics.push(...required(answer.Metrics, 'Metrics'))
      NextToken = answer.NextToken
      if (NextToken === undefined) return {metrics, more: false}
    }
    return {metrics, more: true}
  })
