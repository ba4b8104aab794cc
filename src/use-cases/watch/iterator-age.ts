import {type Aws, type Connection, disconnect, nowMs, regionOf, renewDeadline, usage} from '../../aws/index.ts'
import type {Config} from '../../config/schema.ts'
import {lagReport} from '../../diagnosis/diagnose.ts'
import {lookupIn} from '../../diagnosis/lookup.ts'
import {isLossSoon} from '../../diagnosis/verdict.ts'
import {
  type LagMetrics,
  lagEvidence,
  lagMetricsActions,
  listMappings,
  type MappingList,
  mappingListActions,
  metricsOf,
  mostSurroundings,
  noSurroundings,
  readLagMetrics,
  readSurroundings,
  type Surroundings,
  surroundingsActions,
  windowOf,
} from '../../evidence/index.ts'
import {type Moment, maybe} from '../../model/derived/derived.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {gapsIn, type Missing} from '../../model/evidence/item.ts'
import {type ExitCode, exitCodes, UserError} from '../../model/user-error.ts'
import {byDanger, type PipelineLag, type Sample} from '../../model/watch/iterator-age.ts'
import {minuteMs} from '../../text/minutes.ts'
import {iso} from '../../text/units.ts'
import {type Configured, configured} from '../configured.ts'
import {connectFor} from '../connect.ts'
import {recentOf} from './recent.ts'

export interface AgesOptions {
  /** A name, `name:qualifier`, partial or full ARN; null for all pipelines of the account and region. */
  functionText: string | null
  sinceSeconds: number
  /** Where it draws the guide's lines elsewhere. */
  config?: Config | undefined
}

export const iteratorAgeActions: readonly string[] = [...mappingListActions, ...lagMetricsActions, ...surroundingsActions]

/** Reads the lag of the pipelines once. Throws a UserError when there is none, or AWS cannot be asked. */
export async function iteratorAges(connection: Connection, options: AgesOptions): Promise<Sample> {
  const aws = connectFor(connection, options)
  try {
    return await lagReader(aws, options)()
  } finally {
    disconnect(aws)
  }
}

/** A lag that nobody knows because something could not be read is not ok; a pipeline that has had no record yet may be. */
export const exitCodeOfSample = ({pipelines, missing}: Pick<Sample, 'pipelines' | 'missing'>): ExitCode =>
  missing.length > 0 && pipelines.some(({lag}) => lag.state === 'unknown') ? exitCodes.undecided : exitCodes.ok

interface Kept {
  metrics: LagMetrics
  /** AWS's time when the metrics were read, in epoch milliseconds. */
  readMs: number
  around: Surroundings
  /** The gaps of the newest reading: they stay missing until the next one, however many samples lie between. */
  missing: Missing[]
}

/**
 * Reads the lag repeatedly over one connection. Each sample lists the mappings, so that new ones are seen and AWS tells its time;
 * metrics have one-minute periods, so they are read at most once in a minute of that time. A failed read keeps the earlier values.
 */
export function lagReader(aws: Aws, {functionText, sinceSeconds, config}: AgesOptions): () => Promise<Sample> {
  let rules: Configured | undefined
  let region: string | undefined
  let readUntilMs = 0
  let kept = new Map<string, Kept>()

  return async () => {
    renewDeadline(aws)
    region ??= await regionOf(aws)
    const list = await listMappings(aws, functionText, region)
    const now = timeOf(aws)
    const window = windowOf(now, sinceSeconds)
    const {endMs} = window
    const due = list.chosen.filter(({uuid}) => endMs > readUntilMs || !kept.has(uuid))
    // As often as the metrics: a tag may change.
    if (rules === undefined || due.length > 0) rules = await configured(aws, config, {region, mappings: list.chosen})
    const {settingsOf, missing} = rules
    const momentOf = (mapping: Mapping): Moment => ({nowMs: now, startMs: window.startMs, thresholds: settingsOf(mapping).thresholds})
    const seen = await readAll(aws, due, {...window, nowMs: now}, known => rowOf(known, list, momentOf(known.mapping), region ?? ''))
    readUntilMs = endMs
    const fresh = new Map(seen.map(({mapping, ...read}) => [mapping.uuid, {...read, missing: gapsOf(read)}]))
    kept = new Map(list.chosen.map(({uuid}) => [uuid, merge(fresh.get(uuid), kept.get(uuid))]))
    const rows = list.chosen.map(mapping => rowOf({mapping, ...(kept.get(mapping.uuid) as Kept)}, list, momentOf(mapping), region ?? ''))
    return {
      at: iso(now),
      region,
      pipelines: rows.sort(byDanger),
      metricsPerReading: metricsOf(list.chosen),
      missing: [...missing, ...gapsIn([...kept.values()].flatMap(one => one.missing))],
      withoutSurroundings: list.chosen.filter(({uuid}) => kept.get(uuid)?.around.function === noSurroundings.function).length,
      usage: usage(aws),
    }
  }
}

function timeOf(aws: Aws): number {
  const now = nowMs(aws)
  if (now !== undefined) return now
  throw new UserError('E_UNREACHABLE', `${aws.options.endpointUrl ?? 'AWS'} does not return its time (no Date header).`, [
    'Check --endpoint-url: the response does not seem to come from AWS.',
  ])
}

interface Read extends Omit<Kept, 'missing'> {
  mapping: Mapping
}

/** The metrics of all, and their surroundings: side by side where they are few, else of those that seem most in danger. */
async function readAll(
  aws: Aws,
  due: readonly Mapping[],
  {nowMs: readMs, ...window}: {startMs: number; endMs: number; nowMs: number},
  judge: (read: Read) => PipelineLag,
): Promise<Read[]> {
  const few = due.length <= mostSurroundings
  const [metrics, around] = await Promise.all([readLagMetrics(aws, due, window), few ? readSurroundings(aws, due, window) : []])
  const read = due.map((mapping, i) => ({mapping, readMs, metrics: metrics[i] as LagMetrics, around: around[i] ?? noSurroundings}))
  if (few) return read
  const judged = read.map(one => ({...one, row: judge(one)})).filter(({row}) => row.lag.state !== 'ok')
  const chosen = judged.sort((a, b) => byDanger(a.row, b.row)).slice(0, mostSurroundings)
  const found = await readSurroundings(
    aws,
    chosen.map(({mapping}) => mapping),
    window,
  )
  const byUuid = new Map(chosen.map(({mapping}, i) => [mapping.uuid, found[i] as Surroundings]))
  return read.map(one => ({...one, around: byUuid.get(one.mapping.uuid) ?? one.around}))
}

/** The present reading; a part that could not be read stays as it was. Metrics stay whole, for they are judged at the time when they were read. */
function merge(now: Kept | undefined, before: Kept | undefined): Kept {
  if (!now || !before) return (now ?? before) as Kept
  const newer = <T extends object>(a: T, b: T): T =>
    Object.fromEntries(Object.entries(a).map(([key, item]) => [key, item.state === 'missing' ? b[key as keyof T] : item])) as T
  const keys = Object.keys(now.metrics) as (keyof LagMetrics)[]
  const isWorse = keys.some(key => now.metrics[key].state === 'missing' && before.metrics[key].state === 'known')
  const {metrics, readMs} = isWorse ? before : now
  return {metrics, readMs, around: newer(now.around, before.around), missing: now.missing}
}

/** Metrics that could not be read again are judged as if no time had passed: that nothing newer is there is not AWS's answer. */
function asRead(readMs: number, {nowMs, startMs, thresholds}: Moment): Moment {
  const staleMs = Math.max(0, nowMs - readMs - minuteMs)
  return {nowMs: nowMs - staleMs, startMs: startMs - staleMs, thresholds}
}

const gapsOf = ({metrics, around}: Omit<Read, 'mapping'>): Missing[] =>
  [...Object.values(metrics), ...Object.values(around)].filter(item => item.state === 'missing' && item.reason !== 'skipped')

function rowOf({mapping, metrics, readMs, around}: Read, {all}: MappingList, moment: Moment, region: string): PipelineLag {
  const items = lagEvidence(mapping, all, metrics, around)
  const asOf = asRead(readMs, moment)
  const lookup = lookupIn(key => items[key as keyof typeof items] ?? noSurroundings.function, asOf)
  const item = lookup('lag')
  const lag = lagReport(item, moment.thresholds)
  return {
    at: iso(moment.nowMs),
    function: mapping.functionName,
    qualifier: mapping.qualifier,
    table: mapping.tableName,
    mapping: mapping.uuid,
    region,
    openShards: around.stream.state === 'known' ? (around.stream.value?.shards.filter(({open}) => open).length ?? null) : null,
    lastChange: lastChange(mapping, around),
    newestPointAt: lag.series?.findLast(({max}) => max !== null)?.at ?? null,
    recent: recentOf(metrics, asOf.nowMs),
    lossSoon: isLossSoon(lag.state, maybe(item)?.lossAtMs ?? null, moment.nowMs, moment.thresholds),
    lag,
  }
}

function lastChange(mapping: Mapping, {function: target}: Surroundings): PipelineLag['lastChange'] {
  const changes = [
    {what: 'mapping' as const, atMs: mapping.lastModifiedMs},
    {what: 'function' as const, atMs: target.state === 'known' ? (target.value?.lastModifiedMs ?? null) : null},
  ]
  const dated = changes.flatMap(({what, atMs}) => (atMs === null ? [] : [{what, atMs}]))
  const last = dated.sort((a, b) => b.atMs - a.atMs)[0]
  return last ? {what: last.what, at: iso(last.atMs)} : null
}
