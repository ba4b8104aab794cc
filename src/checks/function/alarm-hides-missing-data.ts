import {acts, alarmsOf, mappingAlarms, topicPlaceholder} from '../../advice/alarm-coverage.ts'
import {fixCommand} from '../../advice/fix-command.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'

const hides = (treatMissingData: string | null): boolean => treatMissingData === 'notBreaching' || treatMissingData === 'ignore'

export const alarmHidesMissingData = defineCheck({
  id: 'alarm-hides-missing-data',
  severity: 'low',
  needs: ['alarms', 'mapping'],
  wants: ['muteRules'],
  run: ({alarms, mapping}, wanted) => {
    const muteRules = maybe(wanted.muteRules) ?? []
    const {uuid} = mapping
    const onAge = alarmsOf(alarms, mapping, ['IteratorAge'])
    const noticing = [...mappingAlarms(alarms, uuid, ['PolledEventCount']), ...alarmsOf(alarms, mapping, ['Invocations'])]
    if (
      onAge.length === 0 ||
      !onAge.every(alarm => hides(alarm.treatMissingData)) ||
      noticing.some(alarm => alarm.treatMissingData === 'breaching' && acts(alarm, alarms, muteRules))
    )
      return []
    return [
      fail(
        {alarms: onAge.map(alarm => alarm.name), treatMissingData: [...new Set(onAge.map(alarm => alarm.treatMissingData ?? ''))]},
        {
          command: fixCommand('alarms', mapping, [['sns', topicPlaceholder]]),
        },
      ),
    ]
  },
  text: {
    title: 'No alarm fires when the consumer stops',
    why: 'A stopped consumer has no iterator age. An alarm that treats missing data as OK does not fire before records are lost.',
    found: ({alarms, treatMissingData}) => {
      const treat = alarms.length === 1 ? 'treats' : 'treat'
      return `${alarms.join(', ')} ${treat} missing data as ${treatMissingData.join(' or ')}, and no other alarm fires when nothing is polled.`
    },
    fix: () =>
      'Create an alarm that fires when PolledEventCount is missing: a mapping that polls reports zeros, and one that is off reports nothing. The alarm needs the EventCount metrics of the mapping.',
  },
})
