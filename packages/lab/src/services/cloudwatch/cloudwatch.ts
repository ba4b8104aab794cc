import type {ListMetricsCommandOutput} from '@aws-sdk/client-cloudwatch'
import {AwsError, type CommonErrors, queryErrors} from '../protocol/errors.ts'
import {type Answer, operation, type Service} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {list, oneOf, required, structure, text} from '../protocol/shapes.ts'
import {deleteAlarms, describeAlarms, describeAlarmsForMetric, putMetricAlarm} from './alarms.ts'
import {putCompositeAlarm} from './composite-alarms.ts'
import {describeInsightRules, getInsightRuleReport} from './insight-rules.ts'
import {getMetricData} from './metric-data.ts'
import {getMetricStatistics} from './metric-statistics.ts'
import {invalidValue, metricName, namespace} from './metrics.ts'
import {getAlarmMuteRule, listAlarmMuteRules} from './mute-rules.ts'
import {putMetricData} from './put-metric-data.ts'
import {listTagsForResource, tagResource, untagResource} from './tags.ts'

/** ListMetrics returns 500 at most (CloudWatch API reference). */
const metricsPerPage = 500

const listMetrics = operation({
  action: 'cloudwatch:ListMetrics',
  input: {
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: list(structure({Name: required(text({min: 1, max: 255})), Value: text({min: 1, max: 1024})}), {max: 10}),
    RecentlyActive: oneOf('PT3H'),
    NextToken: text(),
  },
  run: (input, {world}): Answer<ListMetricsCommandOutput> => {
    const all = world.metrics
      .list()
      .filter(
        metric =>
          (input.Namespace ?? metric.namespace) === metric.namespace &&
          (input.MetricName ?? metric.metricName) === metric.metricName &&
          (input.Dimensions ?? []).every(
            ({Name, Value}) => Name in metric.dimensions && (Value ?? metric.dimensions[Name]) === metric.dimensions[Name],
          ),
      )
    const found = page(all, input.NextToken, metricsPerPage)
    // Unlike its siblings it has no error of its own for this (CloudWatch's service model).
    if (found === null) throw invalidValue('The value for parameter NextToken is not valid.')
    const metrics = found.items.map(metric => ({
      Namespace: metric.namespace,
      MetricName: metric.metricName,
      Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({Name, Value})),
    }))
    return {Metrics: metrics, NextToken: found.next}
  },
})

const errors: CommonErrors = {
  ...queryErrors,
  internal: (message = 'Internal service error') =>
    new AwsError('InternalServiceFault', message, {status: 500, code: 'InternalServiceError'}),
  invalid: (violations, sentence) => {
    const missing = violations.find(violation => violation.missing)
    return missing === undefined
      ? queryErrors.invalid(violations, sentence)
      : new AwsError('MissingRequiredParameterException', `The parameter ${missing.member} is required.`, {code: 'MissingParameter'})
  },
}

export const cloudwatch: Service = {
  prefix: 'cloudwatch',
  errors,
  operations: {
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
    PutMetricData: putMetricData,
    PutMetricAlarm: putMetricAlarm,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    DeleteAlarms: deleteAlarms,
    PutCompositeAlarm: putCompositeAlarm,
    ListAlarmMuteRules: listAlarmMuteRules,
    GetAlarmMuteRule: getAlarmMuteRule,
    ListTagsForResource: listTagsForResource,
    TagResource: tagResource,
    UntagResource: untagResource,
    DescribeInsightRules: describeInsightRules,
    GetInsightRuleReport: getInsightRuleReport,
  },
  json: {target: 'GraniteServiceVersion20100801', version: '1.0', namespace: 'com.amazonaws.cloudwatch#', queryCompatible: true},
  query: {version: '2010-08-01', namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/', maps: ['ExtendedStatistics']},
}
