import {alarmsOf, mappingAlarms, topicPlaceholder} from '../../advice/alarm-coverage.ts'
import {fixCommand} from '../../advice/fix-command.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const missingErrorAlarm = defineCheck({
  id: 'missing-error-alarm',
  title: 'No alarm watches the errors',
  severity: 'medium',
  why: 'Failing batches are retried and discarded silently.',
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
            'Create one on the share of failing invocations. Only FailedInvokeEventCount has failures that the handler reports in its response.',
          command: fixCommand('alarms', mapping, ['--sns', topicPlaceholder]),
        },
      ),
    ]
  },
  say: ({functionName}) => `No CloudWatch alarm is on the errors of ${functionName}.`,
})
