import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Alarm, Mapping} from '../../model/evidence/evidence.ts'
import type {Plan, Settings, Step, Target} from '../../model/plan/plan.ts'
import {duration, percent} from '../../text/units.ts'
import {callFor} from './calls.ts'
import type {SelectedPipeline} from './pipeline.ts'

interface Metric {
  Namespace: string
  MetricName: string
  Dimensions: {Name: string; Value: string}[]
}

/** An alarm that a pipeline should have. */
interface Watch {
  id: string
  /** Its meaning, in a few words. */
  title: string
  why: string
  /** An alarm on any of these metrics watches the same, whatever its threshold. */
  watched: Metric[]
  /** The input of PutMetricAlarm beside name, description and actions. */
  definition: Settings
  /** Whether the metric exists only where the mapping counts events. */
  needsEventCount?: true
}

/**
 * The alias that the mapping invokes. The number of a version is left out: its metrics end with the next version, and an alarm on them
 * would stay OK for ever.
 */
const lastingQualifier = ({qualifier}: Mapping): string | null =>
  qualifier === null || /^(\d+|\$LATEST.*)$/.test(qualifier) ? null : qualifier

/** The alarms that the guide asks for. A stopped consumer sends no metric: for the last one, missing data is the alarm. */
function watchesOf(mapping: Mapping, thresholds: Thresholds): Watch[] {
  const {functionName, uuid} = mapping
  const qualifier = lastingQualifier(mapping)
  const resource = qualifier === null ? [] : [{Name: 'Resource', Value: `${functionName}:${qualifier}`}]
  const own = (MetricName: string): Metric => ({
    Namespace: 'AWS/Lambda',
    MetricName,
    Dimensions: [{Name: 'FunctionName', Value: functionName}, ...resource],
  })
  const whole = (MetricName: string): Metric => ({...own(MetricName), Dimensions: [{Name: 'FunctionName', Value: functionName}]})
  const counted = (MetricName: string): Metric => ({
    Namespace: 'AWS/Lambda',
    MetricName,
    Dimensions: [{Name: 'EventSourceMappingUUID', Value: uuid}],
  })
  const single = (metric: Metric, given: Settings): Settings => ({
    ...metric,
    Period: 60,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 3,
    TreatMissingData: 'notBreaching',
    ...given,
  })
  const above = (Statistic: string, Threshold: number): Settings => ({Statistic, Threshold, ComparisonOperator: 'GreaterThanThreshold'})
  return [
    {
      id: 'iterator-age',
      title: `The iterator age is above ${duration(thresholds.iteratorAgeSeconds)}`,
      why: 'Records are delivered late, and are lost after 24 hours.',
      watched: [own('IteratorAge'), whole('IteratorAge')],
      definition: single(own('IteratorAge'), above('Maximum', thresholds.iteratorAgeSeconds * 1000)),
    },
    {
      id: 'error-rate',
      title: `More than ${percent(thresholds.errorRate)} of the invocations fail`,
      why: 'A number of errors has no meaning without the number of invocations.',
      watched: [own('Errors'), whole('Errors')],
      definition: errorRate(own, thresholds.errorRate),
    },
    {
      id: 'throttles',
      title: 'Invocations are throttled',
      why: 'Batches wait for a free execution.',
      watched: [own('Throttles'), whole('Throttles')],
      definition: single(own('Throttles'), above('Sum', 0)),
    },
    {
      id: 'destination-failures',
      title: 'Deliveries to the on-failure destination fail',
      why: 'Discarded batches are lost without a trace.',
      watched: [whole('DestinationDeliveryFailures')],
      definition: single(whole('DestinationDeliveryFailures'), {...above('Sum', 0), EvaluationPeriods: 1, DatapointsToAlarm: 1}),
    },
    {
      id: 'dropped-records',
      title: 'Records are dropped',
      why: 'They were discarded and sent to no destination.',
      watched: [counted('DroppedEventCount')],
      definition: single(counted('DroppedEventCount'), {...above('Sum', 0), EvaluationPeriods: 1, DatapointsToAlarm: 1}),
      needsEventCount: true,
    },
    {
      id: 'no-polling',
      title: 'The mapping does not poll',
      why: 'A mapping that is off sends no metric at all: missing data is the alarm.',
      watched: [counted('PolledEventCount')],
      definition: single(counted('PolledEventCount'), {
        Statistic: 'SampleCount',
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        EvaluationPeriods: 5,
        DatapointsToAlarm: 5,
        TreatMissingData: 'breaching',
      }),
      needsEventCount: true,
    },
  ]
}

/** Errors ÷ Invocations; nothing where nothing was invoked. */
function errorRate(metric: (name: string) => Metric, most: number): Settings {
  const query = (Id: string, name: string): Settings => ({
    Id,
    MetricStat: {Metric: {...metric(name)}, Period: 60, Stat: 'Sum'},
    ReturnData: false,
  })
  return {
    Metrics: [
      {Id: 'rate', Expression: 'IF(invocations > 0, errors / invocations, 0)', Label: 'Errors / Invocations', ReturnData: true},
      query('errors', 'Errors'),
      query('invocations', 'Invocations'),
    ],
    Threshold: most,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 3,
    DatapointsToAlarm: 3,
    TreatMissingData: 'notBreaching',
  }
}

const watches = ({metrics}: Alarm, watched: readonly Metric[]): boolean =>
  metrics.some(({namespace, metricName, dimensions}) =>
    watched.some(
      ({Namespace, MetricName, Dimensions}) =>
        namespace === Namespace &&
        metricName === MetricName &&
        Object.keys(dimensions).length === Dimensions.length &&
        Dimensions.every(({Name, Value}) => dimensions[Name] === Value),
    ),
  )

/** Composite alarms whose rule names this alarm. */
const partOf = (name: string, alarms: readonly Alarm[]): string[] =>
  alarms.filter(({rule}) => rule?.includes(`"${name}"`) || rule?.includes(`(${name})`)).map(composite => composite.name)

/** The kinds of targets that its steps change. */
export const alarmsTargets = ['alarm'] as const satisfies readonly Target['kind'][]

/** The alarms that a pipeline lacks. `sns` is the topic that they tell; null tells nobody. */
export function planAlarms({mapping, thresholds}: SelectedPipeline, alarms: readonly Alarm[], sns: string | null): Plan {
  const counts = mapping.metrics.includes('EventCount')
  const found = watchesOf(mapping, thresholds).map(watch => ({
    watch,
    existing: alarms.filter(alarm => alarm.kind !== 'composite' && watches(alarm, watch.watched)),
  }))
  const missing = found.filter(({existing}) => existing.length === 0).map(({watch}) => watch)
  const planned = missing.filter(({needsEventCount}) => counts || !needsEventCount)
  const impossible = missing.filter(watch => !planned.includes(watch))
  const silent = found
    .flatMap(({existing}) => existing)
    .filter(alarm => (!alarm.actionsEnabled || alarm.actions === 0) && partOf(alarm.name, alarms).length === 0)
  return {
    command: 'alarms',
    summary:
      planned.length === 0
        ? 'All alarms exist that can be created.'
        : `Create the alarms that are missing: ${planned.map(({id}) => id).join(', ')}.`,
    function: mapping.functionName,
    qualifier: mapping.qualifier,
    mapping: null,
    seen: null,
    steps: planned.map(watch => step(mapping, watch, sns)),
    waiting: null,
    risks: [],
    notes: [
      ...(impossible.length === 0
        ? []
        : [
            `${impossible.map(({id}) => id).join(' and ')} need the EventCount metrics of the mapping: \`ddbstream configure FUNCTION --event-metrics\`.`,
          ]),
      ...(sns === null && planned.length > 0 ? ['The new alarms have no action. Add --sns TOPIC_ARN.'] : []),
      ...silent.map(({name}) => `The alarm ${name} has no enabled action, and no composite alarm includes it.`),
    ],
    guard: null,
    restoreAfterSeconds: null,
    alarms: found.map(({watch: {id, title}, existing}) => ({
      watch: id,
      title,
      existing: existing.map(({name, kind, state}) => ({name, kind, state, partOf: partOf(name, alarms)})),
    })),
  }
}

function step(mapping: Mapping, {id, title, why, definition}: Watch, sns: string | null): Step {
  const qualifier = lastingQualifier(mapping)
  const name = ['ddbstream', mapping.functionName, ...(qualifier === null ? [] : [qualifier]), id].join('-')
  const target: Target = {kind: 'alarm', name}
  const after = {
    Alarm: {
      AlarmName: name,
      AlarmDescription: `${title}. ${why}`,
      ActionsEnabled: true,
      ...(sns !== null && {AlarmActions: [sns]}),
      ...definition,
    },
  }
  return {
    title: `Create the alarm ${id}`,
    target,
    call: callFor(target, after),
    before: {Alarm: null},
    after,
    why: `${title}. ${why}`,
    risk: null,
  }
}
