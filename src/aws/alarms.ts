import type {GetAlarmMuteRuleOutput, PutMetricAlarmCommandInput} from '@aws-sdk/client-cloudwatch'
import {cloudwatchClient} from './cloudwatch.ts'
import {orNull} from './not-found.ts'
import {call} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

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

export type MuteRuleAnswer = Omit<GetAlarmMuteRuleOutput, '$metadata'>

/** The mute rules that are active now, with the alarms that they name. Scheduled and expired ones mute nothing. */
export async function activeMuteRules(aws: Aws): Promise<MuteRuleAnswer[]> {
  const listed = await call(aws, 'cloudwatch:ListAlarmMuteRules', async abortSignal => {
    const [client, {ListAlarmMuteRulesCommand}] = [await cloudwatchClient(aws), await sdk()]
    return allPages(async NextToken => {
      const input = {Statuses: ['ACTIVE' as const], ...(NextToken !== undefined && {NextToken})}
      const page = await client.send(new ListAlarmMuteRulesCommand(input), {abortSignal})
      return {items: page.AlarmMuteRuleSummaries ?? [], next: page.NextToken}
    })
  })
  const rules = await Promise.all(listed.map(({AlarmMuteRuleArn}) => orNull(getMuteRule(aws, nameOf(AlarmMuteRuleArn ?? '')))))
  // One that was deleted meanwhile mutes nothing.
  return rules.filter(rule => rule !== null)
}

const getMuteRule = (aws: Aws, name: string): Promise<MuteRuleAnswer> =>
  call(aws, 'cloudwatch:GetAlarmMuteRule', async abortSignal => {
    const [client, {GetAlarmMuteRuleCommand}] = [await cloudwatchClient(aws), await sdk()]
    return client.send(new GetAlarmMuteRuleCommand({AlarmMuteRuleName: name}), {abortSignal})
  })

/** A summary has the ARN alone: `…:alarm-mute-rule:NAME`. */
const nameOf = (arn: string): string => arn.split(':').slice(6).join(':')
