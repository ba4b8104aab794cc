import type {MetricQuery, MetricWindow} from '../../aws/metrics.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import {functionMetricNames} from '../../aws-facts/metric-names.ts'
import type {Series} from '../../model/evidence/series.ts'
import {attempt, defineCollector} from '../collector.ts'
import {named, readNamed} from './named-metrics.ts'

export const functionMetrics = defineCollector({
  key: 'functionMetrics',
  scope: 'function',
  actions: ['cloudwatch:GetMetricData'],
  collect: (aws, {functionName, qualifier}, window) =>
    readNamed(aws, functionMetricNames, name => functionMetric(name, functionName, qualifier), window),
})

/**
 * Metrics of the whole function, even for a version or alias: ConcurrentExecutions has no Resource dimension, and a lost
 * delivery to a destination must not be missed because AWS does not say whether that metric has it.
 */
const wholeFunction = new Set(['ConcurrentExecutions', 'DestinationDeliveryFailures'])

/**
 * The query of one function metric. A qualified target has its own numbers under `Resource`, which two mappings on different
 * aliases do not mix. Throttles too: they are compared with the Invocations of the same target, and count its own refused calls
 * even when another alias used up the reserved concurrency.
 */
export function functionMetric(name: string, functionName: string, qualifier: string | null): MetricQuery {
  const query = named('AWS/Lambda', name, {FunctionName: functionName})
  if (qualifier === null || wholeFunction.has(query.metricName)) return query
  return {...query, dimensions: {FunctionName: functionName, Resource: `${functionName}:${qualifier}`}}
}

/** Some of a function's metrics, or null when they could not be read. */
export async function readFunctionMetrics<N extends (typeof functionMetricNames)[number]>(
  aws: Aws,
  names: readonly N[],
  functionName: string,
  qualifier: string | null,
  window: MetricWindow,
): Promise<Record<N, Series> | null> {
  const answer = await attempt('cloudwatch:GetMetricData', () =>
    readNamed(aws, names, name => functionMetric(name, functionName, qualifier), window),
  )
  return answer.ok ? answer.value : null
}
