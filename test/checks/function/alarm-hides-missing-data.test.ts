import {alarmHidesMissingData} from '../../../src/checks/function/alarm-hides-missing-data.ts'
import {mapping} from '../../support/evidence.ts'
import {alarm} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const age = (treatMissingData: string) => alarm('IteratorAge', {treatMissingData})

testCheck(alarmHidesMissingData, {
  with: {alarms: [age('breaching')]},
  fail: [
    ['not breaching', {alarms: [age('notBreaching')]}, {treatMissingData: ['notBreaching']}],
    [
      'beside an alarm that notices and calls nobody',
      {
        alarms: [
          age('notBreaching'),
          alarm('PolledEventCount', {treatMissingData: 'breaching', actions: 0}, {EventSourceMappingUUID: mapping().uuid}),
        ],
      },
    ],
    [
      'beside an alarm that notices and is muted',
      {
        alarms: [
          age('notBreaching'),
          alarm('PolledEventCount', {name: 'silence', treatMissingData: 'breaching'}, {EventSourceMappingUUID: mapping().uuid}),
        ],
        muteRules: [{name: 'night', alarms: ['silence'], schedule: null, duration: null}],
      },
    ],
    ['ignored, beside an alarm that hides it, too', {alarms: [age('ignore'), alarm('Invocations', {treatMissingData: 'missing'})]}],
  ],
  pass: [
    ['insufficient data is seen', {alarms: [age('missing')]}],
    ['one of two notices', {alarms: [age('notBreaching'), age('breaching')]}],
    [
      'polls that stop are noticed',
      {alarms: [age('notBreaching'), alarm('PolledEventCount', {treatMissingData: 'breaching'}, {EventSourceMappingUUID: mapping().uuid})]},
    ],
    ['no alarm is a finding of its own', {alarms: []}],
  ],
  unknownWithout: [['alarms'], ['mapping']],
})
