import {type Aws, type Connection, disconnect, nowMs, regionOf, usage} from '../../aws/index.ts'
import {prices} from '../../aws-facts/prices.ts'
import {
  countedErrors,
  errorColumns,
  errorLineFrom,
  errorMetricsActions,
  errorsQuery,
  functionMetrics,
  isUnexplained,
  type LoggedFunction,
  listMappings,
  loggedFunction,
  loggedFunctionActions,
  mappingListActions,
  mostRows,
  newestFailure,
  newestQuery,
  occurrencesOf,
  rawLinesFrom,
  readFunctionMetrics,
  readMappingCounts,
  readVersions,
  scanLog,
  scanLogActions,
  type VersionMetrics,
  whyEmpty,
  windowOf,
} from '../../evidence/index.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Mapping, MappingMetrics} from '../../model/evidence/evidence.ts'
import {gapsIn, type Item, known, missing} from '../../model/evidence/item.ts'
import type {ErrorLine, Occurrence} from '../../model/evidence/log-lines.ts'
import {points, type Series, total} from '../../model/evidence/series.ts'
import {type ExitCode, exitCodes, UserError} from '../../model/user-error.ts'
import type {FunctionErrors, PartialFailures} from '../../model/views/function-errors.ts'
import {minuteMs} from '../../text/minutes.ts'
import {iso} from '../../text/units.ts'
import {connectFor} from '../connect.ts'
import type {LogOptions} from './cold-starts.ts'
import {errorClasses} from './error-classes.ts'

export const errorsActions: readonly string[] = [
  ...loggedFunctionActions,
  ...mappingListActions,
  ...functionMetrics.actions,
  ...errorMetricsActions,
  ...scanLogActions,
]

/** The failures of a function, by minute and version, and their reasons: metrics, and one Logs Insights query. Gaps are reported. */
export async function functionErrors(connection: Connection, options: LogOptions): Promise<FunctionErrors> {
  const aws = connectFor(connection, options)
  try {
    const region = await regionOf(aws)
    const target = await loggedFunction(aws, options.functionText)
    const now = nowMs(aws) ?? 0
    const window = windowOf(now, options.sinceSeconds)
    const {named, logGroup} = target
    const [metrics, versions, {partial, unlisted}, answer] = await Promise.all([
      readFunctionMetrics(aws, ['Invocations.Sum', 'Errors.Sum'], named.name, named.qualifier, window),
      readVersions(aws, named.name, window),
      partialFailures(aws, options.functionText, region, window),
      readLog(aws, target, window, options),
    ])
    const log =
      'lines' in answer ? await unlessEmpty(aws, target, answer, {window, invocations: metrics?.['Invocations.Sum']}, options) : answer
    const [invocations, errors] = [sum(metrics?.['Invocations.Sum']), sum(metrics?.['Errors.Sum'])]
    const found = 'lines' in log ? occurrencesOf(log.lines, countedErrors(metrics ? points(metrics['Errors.Sum']) : [])) : null
    const raw = found && (await unrecognised(aws, target, {found, errors, metric: metrics?.['Errors.Sum'], log}, options))
    return {
      takenAt: iso(now),
      function: named.name,
      qualifier: named.qualifier,
      region,
      logGroup,
      window: {start: iso(window.startMs), end: iso(window.endMs)},
      invocations,
      errors,
      rate: invocations ? (errors ?? 0) / invocations : null,
      perMinute: minutes(metrics?.['Invocations.Sum'], metrics?.['Errors.Sum']),
      versions: versionRows(maybe(versions) ?? [], named.qualifier),
      classes: found ? errorClasses(found) : [],
      unrecognised: raw && 'lines' in raw ? raw.lines : null,
      partialFailures: partial.map(({mapping, counts}) => partialOf(mapping, maybe(counts), metrics?.['Errors.Sum'])),
      log: 'lines' in log ? log.told : null,
      missing: [
        ...gapsIn([versions, ...unlisted, ...partial.map(({counts}) => counts)]),
        ...('lines' in log ? [] : [log.missing]),
        ...(raw && 'missing' in raw ? [raw.missing] : []),
      ],
      usage: usage(aws),
    }
  } finally {
    disconnect(aws)
  }
}

type Gap = FunctionErrors['missing'][number]
interface Lines {
  lines: ErrorLine[]
  told: NonNullable<FunctionErrors['log']>
  /** Lines of the group that the query read. */
  scanned: number
}
type Log = Lines | {missing: Gap}

/** The log is the dearest part, and not the only one: without it the metrics still tell. */
async function orMissing<T>(read: Promise<T>): Promise<T | {missing: Gap}> {
  try {
    return await read
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const reason = error.code === 'E_SCAN_LIMIT' ? 'refused' : error.code === 'E_DENIED' ? 'denied' : 'failed'
    return {missing: {action: 'logs:StartQuery', reason, detail: error.message}}
  }
}

async function readLog(
  aws: Aws,
  {logGroup, streams}: LoggedFunction,
  window: {startMs: number; endMs: number},
  {mostBytes, signal, onProgress}: LogOptions,
): Promise<Log> {
  const query = {logGroup, query: errorsQuery(streams), ...window, limit: mostRows.errors, mostBytes, signal, onProgress}
  const found = await orMissing(scanLog(aws, query, errorColumns))
  if ('missing' in found) return found
  const {bytesScanned: bytes, recordsScanned} = found.statistics
  return {
    lines: found.rows.flatMap(row => errorLineFrom(row) ?? []),
    scanned: recordsScanned,
    told: {lines: found.rows.length, complete: found.rows.length < mostRows.errors, bytes, usd: (bytes / 1e9) * prices.perGbScanned},
  }
}

/** A log that holds nothing of the invocations is not one without failures. */
async function unlessEmpty(
  aws: Aws,
  {logGroup, streams, systemLogLevel}: LoggedFunction,
  answer: Lines,
  {window, invocations}: {window: {startMs: number; endMs: number}; invocations: Series | undefined},
  {mostBytes, signal, onProgress}: LogOptions,
): Promise<Log> {
  const why = await whyEmpty({
    logGroup,
    streams,
    systemLogLevel,
    rows: answer.told.lines,
    scanned: answer.scanned,
    invocations,
    ...window,
    looksFor: 'any-line',
    ask: async (query, startMs, endMs) =>
      (await scanLog(aws, {logGroup, query, startMs, endMs, limit: 1, mostBytes, signal, onProgress})).rows.length,
  })
  return why === null ? answer : {missing: {action: 'logs:StartQuery', reason: 'empty', detail: why}}
}

interface Unexplained {
  found: readonly Occurrence[]
  errors: number | null
  metric: Series | undefined
  log: Log
}

/** The log lines of the newest minute that fails, where no line in a known format explains most errors; else null. */
async function unrecognised(
  aws: Aws,
  {logGroup, streams}: LoggedFunction,
  {found, errors, metric, log}: Unexplained,
  {mostBytes, signal, onProgress}: LogOptions,
): Promise<{lines: FunctionErrors['unrecognised']} | {missing: Gap} | null> {
  const complete = 'told' in log && log.told.complete
  const at = complete && metric && isUnexplained(found, errors) ? newestFailure(points(metric)) : null
  if (at === null) return null
  const rows = await orMissing(
    scanLog(aws, {logGroup, query: newestQuery(streams), ...at, limit: mostRows.newest, mostBytes, signal, onProgress}, errorColumns),
  )
  if ('missing' in rows) return rows
  return {
    lines: rawLinesFrom(rows.rows).map(({count, sample, firstMs, lastMs}) => ({count, sample, first: iso(firstMs), last: iso(lastMs)})),
  }
}

async function partialFailures(aws: Aws, functionText: string, region: string, window: {startMs: number; endMs: number}) {
  // A function without a mapping, or mappings that cannot be listed: then there is nothing to add.
  const mappings = await mappingsOf(aws, functionText, region)
  if (mappings.state === 'missing') return {partial: [], unlisted: [mappings]}
  const counts = await readMappingCounts(aws, mappings.value, window)
  return {partial: mappings.value.map((mapping, i) => ({mapping, counts: counts[i] as Item<MappingMetrics>})), unlisted: []}
}

/** A function without a mapping has none; when they cannot be listed, failures that Errors does not show are not known. */
async function mappingsOf(aws: Aws, functionText: string, region: string): Promise<Item<Mapping[]>> {
  try {
    return known((await listMappings(aws, functionText, region)).chosen)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    if (error.code === 'E_NO_PIPELINE') return known([])
    return missing(error.code === 'E_DENIED' ? 'denied' : 'failed', 'lambda:ListEventSourceMappings', error.message)
  }
}

/** A log that may not be scanned is refused, as `cold-starts` does; other gaps leave open the reasons of failures. */
export function exitCodeOfErrors({missing: gaps}: FunctionErrors): ExitCode {
  if (gaps.some(({reason}) => reason === 'refused')) return exitCodes.refused
  return gaps.length > 0 ? exitCodes.undecided : exitCodes.ok
}

const sum = (series: Series | undefined): number | null => {
  const list = series ? points(series) : []
  return list.length ? total(list) : null
}

function minutes(invocations: Series | undefined, errors: Series | undefined): FunctionErrors['perMinute'] {
  if (!invocations) return []
  return invocations.values.map((value, i) => ({
    at: iso(invocations.startMs + i * minuteMs),
    invocations: value,
    errors: errors?.values[i] ?? null,
  }))
}

function versionRows(list: readonly VersionMetrics[], qualifier: string | null): FunctionErrors['versions'] {
  return list
    .filter(({version, alias}) => qualifier === null || qualifier === version || qualifier === alias)
    .map(({version, alias, invocations, errors}) => {
      const [calls, failed] = [sum(invocations) ?? 0, sum(errors) ?? 0]
      return {version, alias, invocations: calls, errors: failed, rate: calls ? failed / calls : null}
    })
    .filter(({invocations}) => invocations > 0)
    .sort((a, b) => b.errors - a.errors || b.invocations - a.invocations)
}

function partialOf(mapping: Mapping, counts: MappingMetrics | undefined, errors: Series | undefined): PartialFailures {
  const counted = mapping.metrics.includes('EventCount')
  const of = (name: keyof MappingMetrics) => (counted && counts ? (sum(counts[name]) ?? 0) : null)
  const failing = counted && counts ? points(counts['FailedInvokeEventCount.Sum']).filter(({value}) => value > 0) : null
  const failed = errors ? new Set(points(errors).flatMap(({atMs, value}) => (value > 0 ? [atMs] : []))) : null
  // FailedInvokeEventCount is stamped at the end of an invocation, Errors at its start: a minute apart is the same.
  const hidden = failing && failed && failing.filter(({atMs}) => !failed.has(atMs) && !failed.has(atMs - minuteMs)).length
  return {
    mapping: mapping.uuid,
    qualifier: mapping.qualifier,
    reports: mapping.functionResponseTypes.includes('ReportBatchItemFailures'),
    counted,
    failedRecords: of('FailedInvokeEventCount.Sum'),
    hiddenMinutes: hidden,
    droppedRecords: of('DroppedEventCount.Sum'),
    deliveredRecords: of('OnFailureDestinationDeliveredEventCount.Sum'),
  }
}
