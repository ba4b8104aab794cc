import type {
  CompositeAlarm,
  DescribeAlarmsCommandOutput,
  DescribeAlarmsForMetricCommandOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch'
import type {LabAlarm, World} from '../../simulation/engine/world.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {flag, type Input, list, number, oneOf, required, structure, text, whole} from '../protocol/shapes.ts'
import {actions, alarmArn, alarmName} from './alarm-shapes.ts'
import {stateOf} from './alarm-state.ts'
import {compositeView} from './composite-alarms.ts'
import {checkQueries, metricDataQuery} from './metric-queries.ts'
import {dimensions, invalidCombination, invalidToken, isPercentile, isPeriod, metricName, namespace, validationError} from './metrics.ts'
import {tagList, tagNew} from './tags.ts'

const statistic = oneOf('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum')

/** Ranges and lengths are those of CloudWatch's service model; an alarm has 10 metrics and 10 expressions at most. */
const input = {
  AlarmName: required(alarmName),
  AlarmDescription: text({max: 1024}),
  ActionsEnabled: flag,
  OKActions: actions,
  AlarmActions: actions,
  InsufficientDataActions: actions,
  MetricName: metricName,
  Namespace: namespace,
  Statistic: statistic,
  ExtendedStatistic: text(),
  Dimensions: dimensions,
  Period: whole({min: 1}),
  Unit: text(),
  EvaluationPeriods: required(whole({min: 1})),
  DatapointsToAlarm: whole({min: 1}),
  Threshold: number(),
  ComparisonOperator: required(
    oneOf(
      ...(['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold'] as const),
      ...(['LessThanLowerOrGreaterThanUpperThreshold', 'LessThanLowerThreshold', 'GreaterThanUpperThreshold'] as const),
    ),
  ),
  TreatMissingData: text({min: 1, max: 255}),
  EvaluateLowSampleCountPercentile: text({min: 1, max: 255}),
  Metrics: list(structure(metricDataQuery)),
  ThresholdMetricId: text({min: 1, max: 255}),
  Tags: tagList,
} as const
export type AlarmInput = Omit<Input<typeof input>, 'Tags'>

/** Replaces an earlier alarm of this name. */
export const putMetricAlarm = operation({
  action: 'cloudwatch:PutMetricAlarm',
  input,
  resource: ({AlarmName}, {world}) => alarmArn(world, AlarmName),
  run: ({Tags, ...given}, account) => {
    const {world} = account
    check(given)
    const {AlarmName: name} = given
    const before = world.alarms.get(name)
    if (before === undefined) tagNew(account, alarmArn(world, name), Tags)
    world.alarms.set(name, {
      name,
      arn: alarmArn(world, name),
      input: given,
      state: before?.state ?? 'INSUFFICIENT_DATA',
      updatedMs: world.nowMs,
    })
    return {}
  },
})

function check(given: AlarmInput): void {
  const {DatapointsToAlarm, EvaluationPeriods, TreatMissingData = 'missing', ComparisonOperator} = given
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm > EvaluationPeriods) {
    throw validationError('Datapoints to alarm must be less than or equal to evaluation periods.')
  }
  if (!['breaching', 'notBreaching', 'ignore', 'missing'].includes(TreatMissingData)) {
    throw validationError(`Option ${TreatMissingData} for parameter TreatMissingData is not supported.`)
  }
  const isBand =
    ComparisonOperator.includes('LowerOr') || ComparisonOperator.includes('LowerThr') || ComparisonOperator.includes('UpperThr')
  if (isBand) throw validationError('This simulated AWS has no anomaly detection: the comparison operator is not supported.')
  if (given.Threshold === undefined) throw validationError('The parameter Threshold must be specified.')
  if (given.Metrics === undefined) checkSingle(given)
  else checkMath(given, given.Metrics)
}

function checkSingle(given: AlarmInput): void {
  const {MetricName, Namespace, Statistic, ExtendedStatistic, Period, EvaluationPeriods} = given
  if (MetricName === undefined) throw validationError('Exactly one of MetricName or Metrics must be specified.')
  if (Namespace === undefined) throw validationError('The parameter Namespace must be specified.')
  if (Period === undefined) throw validationError('The parameter Period must be specified.')
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw invalidCombination('Exactly one of Statistic and ExtendedStatistic must be specified.')
  }
  if (ExtendedStatistic !== undefined && !isPercentile(ExtendedStatistic)) {
    throw validationError(`The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`)
  }
  checkPeriod(Period, EvaluationPeriods)
}

function checkMath(given: AlarmInput, queries: NonNullable<AlarmInput['Metrics']>): void {
  if (given.MetricName !== undefined || given.Statistic !== undefined || given.Period !== undefined || given.Dimensions !== undefined) {
    throw validationError(
      'Metrics list cannot be specified together with MetricName, Dimensions, Period, Namespace, Statistic or ExtendedStatistic.',
    )
  }
  if (queries.length > 20) throw validationError('The collection Metrics must not have a size greater than 20.')
  checkQueries(queries)
  if (queries.filter(query => query.ReturnData !== false).length !== 1) {
    throw validationError('Exactly one element of the metrics list should return data.')
  }
  for (const {MetricStat} of queries) if (MetricStat !== undefined) checkPeriod(MetricStat.Period, given.EvaluationPeriods)
}

/** Over a day with periods below an hour, over a week with longer ones (CloudWatch API reference, PutMetricAlarm). */
function checkPeriod(period: number, evaluationPeriods: number): void {
  if (!isPeriod(period) || period < 10) throw validationError('Period must be 10, 20, 30 or a multiple of 60')
  const [longest, words] = period < 3600 ? [86_400, 'a day'] : [604_800, 'a week']
  if (period * evaluationPeriods > longest) {
    throw validationError(`Metrics cannot be checked across more than ${words} (EvaluationPeriods * Period must be <= ${longest}).`)
  }
}

export const describeAlarms = operation({
  action: 'cloudwatch:DescribeAlarms',
  input: {
    AlarmNames: list(alarmName, {max: 100}),
    AlarmNamePrefix: alarmName,
    AlarmTypes: list(oneOf('CompositeAlarm', 'MetricAlarm')),
    ChildrenOfAlarmName: alarmName,
    ParentsOfAlarmName: alarmName,
    StateValue: oneOf('OK', 'ALARM', 'INSUFFICIENT_DATA'),
    ActionPrefix: text({min: 1, max: 1024}),
    MaxRecords: whole({min: 1, max: 100}),
    NextToken: text(),
  },
  run: (given, account): Answer<DescribeAlarmsCommandOutput> => {
    const {AlarmNames, AlarmNamePrefix = '', AlarmTypes = ['MetricAlarm'], StateValue, ActionPrefix} = given
    if (AlarmNames !== undefined && AlarmNamePrefix !== '') {
      throw invalidCombination('AlarmNames and AlarmNamePrefix cannot be used together.')
    }
    if (given.ChildrenOfAlarmName !== undefined || given.ParentsOfAlarmName !== undefined) {
      throw validationError('This simulated AWS does not look for children and parents of alarms.')
    }
    const isAsked = ({AlarmName = '', StateValue: state, AlarmActions = []}: MetricAlarm | CompositeAlarm): boolean =>
      (AlarmNames?.includes(AlarmName) ?? AlarmName.startsWith(AlarmNamePrefix)) &&
      (StateValue ?? state) === state &&
      (ActionPrefix === undefined || AlarmActions.some(action => action.startsWith(ActionPrefix)))
    const metric = AlarmTypes.includes('MetricAlarm') ? byName(account.world.alarms).map(alarm => view(account.world, alarm)) : []
    const composite = AlarmTypes.includes('CompositeAlarm') ? byName(account.composites).map(alarm => compositeView(account, alarm)) : []
    // One page holds both kinds, composite alarms first.
    const all = [...composite.filter(isAsked).map(alarm => ({composite: alarm})), ...metric.filter(isAsked).map(alarm => ({metric: alarm}))]
    const part = page<{composite?: CompositeAlarm; metric?: MetricAlarm}>(all, given.NextToken, given.MaxRecords ?? 50)
    if (part === null) throw invalidToken()
    return {
      MetricAlarms: part.items.flatMap(item => item.metric ?? []),
      CompositeAlarms: part.items.flatMap(item => item.composite ?? []),
      NextToken: part.next,
    }
  },
})

const byName = <Alarm extends {name: string}>(alarms: ReadonlyMap<string, Alarm>): Alarm[] =>
  [...alarms.values()].sort((a, b) => (a.name < b.name ? -1 : 1))

/** Finds single-metric alarms alone: not those that read the metric in an expression (CloudWatch API reference). */
export const describeAlarmsForMetric = operation({
  action: 'cloudwatch:DescribeAlarmsForMetric',
  input: {
    MetricName: required(metricName),
    Namespace: required(namespace),
    Statistic: statistic,
    ExtendedStatistic: text(),
    Dimensions: dimensions,
    Period: whole({min: 1}),
    Unit: text(),
  },
  run: (given, {world}): Answer<DescribeAlarmsForMetricCommandOutput> => {
    const asked = key(given.Dimensions)
    const same = (wanted: unknown, own: unknown) => wanted === undefined || wanted === own
    const found = byName(world.alarms).filter(({input: own}) => {
      const alarm = own as unknown as AlarmInput
      return (
        alarm.MetricName === given.MetricName &&
        alarm.Namespace === given.Namespace &&
        key(alarm.Dimensions) === asked &&
        same(given.Statistic, alarm.Statistic) &&
        same(given.ExtendedStatistic, alarm.ExtendedStatistic) &&
        same(given.Period, alarm.Period) &&
        same(given.Unit, alarm.Unit)
      )
    })
    return {MetricAlarms: found.map(alarm => view(world, alarm))}
  },
})

const key = (given: AlarmInput['Dimensions'] = []): string =>
  given
    .map(({Name, Value}) => `${Name}=${Value}`)
    .sort()
    .join()

/** Names that do not exist are passed over (CloudWatch API reference, DeleteAlarms). */
export const deleteAlarms = operation({
  action: 'cloudwatch:DeleteAlarms',
  input: {AlarmNames: required(list(alarmName, {max: 100}))},
  resource: ({AlarmNames}, {world}) => alarmArn(world, AlarmNames[0] ?? '*'),
  run: ({AlarmNames}, {world, composites, tags}) => {
    if (AlarmNames.length > 1 && AlarmNames.filter(name => composites.has(name)).length > 1) {
      throw validationError('Only one composite alarm can be deleted at a time.')
    }
    for (const name of AlarmNames) {
      world.alarms.delete(name)
      composites.delete(name)
      tags.delete(alarmArn(world, name))
    }
    return {}
  },
})

/** The state is found when somebody looks; the alarm remembers it for TreatMissingData=ignore. */
function view(world: World, alarm: LabAlarm): MetricAlarm {
  const {state, reason} = stateOf(world, alarm)
  alarm.state = state
  const given = alarm.input as unknown as AlarmInput
  return {
    ...(given as MetricAlarm),
    AlarmArn: alarm.arn,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.updatedMs),
    ActionsEnabled: given.ActionsEnabled ?? true,
    OKActions: given.OKActions ?? [],
    AlarmActions: given.AlarmActions ?? [],
    InsufficientDataActions: given.InsufficientDataActions ?? [],
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: new Date(alarm.updatedMs),
    StateTransitionedTimestamp: new Date(alarm.updatedMs),
    Dimensions: given.Dimensions ?? [],
  }
}
