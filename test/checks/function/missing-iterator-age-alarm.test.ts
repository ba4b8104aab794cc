import {missingIteratorAgeAlarm} from '../../../src/checks/function/missing-iterator-age-alarm.ts'
import {mapping} from '../../support/evidence.ts'
import {alarm} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

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
    [
      'a version that the mapping does not invoke any more',
      {
        mapping: mapping({qualifier: '3'}),
        alarms: [alarm('IteratorAge', {}, {FunctionName: 'orders-projector', Resource: 'orders-projector:2'})],
      },
    ],
    [
      'one version of several behind an alias',
      {
        mapping: mapping({qualifier: 'live'}),
        alarms: [alarm('IteratorAge', {}, {FunctionName: 'orders-projector', Resource: 'orders-projector:live', ExecutedVersion: '2'})],
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
    [
      'an alarm of the alias that the mapping invokes',
      {
        mapping: mapping({qualifier: 'live'}),
        alarms: [alarm('IteratorAge', {}, {FunctionName: 'orders-projector', Resource: 'orders-projector:live'})],
      },
    ],
  ],
  unknownWithout: [['alarms'], ['mapping']],
})
