import {alarmsOf, mappingAlarms, topicPlaceholder} from '../../advice/alarm-coverage.ts'
import {fixCommand} from '../../advice/fix-command.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const missingErrorAlarm = defineCheck({
  id: 'missing-error-alarm',
  severity: 'medium',
  needs: ['alarms', 'mapping'],
  run: ({alarms, mapping}) => {
    const {functionName, uuid} = mapping
    const found = [...alarmsOf(alarms, mapping, ['Errors']), ...mappingAlarms(alarms, uuid, ['FailedInvokeEventCount'])]
    if (found.length > 0) return []
    return [
      fail(
        {functionName, alarmsRead: alarms.length},
        {
          command: fixCommand('alarms', mapping, [['sns', topicPlaceholder]]),
        },
      ),
    ]
  },
  text: {
    title: 'No alarm watches the errors',
    why: 'Failing batches are retried and discarded silently.',
    found: ({functionName}) => `No CloudWatch alarm watches the errors of ${functionName}.`,
    fix: () =>
      'Create an alarm on the share of invocations that fail. FailedInvokeEventCount alone counts the failures that the handler reports in its response.',
  },
})
