import {alarmsOf, mappingAlarms, putAlarmCommand} from '../model/alarms.ts'
import {defineCheck, fail} from '../model/check.ts'
import {regionFlag} from '../model/mapping-change.ts'
import {shellWord} from '../model/shell.ts'

/** Errors as a share of the invocations, as CloudWatch's metric math has it. */
function rateMetrics(functionName: string): string {
  const metric = (id: string, name: string) => ({
    Id: id,
    ReturnData: false,
    MetricStat: {
      Metric: {Namespace: 'AWS/Lambda', MetricName: name, Dimensions: [{Name: 'FunctionName', Value: functionName}]},
      Period: 60,
      Stat: 'Sum',
    },
  })
  return JSON.stringify([
    {Id: 'rate', Expression: 'errors / invocations', ReturnData: true},
    metric('errors', 'Errors'),
    metric('invocations', 'Invocations'),
  ])
}

export const missingErrorAlarm = defineCheck({
  id: 'missing-error-alarm',
  title: 'No alarm looks at the errors',
  severity: 'medium',
  why: 'Failing batches are tried again in silence, and are given up in silence.',
  needs: ['alarms', 'mapping'],
  run: ({alarms, mapping: {functionName, functionArn, uuid}}, _wanted, {thresholds}) => {
    const found = [...alarmsOf(alarms, functionName, ['Errors']), ...mappingAlarms(alarms, uuid, ['FailedInvokeEventCount'])]
    if (found.length > 0) return []
    const metrics = `--metrics ${shellWord(rateMetrics(functionName))} --threshold ${thresholds.errorRate} --comparison-operator GreaterThanThreshold`
    return [
      fail(
        {functionName, alarmsRead: alarms.length},
        {
          summary:
            'Make one on the share of invocations that fail. Failures that the handler reports in its response are in FailedInvokeEventCount alone.',
          command: putAlarmCommand(regionFlag(functionArn), `${functionName} error rate`, metrics, 'notBreaching'),
        },
      ),
    ]
  },
  say: ({functionName}) => `No CloudWatch alarm is on the errors of ${functionName}.`,
})
