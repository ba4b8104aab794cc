import {type Aws, type Connection, disconnect, nowMs, regionOf} from '../../aws/index.ts'
import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Config} from '../../config/schema.ts'
import {runChecks} from '../../diagnosis/judge.ts'
import {lookupIn} from '../../diagnosis/lookup.ts'
import {
  listMappings,
  mappingListActions,
  mostSurroundings,
  noSurroundings,
  readSurroundings,
  surroundingsActions,
} from '../../evidence/index.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {gapsIn, type Item, known} from '../../model/evidence/item.ts'
import type {MappingReport, MappingsReport} from '../../model/views/mappings.ts'
import {configured} from '../configured.ts'
import {connectFor} from '../connect.ts'
import {settingAdvice} from './setting-advice.ts'

export const mappingsActions: readonly string[] = [...mappingListActions, ...surroundingsActions]

/** Every mapping of a function with its aliases and versions, or of the account, its settings judged. Reads no metric. */
export async function mappings(connection: Connection, functionText: string | null, config?: Config): Promise<MappingsReport> {
  const aws = connectFor(connection, {functionText})
  try {
    const region = await regionOf(aws)
    const {chosen} = await listMappings(aws, functionText, region)
    const [around, {settingsOf, missing}] = await Promise.all([
      surroundings(aws, chosen),
      configured(aws, config, {region, mappings: chosen}),
    ])
    return {
      mappings: chosen.map((mapping, i) => {
        const settings = settingsOf(mapping)
        const moment = {nowMs: nowMs(aws) ?? 0, startMs: 0, thresholds: settings.thresholds}
        const items: Record<string, Item<unknown>> = {mapping: known(mapping), ...around[i]}
        const lookup = lookupIn(key => items[key] ?? noSurroundings.function, moment)
        return {
          ...reportOf(mapping, settings.thresholds),
          findings: runChecks(() => true, settings, lookup, moment).filter(({status}) => status === 'fail'),
        }
      }),
      missing: [...gapsIn(around.flatMap(items => Object.values(items))), ...missing],
    }
  } finally {
    disconnect(aws)
  }
}

async function surroundings(aws: Aws, chosen: readonly Mapping[]) {
  const now = nowMs(aws) ?? 0
  return chosen.length <= mostSurroundings ? readSurroundings(aws, chosen, {startMs: now, endMs: now}) : chosen.map(() => noSurroundings)
}

const reportOf = (mapping: Mapping, thresholds: Thresholds): Omit<MappingReport, 'findings'> => ({
  mapping: mapping.uuid,
  function: mapping.functionName,
  qualifier: mapping.qualifier,
  table: mapping.tableName,
  state: mapping.state,
  settings: settingsAsInAws(mapping),
  advice: settingAdvice(mapping, thresholds),
})

/** The settings in AWS's own names and shape. */
const settingsAsInAws = (mapping: Mapping): Record<string, unknown> => ({
  FunctionArn: mapping.functionArn,
  EventSourceArn: mapping.eventSourceArn,
  StartingPosition: mapping.startingPosition,
  BatchSize: mapping.batchSize,
  MaximumBatchingWindowInSeconds: mapping.maximumBatchingWindowSeconds,
  ParallelizationFactor: mapping.parallelizationFactor,
  TumblingWindowInSeconds: mapping.tumblingWindowSeconds,
  MaximumRetryAttempts: mapping.maximumRetryAttempts,
  MaximumRecordAgeInSeconds: mapping.maximumRecordAgeSeconds,
  BisectBatchOnFunctionError: mapping.bisectBatchOnFunctionError,
  DestinationConfig: {OnFailure: mapping.onFailureDestination === null ? {} : {Destination: mapping.onFailureDestination}},
  FunctionResponseTypes: mapping.functionResponseTypes,
  // Filters that are encrypted with a key of the customer's are not listed.
  FilterCriteria: mapping.filterPatterns === null ? null : {Filters: mapping.filterPatterns.map(Pattern => ({Pattern}))},
  MetricsConfig: {Metrics: mapping.metrics},
})
