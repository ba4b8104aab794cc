import type {GetAlarmMuteRuleCommandOutput, ListAlarmMuteRulesCommandOutput} from '@aws-sdk/client-cloudwatch'
import type {LabMuteRule, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {list, oneOf, required, text, whole} from '../protocol/shapes.ts'
import {alarmName} from './alarm-shapes.ts'
import {invalidToken} from './metrics.ts'

const ruleName = text({min: 1, max: 255})

const statusOf = ({fromMs, toMs}: LabMuteRule, {nowMs}: World): 'SCHEDULED' | 'ACTIVE' | 'EXPIRED' =>
  nowMs < fromMs ? 'SCHEDULED' : nowMs < toMs ? 'ACTIVE' : 'EXPIRED'

export const listAlarmMuteRules = operation({
  action: 'cloudwatch:ListAlarmMuteRules',
  input: {
    AlarmName: alarmName,
    Statuses: list(oneOf('SCHEDULED', 'ACTIVE', 'EXPIRED')),
    MaxRecords: whole({min: 1, max: 100}),
    NextToken: text(),
  },
  run: ({AlarmName, Statuses, MaxRecords, NextToken}, {world}): Answer<ListAlarmMuteRulesCommandOutput> => {
    const found = [...world.muteRules.values()].filter(
      rule => (AlarmName === undefined || rule.alarmNames.includes(AlarmName)) && (Statuses?.includes(statusOf(rule, world)) ?? true),
    )
    const part = page(found, NextToken, MaxRecords ?? 50)
    if (part === null) throw invalidToken()
    return {
      AlarmMuteRuleSummaries: part.items.map(rule => ({AlarmMuteRuleArn: rule.arn, Status: statusOf(rule, world), MuteType: 'ONE_TIME'})),
      NextToken: part.next,
    }
  },
})

export const getAlarmMuteRule = operation({
  action: 'cloudwatch:GetAlarmMuteRule',
  input: {AlarmMuteRuleName: required(ruleName)},
  resource: ({AlarmMuteRuleName}, {world}) => `arn:aws:cloudwatch:${world.region}:${world.accountId}:alarm-mute-rule:${AlarmMuteRuleName}`,
  run: ({AlarmMuteRuleName}, {world}): Answer<GetAlarmMuteRuleCommandOutput> => {
    const rule = world.muteRules.get(AlarmMuteRuleName)
    if (rule === undefined)
      throw new AwsError('ResourceNotFoundException', `Alarm mute rule ${AlarmMuteRuleName} does not exist.`, {status: 404})
    const minutes = Math.round((rule.toMs - rule.fromMs) / 60_000)
    return {
      Name: rule.name,
      AlarmMuteRuleArn: rule.arn,
      MuteTargets: {AlarmNames: rule.alarmNames},
      Rule: {Schedule: {Expression: `at(${new Date(rule.fromMs).toISOString().slice(0, 16)})`, Duration: `PT${minutes}M`}},
      Status: statusOf(rule, world),
      MuteType: 'ONE_TIME',
    }
  },
})
