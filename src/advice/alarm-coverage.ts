import type {Alarm, Mapping, MuteRule} from '../model/evidence/evidence.ts'
import {functionLabel} from '../text/function-label.ts'

/** Stands in a command where only the user knows the value. */
export const topicPlaceholder = 'ARN_OF_YOUR_SNS_TOPIC'

/**
 * The alarms on one of these metrics of the function, whole or as the mapping invokes it. An alarm on another version or alias has no
 * data of this mapping.
 */
export const alarmsOf = (
  alarms: readonly Alarm[],
  {functionName, qualifier}: Pick<Mapping, 'functionName' | 'qualifier'>,
  metricNames: readonly string[],
): Alarm[] => {
  const invoked = functionLabel(functionName, qualifier)
  return alarms.filter(alarm =>
    alarm.metrics.some(
      ({namespace, metricName, dimensions: {FunctionName, Resource, ExecutedVersion}}) =>
        namespace === 'AWS/Lambda' &&
        metricNames.includes(metricName) &&
        FunctionName?.split(':').at(0) === functionName &&
        (Resource === undefined || Resource === invoked) &&
        ExecutedVersion === undefined,
    ),
  )
}

/** The qualifier that a mapping invokes (null for the function itself), and the version behind it where it is an alias. */
export interface Invoked {
  qualifier: string | null
  version: string | null
}

/**
 * The alarms that have data of the mapping's invocations before a release and none after it: `Resource` names the qualifier, and
 * `ExecutedVersion` the version behind an alias (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html).
 */
export function alarmsLeftBehind(alarms: readonly Alarm[], functionName: string, before: Invoked, after: Invoked): Alarm[] {
  const sees = ({qualifier, version}: Invoked, {dimensions: {Resource, ExecutedVersion}}: Alarm['metrics'][number]) =>
    (Resource === undefined || Resource === functionLabel(functionName, qualifier)) &&
    (ExecutedVersion === undefined || ExecutedVersion === version)
  return alarms.filter(alarm =>
    alarm.metrics.some(
      metric =>
        metric.namespace === 'AWS/Lambda' &&
        metric.dimensions.FunctionName?.split(':').at(0) === functionName &&
        sees(before, metric) &&
        !sees(after, metric),
    ),
  )
}

/** The alarms that look at one of these metrics of the mapping. */
export const mappingAlarms = (alarms: readonly Alarm[], uuid: string, metricNames: readonly string[]): Alarm[] =>
  alarms.filter(alarm =>
    alarm.metrics.some(({metricName, dimensions}) => metricNames.includes(metricName) && dimensions.EventSourceMappingUUID === uuid),
  )

/** Whether somebody hears of it: the alarm acts itself, or a composite alarm that acts names it. A muted alarm takes no action. */
export const acts = (alarm: Alarm, alarms: readonly Alarm[], muteRules: readonly MuteRule[] = []): boolean => {
  const isHeard = ({name, actionsEnabled, actions}: Alarm) => actionsEnabled && actions > 0 && mutedBy(name, muteRules) === null
  return isHeard(alarm) || alarms.some(other => other.kind === 'composite' && other.rule?.includes(alarm.name) === true && isHeard(other))
}

/** The name of an active rule that mutes the alarm; null where none does. */
export const mutedBy = (alarmName: string, muteRules: readonly MuteRule[]): string | null =>
  muteRules.find(({alarms}) => alarms.includes(alarmName))?.name ?? null
