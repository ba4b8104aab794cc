import {acts, alarmsOf, mappingAlarms} from '../model/alarms.ts'
import {defineCheck, fail} from '../model/check.ts'

const ofFunction = ['IteratorAge', 'Errors', 'Throttles', 'DestinationDeliveryFailures']
const ofMapping = ['PolledEventCount', 'FailedInvokeEventCount', 'DroppedEventCount']

export const alarmWithoutAction = defineCheck({
  id: 'alarm-without-action',
  title: 'An alarm tells nobody',
  severity: 'low',
  why: 'It turns red in the console, and nobody is called.',
  needs: ['alarms', 'mapping'],
  run: ({alarms, mapping}) => {
    const silent = [...alarmsOf(alarms, mapping, ofFunction), ...mappingAlarms(alarms, mapping.uuid, ofMapping)].filter(
      alarm => !acts(alarm, alarms),
    )
    return silent.length > 0 ? [fail({alarms: silent.map(alarm => alarm.name)})] : []
  },
  say: ({alarms}) => `${alarms.join(', ')}: no action is taken, or actions are disabled.`,
})
