import {acts, alarmsOf, mappingAlarms, topicPlaceholder} from '../../advice/alarm-coverage.ts'
import {fixCommand} from '../../advice/fix-command.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'

const hides = (treatMissingData: string | null): boolean => treatMissingData === 'notBreaching' || treatMissingData === 'ignore'

export const alarmHidesMissingData = defineCheck({
  id: 'alarm-hides-missing-data',
  title: 'No alarm would notice a consumer that is gone',
  severity: 'low',
  why: 'A stopped consumer has no iterator age at all: an alarm that treats missing data as OK stays green until the records are lost.',
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
          summary:
            'Alarm when PolledEventCount is missing: a mapping that polls publishes zeros, one that is off publishes no datapoint. It needs the EventCount metrics of the mapping.',
          command: fixCommand('alarms', mapping, ['--sns', topicPlaceholder]),
        },
      ),
    ]
  },
  say: ({alarms, treatMissingData}) =>
    `${alarms.join(', ')} treats missing data as ${treatMissingData.join(' or ')}, and no other alarm fires when polling stops.`,
})
