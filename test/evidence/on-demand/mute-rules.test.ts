import {expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const [list, get] = ['cloudwatch:ListAlarmMuteRules', 'cloudwatch:GetAlarmMuteRule']
const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:123456789012:alarm-mute-rule:${name}`
const summary = (name: string) => ({AlarmMuteRuleArn: arn(name), Status: 'ACTIVE', MuteType: 'ONE_TIME'})

it('the active mute rules are read to the last page, with the alarms that they name', async () => {
  const {item, calls} = await ask(
    'muteRules',
    {},
    {
      [list]: ({NextToken}) =>
        NextToken === undefined
          ? {AlarmMuteRuleSummaries: [summary('night: all')], NextToken: 'n'}
          : {AlarmMuteRuleSummaries: [summary('release'), summary('gone')]},
      [get]: ({AlarmMuteRuleName}) =>
        AlarmMuteRuleName === 'gone'
          ? failure(404, 'ResourceNotFoundException')
          : {
              Name: AlarmMuteRuleName,
              MuteTargets: {AlarmNames: ['orders are late']},
              Rule: {Schedule: {Expression: 'cron(0 2 * * *)', Duration: 'PT4H'}},
            },
    },
  )
  const rest = {alarms: ['orders are late'], schedule: 'cron(0 2 * * *)', duration: 'PT4H'}
  expect(item).toEqual(
    known([
      {name: 'night: all', ...rest},
      {name: 'release', ...rest},
    ]),
  )
  expect(calls[0]?.input).toMatchObject({Statuses: ['ACTIVE']})
})

it.each([list, get])('are missing where %s is denied', async action => {
  const {item} = await ask('muteRules', {}, {[list]: {AlarmMuteRuleSummaries: [summary('night')]}, [action]: denied(action)})
  expect(item).toMatchObject({state: 'missing', reason: 'denied', action})
})
