import {alarmsOf, mappingAlarms, topicPlaceholder} from '../../advice/alarm-coverage.ts'
import {fixCommand} from '../../advice/fix-command.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const missingErrorAlarm = defineCheck({
  id: 'missing-error-alarm',
  title: 'No alarm looks at the errors',
  severity: 'medium',
  why: 'Failing batches are retried silently, and discarded silently.',
  needs: ['alarms', 'mapping'],
  run: ({alarms, mapping}) => {
    const {functionName, uuid} = mapping
    const found = [...alarmsOf(alarms, mapping, ['Errors']), ...mappingAlarms(alarms, uuid, ['FailedInvokeEventCount'])]
    if (found.length > 0) return []
    return [
      fail(
        {functionName, alarmsRead: alarms.length},
        {
          summary:
            'Make one on the share of invocations that fail. Failures that the handler reports in its response are in FailedInvokeEventCount alone.',
          command: fixCommand('alarms', mapping, ['--sns', topicPlaceholder]),
        },
      ),
    ]
  },
  say: ({functionName}) => `No CloudWatch alarm is on the errors of ${functionName}.`,
})
