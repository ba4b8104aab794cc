import {missingIteratorAgeAlarm} from '../../src/checks/missing-iterator-age-alarm.ts'
import {alarm} from '../support/asked.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(missingIteratorAgeAlarm, {
  with: {alarms: [alarm('IteratorAge')]},
  fail: [
    ['no alarm at all', {alarms: []}, {alarmsRead: 0}],
    ['another function', {alarms: [alarm('IteratorAge', {}, {FunctionName: 'carts'})]}],
    [
      'the age of the shard that is best off',
      {
        alarms: [
          alarm('IteratorAge', {
            metrics: [
              {namespace: 'AWS/Lambda', metricName: 'IteratorAge', dimensions: {FunctionName: 'orders-projector'}, statistic: 'Minimum'},
            ],
          }),
        ],
      },
    ],
    ['another metric', {alarms: [alarm('Errors')]}],
    [
      'another namespace',
      {
        alarms: [
          alarm('IteratorAge', {
            metrics: [{namespace: 'Custom', metricName: 'IteratorAge', dimensions: {FunctionName: 'orders-projector'}, statistic: null}],
          }),
        ],
      },
    ],
  ],
  pass: [
    ['an alarm of an alias', {alarms: [alarm('IteratorAge', {}, {FunctionName: 'orders-projector', Resource: 'orders-projector:live'})]}],
  ],
  unknownWithout: [['alarms'], ['mapping']],
})
