import {activeMuteRules, type MuteRuleAnswer} from '../../aws/alarms.ts'
import type {MuteRule} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

/** The mute rules that are active now: the actions of an alarm are not done while one names it. */
export const muteRules = defineOnDemand({
  key: 'muteRules',
  scope: 'region',
  needs: [],
  actions: ['cloudwatch:ListAlarmMuteRules', 'cloudwatch:GetAlarmMuteRule'],
  collect: async aws => (await activeMuteRules(aws)).map(muteRuleFrom),
})

const muteRuleFrom = ({Name, MuteTargets, Rule}: MuteRuleAnswer): MuteRule => ({
  name: Name ?? '',
  alarms: MuteTargets?.AlarmNames ?? [],
  schedule: Rule?.Schedule?.Expression ?? null,
  duration: Rule?.Schedule?.Duration ?? null,
})
