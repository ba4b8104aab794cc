import {type Aws, type Connection, disconnect, nowMs, regionOf, usage} from '../../aws/index.ts'
import {prices} from '../../aws-facts/prices.ts'
import type {Config} from '../../config/schema.ts'
import {
  functionMetrics,
  type LoggedFunction,
  logGroupActions,
  loggedFunction,
  loggedFunctionActions,
  readFunctionMetrics,
  scanLog,
  scanLogActions,
  startColumns,
  startFrom,
  startsQuery,
  whyEmpty,
  whyNoLog,
  windowOf,
} from '../../evidence/index.ts'
import {type ExitCode, exitCodes, UserError} from '../../model/user-error.ts'
import type {ColdStartsReport} from '../../model/views/cold-starts.ts'
import {iso} from '../../text/units.ts'
import {configured} from '../configured.ts'
import {connectFor} from '../connect.ts'
import {coldStartsOf} from './start-spread.ts'

/** The options of reading a function's log. */
export interface LogOptions {
  functionText: string
  sinceSeconds: number
  mostBytes: number
  /** Where it draws the guide's lines elsewhere, for commands that use them. */
  config?: Config | undefined
  /** Ends the query at AWS too. */
  signal?: AbortSignal | undefined
  onProgress?: ((scannedBytes: number) => void) | undefined
}

const mostStarts = 10_000

export const coldStartsActions: readonly string[] = [
  ...loggedFunctionActions,
  ...logGroupActions,
  ...functionMetrics.actions,
  ...scanLogActions,
]

/** Cold starts of a function in its log: their number, duration and price. One Logs Insights query and two metrics. */
export async function coldStarts(connection: Connection, options: LogOptions): Promise<ColdStartsReport> {
  const aws = connectFor(connection, options)
  try {
    const region = await regionOf(aws)
    const target = await loggedFunction(aws, options.functionText)
    const why = whyNoReports(target) ?? (await whyNoLog(aws, target))
    if (why !== null) throw new UserError('E_NO_LOG', why, ['Without these lines the number of starts is unknown.'])
    return await read(aws, region, target, options)
  } finally {
    disconnect(aws)
  }
}

/** In JSON logs the REPORT line of an invocation that succeeds has the level INFO (Lambda Developer Guide, "monitoring-cloudwatchlogs-log-level"). */
function whyNoReports({logFormat, systemLogLevel, named}: LoggedFunction): string | null {
  if (logFormat !== 'JSON' || systemLogLevel === null || systemLogLevel === 'DEBUG' || systemLogLevel === 'INFO') return null
  return `${named.name} logs system lines from ${systemLogLevel} on, so the REPORT lines of successful invocations are not in its log: set SystemLogLevel to INFO.`
}

async function read(aws: Aws, region: string, target: LoggedFunction, options: LogOptions): Promise<ColdStartsReport> {
  const now = nowMs(aws) ?? 0
  const window = windowOf(now, options.sinceSeconds)
  const {mostBytes, signal, onProgress} = options
  const {named, logGroup, streams, runtime, memoryMb, architecture, snapStart, logFormat, managedInstances} = target
  // The log does not show which table the function reads: a rule that matches tables does not apply here.
  const own = {functionArn: target.functionArn, functionName: named.name, tableName: null}
  const [metrics, scanned, {settingsOf, missing}] = await Promise.all([
    readFunctionMetrics(aws, ['Invocations.Sum', 'Duration.Average'], named.name, named.qualifier, window),
    scanLog(aws, {logGroup, query: startsQuery(streams), ...window, limit: mostStarts, mostBytes, signal, onProgress}, startColumns),
    configured(aws, options.config, {region, mappings: [own]}),
  ])
  const configuration = {runtime, memoryMb, architecture, snapStart, logFormat, managedInstances}
  const {rows, statistics} = scanned
  const why = await whyEmpty({
    logGroup,
    streams,
    systemLogLevel: target.systemLogLevel,
    rows: rows.length,
    scanned: statistics.recordsScanned,
    invocations: metrics?.['Invocations.Sum'],
    ...window,
    looksFor: 'invocations',
    ask: async (query, startMs, endMs) =>
      (await scanLog(aws, {logGroup, query, startMs, endMs, limit: 1, mostBytes, signal, onProgress})).rows.length,
  })
  const starts = rows.map(startFrom).filter(start => start !== null)
  return {
    takenAt: iso(now),
    function: named.name,
    qualifier: named.qualifier,
    region,
    logGroup,
    window: {start: iso(window.startMs), end: iso(window.endMs)},
    configuration,
    ...coldStartsOf({
      starts,
      invocations: metrics?.['Invocations.Sum'] ?? null,
      durationAverageMs: metrics?.['Duration.Average'] ?? null,
      window,
      configuration,
      thresholds: settingsOf(own).thresholds,
      isRead: why === null,
    }),
    missing: [...missing, ...(why === null ? [] : [{action: 'logs:StartQuery', reason: 'empty', detail: why}])],
    complete: rows.length < mostStarts,
    scan: {bytes: statistics.bytesScanned, usd: (statistics.bytesScanned / 1e9) * prices.perGbScanned},
    usage: usage(aws),
  }
}

/** A log that holds nothing of the invocations leaves open how often the function started. */
export const exitCodeOfColdStarts = ({missing}: ColdStartsReport): ExitCode => (missing.length > 0 ? exitCodes.undecided : exitCodes.ok)
