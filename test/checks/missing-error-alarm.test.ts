import {missingErrorAlarm} from '../../src/checks/missing-error-alarm.ts'
import {alarm} from '../support/asked.ts'
import {mapping} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(missingErrorAlarm, {
  with: {alarms: [alarm('Errors')]},
  fail: [
    ['no alarm at all', {alarms: []}],
    ['another mapping', {alarms: [alarm('FailedInvokeEventCount', {}, {EventSourceMappingUUID: 'other'})]}],
  ],
  pass: [
    ['the failures that the mapping counts', {alarms: [alarm('FailedInvokeEventCount', {}, {EventSourceMappingUUID: mapping().uuid})]}],
  ],
  unknownWithout: [['alarms'], ['mapping']],
})
