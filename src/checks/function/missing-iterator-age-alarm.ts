import {alarmsOf, topicPlaceholder} from '../../advice/alarm-coverage.ts'
import {fixCommand} from '../../advice/fix-command.ts'
import {defineCheck, fail} from '../../model/check.ts'
import type {Alarm} from '../../model/evidence/evidence.ts'

/** The minimum of a minute is the age of the shard that is best off, and a sum or a count is no age. */
const looksAtTheOldest = ({metrics}: Alarm): boolean =>
  metrics.some(({metricName, statistic}) => metricName === 'IteratorAge' && !['Minimum', 'Sum', 'SampleCount'].includes(statistic ?? ''))

export const missingIteratorAgeAlarm = defineCheck({
  id: 'missing-iterator-age-alarm',
  severity: 'medium',
  needs: ['alarms', 'mapping'],
  run: ({alarms, mapping}, _wanted, {thresholds}) => {
    const {functionName} = mapping
    if (alarmsOf(alarms, mapping, ['IteratorAge']).some(looksAtTheOldest)) return []
    return [
      fail(
        {functionName, alarmsRead: alarms.length},
        {
          command: fixCommand('alarms', mapping, [['sns', topicPlaceholder]]),
          values: {fromSeconds: thresholds.iteratorAgeSeconds},
        },
      ),
    ]
  },
  text: {
    title: 'No alarm watches the iterator age',
    why: 'A blocked shard is silent: nobody notices before records are 24 hours old and lost.',
    found: ({functionName}) => `No CloudWatch alarm watches IteratorAge of ${functionName}.`,
    fix: ({fromSeconds}) =>
      `Create an alarm on the maximum above ${fromSeconds} s, more with a batching window. A stopped consumer has no iterator age: it needs an alarm of its own.`,
  },
})
