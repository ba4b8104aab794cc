import {missingErrorAlarm} from '../../../src/checks/function/missing-error-alarm.ts'
import {mapping} from '../../support/evidence.ts'
import {alarm} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

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
