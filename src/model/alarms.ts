import type {Alarm} from './evidence.ts'

/** Stands in a command where only the user knows the value. */
export const topicPlaceholder = 'ARN_OF_YOUR_SNS_TOPIC'

/** The alarms that look at one of these metrics of the function, whatever its version or alias. */
export const alarmsOf = (alarms: readonly Alarm[], functionName: string, metricNames: readonly string[]): Alarm[] =>
  alarms.filter(alarm =>
    alarm.metrics.some(
      ({namespace, metricName, dimensions}) =>
        namespace === 'AWS/Lambda' && metricNames.includes(metricName) && dimensions.FunctionName?.split(':').at(0) === functionName,
    ),
  )

/** The alarms that look at one of these metrics of the mapping. */
export const mappingAlarms = (alarms: readonly Alarm[], uuid: string, metricNames: readonly string[]): Alarm[] =>
  alarms.filter(alarm =>
    alarm.metrics.some(({metricName, dimensions}) => metricNames.includes(metricName) && dimensions.EventSourceMappingUUID === uuid),
  )

/** Whether somebody hears of it: the alarm acts itself, or a composite alarm that acts names it. */
export const acts = (alarm: Alarm, alarms: readonly Alarm[]): boolean =>
  (alarm.actionsEnabled && alarm.actions > 0) ||
  alarms.some(other => other.kind === 'composite' && other.rule?.includes(alarm.name) === true && other.actionsEnabled && other.actions > 0)
