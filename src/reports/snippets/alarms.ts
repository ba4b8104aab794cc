import type {Settings} from '../../model/plan/plan.ts'
import {logicalId} from '../../model/plan/snippet.ts'
import {aligned, hcl} from './hcl.ts'
import {yaml} from './yaml-text.ts'

/** Alarms as CloudFormation writes them: its properties are those of PutMetricAlarm. */
export const alarmsInCloudFormation = (alarms: readonly Settings[]): string =>
  yaml({
    Resources: Object.fromEntries(
      alarms.map(alarm => [logicalId(String(alarm.AlarmName)), {Type: 'AWS::CloudWatch::Alarm', Properties: alarm}]),
    ),
  }).join('\n')

const plain: Readonly<Record<string, string>> = {
  AlarmName: 'alarm_name',
  AlarmDescription: 'alarm_description',
  AlarmActions: 'alarm_actions',
  Namespace: 'namespace',
  MetricName: 'metric_name',
  Statistic: 'statistic',
  Period: 'period',
  EvaluationPeriods: 'evaluation_periods',
  DatapointsToAlarm: 'datapoints_to_alarm',
  Threshold: 'threshold',
  ComparisonOperator: 'comparison_operator',
  TreatMissingData: 'treat_missing_data',
}

interface Query {
  Id: string
  Expression?: string
  Label?: string
  ReturnData: boolean
  MetricStat?: {Metric: {Namespace: string; MetricName: string; Dimensions: Dimension[]}; Period: number; Stat: string}
}

interface Dimension {
  Name: string
  Value: string
}

const dimensionsLine = (dimensions: readonly Dimension[]): string =>
  `dimensions = { ${dimensions.map(({Name, Value}) => `${Name} = ${hcl(Value)}`).join(', ')} }`

function queryLines({Id, Expression, Label, ReturnData, MetricStat}: Query): string[] {
  const metric = MetricStat && [
    '    metric {',
    `      namespace = ${hcl(MetricStat.Metric.Namespace)}`,
    `      metric_name = ${hcl(MetricStat.Metric.MetricName)}`,
    `      period = ${MetricStat.Period}`,
    `      stat = ${hcl(MetricStat.Stat)}`,
    `      ${dimensionsLine(MetricStat.Metric.Dimensions)}`,
    '    }',
  ]
  return [
    '',
    '  metric_query {',
    `    id = ${hcl(Id)}`,
    ...(Expression === undefined ? [] : [`    expression = ${hcl(Expression)}`]),
    ...(Label === undefined ? [] : [`    label = ${hcl(Label)}`]),
    `    return_data = ${ReturnData}`,
    ...(metric ?? []),
    '  }',
  ]
}

/** Alarms as the AWS provider of Terraform writes them. */
export const alarmsInTerraform = (alarms: readonly Settings[]): string =>
  alarms
    .map(alarm =>
      aligned([
        `resource "aws_cloudwatch_metric_alarm" ${hcl(String(alarm.AlarmName).replaceAll(/[^A-Za-z0-9_]/g, '_'))} {`,
        ...Object.entries(plain).flatMap(([name, word]) => (alarm[name] === undefined ? [] : [`  ${word} = ${hcl(alarm[name])}`])),
        ...(alarm.Dimensions === undefined ? [] : [`  ${dimensionsLine(alarm.Dimensions as unknown as Dimension[])}`]),
        ...((alarm.Metrics ?? []) as unknown as Query[]).flatMap(queryLines),
        '}',
      ]).join('\n'),
    )
    .join('\n\n')
