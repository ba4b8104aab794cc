import {type Connection, disconnect, nowMs, regionOf, usage} from '../../aws/index.ts'
import type {Thresholds} from '../../aws-facts/thresholds.ts'
import {
  type AccountConcurrency,
  concurrencyActions,
  type FunctionUse,
  listMappings,
  mappingListActions,
  noSurroundings,
  readAccount,
  readConsumers,
  readSurroundings,
  readUse,
  type Surroundings,
  surroundingsActions,
  windowOf,
} from '../../evidence/index.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {gapsIn} from '../../model/evidence/item.ts'
import {points, type Series, total} from '../../model/evidence/series.ts'
import {type ExitCode, exitCodes} from '../../model/user-error.ts'
import type {ConcurrencyReport, FunctionConcurrency} from '../../model/views/concurrency.ts'
import {iso} from '../../text/units.ts'
import {configured} from '../configured.ts'
import {connectFor} from '../connect.ts'
import type {AgesOptions} from '../watch/iterator-age.ts'
import {judgeConcurrency, needOf} from './concurrency-in-use.ts'

/** DescribeStream has a quota of ten a second for everybody in the account. */
const mostMappings = 100
const mostConsumers = 10

export const useActions: readonly string[] = [...mappingListActions, ...concurrencyActions, ...surroundingsActions]

/** The concurrency that the pipelines use, may use and need, and who takes the rest. */
export async function concurrency(connection: Connection, {functionText, sinceSeconds, config}: AgesOptions): Promise<ConcurrencyReport> {
  const aws = connectFor(connection, {functionText})
  try {
    const region = await regionOf(aws)
    const {chosen} = await listMappings(aws, functionText, region)
    const now = nowMs(aws) ?? 0
    const window = windowOf(now, sinceSeconds)
    const looked = chosen.slice(0, mostMappings)
    const names = [...new Set(chosen.map(({functionName}) => functionName))]
    const [account, use, consumers, around, {settingsOf, missing}] = await Promise.all([
      readAccount(aws, window),
      readUse(aws, names, window),
      readConsumers(aws, window),
      readSurroundings(aws, looked, window),
      configured(aws, config, {region, mappings: chosen}),
    ])
    const limits = accountOf(account)
    const surroundings = new Map(looked.map(({uuid}, i) => [uuid, around[i] as Surroundings]))
    const found = maybe(consumers)
    return {
      takenAt: iso(now),
      region,
      window: {start: iso(window.startMs), end: iso(window.endMs)},
      account: limits,
      functions: names
        .map((name, i) => {
          const own = chosen.filter(({functionName}) => functionName === name)
          return functionOf(name, own, surroundings, maybe(use)?.[i], limits, settingsOf(own[0] as Mapping).thresholds)
        })
        .sort(byNeed),
      others: found?.list.slice(0, mostConsumers) ?? [],
      othersAsked: found?.asked ?? 0,
      othersTogether: found?.list.reduce((sum, {maximum}) => sum + maximum, 0) ?? 0,
      othersLeftOut: found?.leftOut ?? false,
      missing: [
        ...missing,
        ...gapsIn([account.settings, account.metrics, use, consumers, ...around.flatMap(items => [items.function, items.stream])]),
      ],
      usage: usage(aws),
    }
  } finally {
    disconnect(aws)
  }
}

/** Gaps leave open whether there is enough: a use that nobody saw may be all there is. */
export const exitCodeOfConcurrency = ({missing}: Pick<ConcurrencyReport, 'missing'>): ExitCode =>
  missing.length > 0 ? exitCodes.undecided : exitCodes.ok

const judgements: readonly FunctionConcurrency['judgement'][] = ['stopped', 'too-low', 'unknown', 'shared', 'enough']

/** Who needs more first, and of these who was refused most. */
const byNeed = (a: FunctionConcurrency, b: FunctionConcurrency): number =>
  judgements.indexOf(a.judgement) - judgements.indexOf(b.judgement) || (b.throttles ?? 0) - (a.throttles ?? 0)

const highest = (series: Series | undefined): number | null => {
  const values = series ? points(series).map(({value}) => value) : []
  return values.length ? Math.max(...values) : null
}

function accountOf({settings, metrics}: AccountConcurrency): ConcurrencyReport['account'] {
  const [limits, seen] = [maybe(settings), maybe(metrics)]
  return {
    limit: limits?.concurrentExecutions ?? null,
    unreservedLimit: limits?.unreservedConcurrentExecutions ?? null,
    maximum: highest(seen?.['ConcurrentExecutions.Maximum']),
    unreservedMaximum: highest(seen?.['UnreservedConcurrentExecutions.Maximum']),
  }
}

function functionOf(
  name: string,
  mappings: readonly Mapping[],
  surroundings: ReadonlyMap<string, Surroundings>,
  use: FunctionUse | undefined,
  account: ConcurrencyReport['account'],
  thresholds: Thresholds,
): FunctionConcurrency {
  const around = mappings.map(({uuid}) => surroundings.get(uuid) ?? noSurroundings)
  const target = around.map(items => maybe(items.function)).find(found => found !== undefined)
  const rows = mappings.map((mapping, i) => {
    const stream = around[i] && maybe(around[i].stream)
    return {
      mapping: mapping.uuid,
      table: mapping.tableName,
      state: mapping.state,
      // A stream that is gone has no shard left.
      openShards: stream === undefined ? null : (stream?.shards.filter(({open}) => open).length ?? 0),
      parallelizationFactor: mapping.parallelizationFactor,
    }
  })
  const throttles = use && points(use.throttles)
  const known = {
    function: name,
    reserved: target?.reservedConcurrency ?? null,
    maximum: highest(use?.concurrent),
    throttles: throttles ? total(throttles) : null,
    need: needOf(rows),
    mappings: rows,
  }
  return {...known, ...judgeConcurrency(known, target !== undefined, account, thresholds)}
}
