import type {CompositeAlarm, MetricAlarm, PutMetricAlarmCommandInput} from '@aws-sdk/client-cloudwatch'
import {call} from './client.ts'
import {cloudwatchClient} from './cloudwatch.ts'
import type {Aws} from './connection.ts'
import {allPages} from './paging.ts'

/** The alarms of the account and region: on one metric or on an expression, and composite ones. */
export interface AlarmsAnswer {
  metric: MetricAlarm[]
  composite: CompositeAlarm[]
}

const sdk = () => import('@aws-sdk/client-cloudwatch')

/** All alarms, or those with these names. DescribeAlarmsForMetric would not find expressions, nor composite alarms. */
export const describeAlarms = (aws: Aws, names?: string[]): Promise<AlarmsAnswer> =>
  call(aws, 'cloudwatch:DescribeAlarms', async abortSignal => {
    const [client, {DescribeAlarmsCommand}] = [await cloudwatchClient(aws), await sdk()]
    const pages = await allPages(async NextToken => {
      const page = await client.send(
        new DescribeAlarmsCommand({
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          ...(names && {AlarmNames: names}),
          ...(NextToken !== undefined && {NextToken}),
          MaxRecords: 100,
        }),
        {abortSignal},
      )
      return {items: [{metric: page.MetricAlarms ?? [], composite: page.CompositeAlarms ?? []}], next: page.NextToken}
    })
    return {metric: pages.flatMap(({metric}) => metric), composite: pages.flatMap(({composite}) => composite)}
  })

/** Creates the alarm, or replaces one of the same name in whole. */
export const putMetricAlarm = (aws: Aws, input: PutMetricAlarmCommandInput): Promise<unknown> =>
  call(aws, 'cloudwatch:PutMetricAlarm', async abortSignal => {
    const [client, {PutMetricAlarmCommand}] = [await cloudwatchClient(aws), await sdk()]
    return client.send(new PutMetricAlarmCommand(input), {abortSignal})
  })

export const deleteAlarms = (aws: Aws, AlarmNames: string[]): Promise<unknown> =>
  call(aws, 'cloudwatch:DeleteAlarms', async abortSignal => {
    const [client, {DeleteAlarmsCommand}] = [await cloudwatchClient(aws), await sdk()]
    return client.send(new DeleteAlarmsCommand({AlarmNames}), {abortSignal})
  })
