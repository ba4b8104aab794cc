import {alarmWithoutAction} from '../../src/checks/alarm-without-action.ts'
import {alarm} from '../support/asked.ts'
import {testCheck} from '../support/test-check.ts'

const silent = alarm('IteratorAge', {actions: 0})
const composite = (rule: string) => alarm('', {name: 'orders', kind: 'composite', metrics: [], rule})

testCheck(alarmWithoutAction, {
  with: {alarms: [alarm('IteratorAge')]},
  fail: [
    ['no action', {alarms: [silent]}, {alarms: ['orders-projector IteratorAge']}],
    ['actions that are disabled', {alarms: [alarm('Errors', {actionsEnabled: false})]}],
    ['a composite alarm of others', {alarms: [silent, composite('ALARM("carts Errors")')]}],
  ],
  pass: [
    ['a composite alarm acts for it', {alarms: [silent, composite('ALARM("orders-projector IteratorAge") OR ALARM("x")')]}],
    ['alarms of others', {alarms: [alarm('Errors', {actions: 0}, {FunctionName: 'carts'})]}],
  ],
  unknownWithout: [['alarms'], ['mapping']],
})
