import {type MetricQuery, type MetricWindow, readMetrics} from '../../aws/metrics.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {Series} from '../../model/evidence/series.ts'

/** The query behind a name such as `Duration.p99`. */
export function named(namespace: string, name: string, dimensions: Readonly<Record<string, string>>): MetricQuery {
  const dot = name.indexOf('.')
  return {namespace, metricName: name.slice(0, dot), dimensions, statistic: name.slice(dot + 1)}
}

/** Reads one series per name. */
export async function readNamed<N extends string>(
  aws: Aws,
  names: readonly N[],
  queryOf: (name: N) => MetricQuery,
  window: MetricWindow,
): Promise<Record<N, Series>> {
  const series = await readMetrics(aws, names.map(queryOf), window)
  return Object.fromEntries(names.map((name, i) => [name, series[i]])) as Record<N, Series>
}
