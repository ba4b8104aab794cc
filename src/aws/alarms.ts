import type {PutMetricAlarmCommandInput} from '@aws-sdk/client-cloudwatch'
import {call} from './client.ts'
import {cloudwatchClient} from './cloudwatch.ts'
import type {Aws} from './connection.ts'

const sdk = () => import('@aws-sdk/client-cloudwatch')

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
