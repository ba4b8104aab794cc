import type {MetricQuery, MetricWindow} from '../aws/metrics.ts'
import type {Aws} from '../aws/transport/connection.ts'
import {functionMetricNames, mappingMetricNames, tableMetricNames} from '../aws-facts/metric-names.ts'
import type {FunctionMetrics, Mapping, MappingMetrics, TableMetrics} from '../model/evidence/evidence.ts'
import type {Item} from '../model/evidence/item.ts'
import {known} from '../model/evidence/item.ts'
import type {Series} from '../model/evidence/series.ts'
import {attempt, isForeign, missingFrom} from './collector.ts'
import {functionMetric} from './first-round/function-metrics.ts'
import {named, readNamed} from './first-round/named-metrics.ts'
import {tableMetric} from './first-round/table-metrics.ts'
import {streamSubject} from './pipelines.ts'

// GetMetricData is billed per metric, and a watch reads every minute: only the metrics that the lag is derived from. A test holds the lag to it.
export const lagFunctionMetricNames = [
  'IteratorAge.Maximum',
  'IteratorAge.Minimum',
  'IteratorAge.p50',
  'IteratorAge.SampleCount',
  'Errors.Sum',
  'Throttles.Sum',
  'Duration.p99',
] as const satisfies readonly (typeof functionMetricNames)[number][]

export const lagTableMetricNames = [
  'ConsumedWriteCapacityUnits.Sum',
  'TimeToLiveDeletedItemCount.Sum',
  'ReturnedRecordsCount.Sum',
  'GetRecords.SampleCount',
] as const satisfies readonly (typeof tableMetricNames)[number][]

export const lagMappingMetricNames = [
  'PolledEventCount.Sum',
  'FilteredOutEventCount.Sum',
  'InvokedEventCount.Sum',
  'FailedInvokeEventCount.Sum',
] as const satisfies readonly (typeof mappingMetricNames)[number][]

/** The metrics of one pipeline that its lag is derived from; a metric that was not requested is without datapoints. */
export interface LagMetrics {
  functionMetrics: Item<FunctionMetrics>
  tableMetrics: Item<TableMetrics>
  mappingMetrics: Item<MappingMetrics>
}

const action = 'cloudwatch:GetMetricData'
export const lagMetricsActions: readonly string[] = [action]

/** Reads the asked names and leaves the others empty. */
async function read<N extends string>(
  aws: Aws,
  all: readonly N[],
  asked: readonly N[],
  queryOf: (name: N) => MetricQuery,
  window: MetricWindow,
): Promise<Item<Record<N, Series>>> {
  const answer = await attempt(action, () => readNamed(aws, asked, queryOf, window))
  if (!answer.ok) return missingFrom(answer.error)
  const empty: Series = {startMs: window.startMs, periodSeconds: 60, values: []}
  return known(Object.fromEntries(all.map(name => [name, answer.value[name] ?? empty])) as Record<N, Series>)
}

/** The number of metrics to read for these mappings; a metric that two of them share is read once. */
export const metricsOf = (mappings: readonly Mapping[]): number =>
  new Set(mappings.map(({functionArn}) => functionArn)).size * lagFunctionMetricNames.length +
  new Set(mappings.map(({eventSourceArn}) => eventSourceArn)).size * lagTableMetricNames.length +
  mappings.filter(countsEvents).length * lagMappingMetricNames.length

/** Opt-in: without it there is nothing to ask for. */
const countsEvents = ({metrics}: Mapping): boolean => metrics.includes('EventCount')

/** The metrics of several mappings. Queries of one tick travel together, up to 500 metrics in a request. */
export function readLagMetrics(aws: Aws, mappings: readonly Mapping[], window: MetricWindow): Promise<LagMetrics[]> {
  return Promise.all(
    mappings.map(async mapping => {
      const {functionName, qualifier, uuid} = mapping
      const stream = streamSubject(mapping)
      const [functionMetrics, tableMetrics, mappingMetrics] = await Promise.all([
        read(aws, functionMetricNames, lagFunctionMetricNames, name => functionMetric(name, functionName, qualifier), window),
        isForeign(stream)
          ? {
              state: 'missing' as const,
              reason: 'failed' as const,
              action,
              detail: 'the table belongs to another account, which keeps its metrics',
            }
          : read(aws, tableMetricNames, lagTableMetricNames, name => tableMetric(name, stream), window),
        read(
          aws,
          mappingMetricNames,
          countsEvents(mapping) ? lagMappingMetricNames : [],
          name => named('AWS/Lambda', name, {EventSourceMappingUUID: uuid}),
          window,
        ),
      ])
      return {functionMetrics, tableMetrics, mappingMetrics}
    }),
  )
}
