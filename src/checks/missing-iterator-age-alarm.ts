import {alarmsOf, putAlarmCommand} from '../model/alarms.ts'
import {defineCheck, fail} from '../model/check.ts'
import {regionFlag} from '../model/mapping-change.ts'
import {shellWord} from '../model/shell.ts'

export const missingIteratorAgeAlarm = defineCheck({
  id: 'missing-iterator-age-alarm',
  title: 'No alarm looks at the iterator age',
  severity: 'medium',
  why: 'A blocked shard is silent: nobody notices before records are 24 hours old and lost.',
  needs: ['alarms', 'mapping'],
  run: ({alarms, mapping: {functionName, functionArn}}, _wanted, {thresholds}) => {
    if (alarmsOf(alarms, functionName, ['IteratorAge']).length > 0) return []
    const thresholdMs = thresholds.iteratorAgeSeconds * 1000
    const metric = `--namespace AWS/Lambda --metric-name IteratorAge --dimensions Name=FunctionName,Value=${shellWord(functionName)} --statistic Maximum --period 60 --threshold ${thresholdMs} --comparison-operator GreaterThanThreshold`
    return [
      fail(
        {functionName, alarmsRead: alarms.length},
        {
          summary: `Make one on the maximum, from ${thresholds.iteratorAgeSeconds} s on (more with a batching window). A stopped consumer has no iterator age: it needs an alarm of its own.`,
          command: putAlarmCommand(regionFlag(functionArn), `${functionName} iterator age`, metric, 'missing'),
        },
      ),
    ]
  },
  say: ({functionName}) => `No CloudWatch alarm is on IteratorAge of ${functionName}.`,
})
