import {alarmWithoutAction} from '../../../src/checks/function/alarm-without-action.ts'
import {alarm} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const silent = alarm('IteratorAge', {actions: 0})
const rule = (...alarms: string[]) => ({name: 'night', alarms, schedule: 'cron(0 2 * * *)', duration: 'PT4H'})
const composite = (rule: string) => alarm('', {name: 'orders', kind: 'composite', metrics: [], rule})

testCheck(alarmWithoutAction, {
  with: {alarms: [alarm('IteratorAge')]},
  fail: [
    ['no action', {alarms: [silent]}, {alarms: ['orders-projector IteratorAge']}],
    ['actions that are disabled', {alarms: [alarm('Errors', {actionsEnabled: false})]}],
    [
      'an active rule that mutes it',
      {muteRules: [rule('orders-projector IteratorAge')]},
      {alarms: [], muted: ['orders-projector IteratorAge']},
      {sentence: /^orders-projector IteratorAge: muted now by the mute rule night, so nobody is notified\.$/},
    ],
    [
      'a rule that mutes the composite alarm that acts for it',
      {alarms: [silent, composite('ALARM("orders-projector IteratorAge")')], muteRules: [rule('orders')]},
      {alarms: [], muted: ['orders-projector IteratorAge']},
      {sentence: /muted now, so nobody is notified/},
    ],
    ['a composite alarm of others', {alarms: [silent, composite('ALARM("carts Errors")')]}],
  ],
  pass: [
    ['a rule that mutes another alarm', {muteRules: [rule('carts IteratorAge')]}],
    [
      'a rule that mutes it, while the composite alarm of it acts',
      {
        alarms: [alarm('IteratorAge'), composite('ALARM("orders-projector IteratorAge")')],
        muteRules: [rule('orders-projector IteratorAge')],
      },
    ],
    ['a composite alarm acts for it', {alarms: [silent, composite('ALARM("orders-projector IteratorAge") OR ALARM("x")')]}],
    ['alarms of others', {alarms: [alarm('Errors', {actions: 0}, {FunctionName: 'carts'})]}],
  ],
  unknownWithout: [['alarms'], ['mapping'], ['muteRules']],
})
