import {alarmsOf, topicPlaceholder} from '../../advice/alarm-coverage.ts'
import {fixCommand} from '../../advice/fix-command.ts'
import {defineCheck, fail} from '../../model/check.ts'
import type {Alarm} from '../../model/evidence/evidence.ts'

/** The minimum of a minute is the age of the shard that is best off, and a sum or a count is no age. */
const looksAtTheOldest = ({metrics}: Alarm): boolean =>
  metrics.some(({metricName, statistic}) => metricName === 'IteratorAge' && !['Minimum', 'Sum', 'SampleCount'].includes(statistic ?? ''))

export const missingIteratorAgeAlarm = defineCheck({
  id: 'missing-iterator-age-alarm',
  title: 'No alarm watches the iterator age',
  severity: 'medium',
  why: 'A blocked shard is silent: nobody notices before records are 24 hours old and lost.',
  needs: ['alarms', 'mapping'],
  run: ({alarms, mapping}, _wanted, {thresholds}) => {
    const {functionName} = mapping
    if (alarmsOf(alarms, mapping, ['IteratorAge']).some(looksAtTheOldest)) return []
    return [
      fail(
        {functionName, alarmsRead: alarms.length},
        {
          summary: `Create one on the maximum, from ${thresholds.iteratorAgeSeconds} s on (more with a batching window). A stopped consumer has no iterator age: it needs a separate alarm.`,
          command: fixCommand('alarms', mapping, ['--sns', topicPlaceholder]),
        },
      ),
    ]
  },
  say: ({functionName}) => `No CloudWatch alarm is on IteratorAge of ${functionName}.`,
})
