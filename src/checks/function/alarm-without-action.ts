import {acts, alarmsOf, mappingAlarms, mutedBy} from '../../advice/alarm-coverage.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'

const ofFunction = ['IteratorAge', 'Errors', 'Throttles', 'DestinationDeliveryFailures']
const ofMapping = ['PolledEventCount', 'FailedInvokeEventCount', 'DroppedEventCount']

export const alarmWithoutAction = defineCheck({
  id: 'alarm-without-action',
  severity: 'low',
  needs: ['alarms', 'mapping'],
  wants: ['muteRules'],
  run: ({alarms, mapping}, {muteRules}) => {
    const own = [...alarmsOf(alarms, mapping, ofFunction), ...mappingAlarms(alarms, mapping.uuid, ofMapping)]
    const rules = maybe(muteRules) ?? []
    const silent = own.filter(alarm => !acts(alarm, alarms))
    const muted = own.filter(alarm => !silent.includes(alarm) && !acts(alarm, alarms, rules))
    if (silent.length + muted.length > 0)
      return [
        fail({
          alarms: silent.map(({name}) => name),
          muted: muted.map(({name}) => name),
          // A composite alarm may be the muted one.
          muteRules: [...new Set(muted.flatMap(({name}) => mutedBy(name, rules) ?? []))],
        }),
      ]
    const isUnread = muteRules.state === 'missing' && muteRules.reason !== 'skipped' && own.length > 0
    return isUnread ? undecidable('the mute rules of CloudWatch could not be read') : []
  },
  text: {
    title: 'An alarm has no action',
    why: 'An alarm without an action notifies nobody.',
    found: ({alarms, muted, muteRules}) => {
      const rule = muteRules.length === 0 ? '' : ` by the mute rule ${muteRules.join(', ')}`
      return [
        ...(alarms.length === 0 ? [] : [`${alarms.join(', ')}: it has no action, or its actions are disabled.`]),
        ...(muted.length === 0 ? [] : [`${muted.join(', ')}: muted now${rule}, so nobody is notified.`]),
      ].join(' ')
    },
  },
})
