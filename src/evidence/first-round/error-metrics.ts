import {listActiveMetrics} from '../../aws/cloudwatch.ts'
import {type MetricQuery, type MetricWindow, readMetrics} from '../../aws/metrics.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import {mappingMetricNames} from '../../aws-facts/metric-names.ts'
import type {Mapping, MappingMetrics} from '../../model/evidence/evidence.ts'
import {type Item, known} from '../../model/evidence/item.ts'
import type {Series} from '../../model/evidence/series.ts'
import {attempt, missingFrom} from '../collector.ts'
import {named, readNamed} from './named-metrics.ts'

/** Invocations and errors of one version, or of one version behind an alias. */
export interface VersionMetrics {
  version: string
  alias: string | null
  invocations: Series
  errors: Series
}

/** Two metrics each: one request. */
const mostVersions = 50

export const errorMetricsActions: readonly string[] = ['cloudwatch:ListMetrics', 'cloudwatch:GetMetricData']

/** The versions that CloudWatch has metrics of: it lists those with data in the last three hours. */
export async function readVersions(aws: Aws, functionName: string, window: MetricWindow): Promise<Item<VersionMetrics[]>> {
  const found = await attempt('cloudwatch:ListMetrics', () =>
    listActiveMetrics(aws, {namespace: 'AWS/Lambda', metricName: 'Invocations', dimensions: {FunctionName: functionName}}, 1),
  )
  if (!found.ok) return missingFrom(found.error)
  const targets = found.value.metrics
    .map(({Dimensions = []}) => Object.fromEntries(Dimensions.map(({Name = '', Value = ''}) => [Name, Value])))
    .flatMap(dimensions => targetIn(dimensions))
    .slice(0, mostVersions)
  const queries = targets.flatMap(({dimensions}) =>
    ['Invocations.Sum', 'Errors.Sum'].map((name): MetricQuery => named('AWS/Lambda', name, dimensions)),
  )
  const answer = await attempt('cloudwatch:GetMetricData', () => readMetrics(aws, queries, window))
  if (!answer.ok) return missingFrom(answer.error)
  return known(
    targets.map(({version, alias}, i) => ({
      version,
      alias,
      invocations: answer.value[2 * i] as Series,
      errors: answer.value[2 * i + 1] as Series,
    })),
  )
}

/** `Resource` is `function:version` or `function:alias`; behind an alias `ExecutedVersion` says which version ran. */
function targetIn(dimensions: Record<string, string>): {version: string; alias: string | null; dimensions: Record<string, string>}[] {
  const {Resource, ExecutedVersion} = dimensions
  const qualifier = Resource?.split(':')[1]
  if (qualifier === undefined) return []
  if (ExecutedVersion !== undefined) return [{version: ExecutedVersion, alias: qualifier, dimensions}]
  return /^(\d+|\$LATEST)$/.test(qualifier) ? [{version: qualifier, alias: null, dimensions}] : []
}

/** The counts of records of these mappings; a mapping that does not count has none. */
export function readMappingCounts(aws: Aws, mappings: readonly Mapping[], window: MetricWindow): Promise<Item<MappingMetrics>[]> {
  return Promise.all(
    mappings.map(async ({uuid}) => {
      const answer = await attempt('cloudwatch:GetMetricData', () =>
        readNamed(aws, mappingMetricNames, name => named('AWS/Lambda', name, {EventSourceMappingUUID: uuid}), window),
      )
      return answer.ok ? known(answer.value) : missingFrom(answer.error)
    }),
  )
}
