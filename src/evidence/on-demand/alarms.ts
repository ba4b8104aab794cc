import {type CompositeAlarmAnswer, describeAlarms, type MetricAlarmAnswer} from '../../aws/cloudwatch.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {Alarm} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

type AlarmMetric = Alarm['metrics'][number]

/** All alarms of the region: which of them watch a pipeline is for others to say. */
export const alarms = defineOnDemand({
  key: 'alarms',
  scope: 'region',
  needs: [],
  actions: ['cloudwatch:DescribeAlarms'],
  collect: aws => readAlarms(aws),
})

export async function readAlarms(aws: Aws): Promise<Alarm[]> {
  const {metric, composite} = await describeAlarms(aws)
  return [...metric.map(metricAlarmFrom), ...composite.map(compositeAlarmFrom)]
}

export function metricAlarmFrom(answer: MetricAlarmAnswer): Alarm {
  const queries = answer.Metrics ?? []
  const single = answer.MetricName === undefined ? [] : [{...answer, Stat: answer.ExtendedStatistic ?? answer.Statistic}]
  return {
    ...common(answer),
    kind: queries.some(({Expression}) => Expression !== undefined) ? 'math' : 'metric',
    treatMissingData: answer.TreatMissingData ?? null,
    threshold: answer.Threshold ?? null,
    comparison: answer.ComparisonOperator ?? null,
    periodSeconds: answer.Period ?? queries.find(({MetricStat}) => MetricStat)?.MetricStat?.Period ?? null,
    metrics: [
      ...single.map(metric => metricFrom(metric, metric.Stat)),
      ...queries.flatMap(({MetricStat, Expression}) => [
        ...(MetricStat === undefined ? [] : [metricFrom(MetricStat.Metric ?? {}, MetricStat.Stat)]),
        ...metricsOfQuery(Expression ?? ''),
      ]),
    ],
    rule: null,
  }
}

export const compositeAlarmFrom = (answer: CompositeAlarmAnswer): Alarm => ({
  ...common(answer),
  kind: 'composite',
  treatMissingData: null,
  threshold: null,
  comparison: null,
  periodSeconds: null,
  metrics: [],
  rule: answer.AlarmRule ?? null,
})

const common = ({AlarmName, StateValue, ActionsEnabled, AlarmActions}: MetricAlarmAnswer | CompositeAlarmAnswer) => ({
  name: AlarmName ?? '',
  state: StateValue ?? '',
  actionsEnabled: ActionsEnabled ?? true,
  actions: AlarmActions?.length ?? 0,
})

interface Metric {
  Namespace?: string | undefined
  MetricName?: string | undefined
  Dimensions?: {Name?: string | undefined; Value?: string | undefined}[] | undefined
}

const metricFrom = ({Namespace, MetricName, Dimensions}: Metric, statistic: string | undefined): AlarmMetric => ({
  namespace: Namespace ?? '',
  metricName: MetricName ?? '',
  dimensions: Object.fromEntries((Dimensions ?? []).map(({Name, Value}) => [Name ?? '', Value ?? ''])),
  statistic: statistic ?? null,
})

/**
 * The metric that a Metrics Insights query of an alarm looks at, with the dimensions of its WHERE clause:
 * `SELECT MAX(IteratorAge) FROM SCHEMA("AWS/Lambda", FunctionName) WHERE FunctionName = 'orders'`.
 */
export function metricsOfQuery(expression: string): AlarmMetric[] {
  const query = /^\s*SELECT\s+(\w+)\(\s*"?([^")]+)"?\s*\)\s+FROM\s+(?:SCHEMA\(\s*)?"?([\w./-]+)"?/i.exec(expression)
  const [, statistic, metricName, namespace] = query ?? []
  if (statistic === undefined || metricName === undefined || namespace === undefined) return []
  const where = [...expression.matchAll(/"?([\w.]+)"?\s*=\s*'([^']*)'/g)]
  const dimensions = Object.fromEntries(where.map(([, name = '', value = '']) => [name, value]))
  return [{namespace, metricName: metricName.trim(), dimensions, statistic}]
}
