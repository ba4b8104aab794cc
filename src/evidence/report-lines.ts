import type {EnvironmentStart, ReportStatistics} from '../model/log-lines.ts'

/**
 * Logs Insights queries over Lambda's REPORT lines, and what their rows say. Text and JSON lines alike, and groups of the Infrequent
 * Access class, where nothing is discovered: so the fields are parsed, and `@duration` and its like are not used. With SnapStart a
 * line has a restore instead of an init (Lambda Developer Guide, "snapstart-monitoring", "telemetry-schema-reference").
 */

type Row = Readonly<Record<string, string>>

/** A row's number; null where the row has none. */
export const numberIn = (row: Row, field: string): number | null => {
  const value = Number(row[field] ?? Number.NaN)
  return Number.isFinite(value) ? value : null
}

/** Logs Insights prints instants as `2026-11-23 11:45:00.000`, in UTC. */
export const instantIn = (row: Row, field: string): number | null => {
  const ms = Date.parse(`${(row[field] ?? '').replace(' ', 'T')}Z`)
  return Number.isNaN(ms) ? null : ms
}

const isReport = String.raw`@message like /^REPORT RequestId: |"type":\s*"platform\.report"/`
const initMs = String.raw`parse @message /(?:Init Duration: |"initDurationMs":\s*)(?<initMs>[\d.]+)/`
const restoreMs = String.raw`parse @message /(?:\sRestore Duration: |"restoreDurationMs":\s*)(?<restoreMs>[\d.]+)/`
const memoryMb = String.raw`parse @message /(?:Memory Size: |"memorySizeMB":\s*)(?<memoryMb>\d+)/`
const status = String.raw`parse @message /(?:Status: |"status":\s*")(?<status>error|timeout|failure)/`

/** Only the lines of this function and version: a log group can be shared, and the names of its streams then begin with the function's. */
export function streamFilter(functionName: string, logGroup: string, version: string | null): string | null {
  const owner = logGroup === `/aws/lambda/${functionName}` ? '' : functionName
  if (owner === '' && version === null) return null
  const pattern = String.raw`\/${owner}\[${version === null ? '' : `${version.replace('$', String.raw`\$`)}]`}`
  return `filter @logStream like /${pattern}/`
}

const query = (...commands: (string | null)[]): string => commands.filter(command => command !== null).join('\n| ')

/** Starts of an environment, one row each: those within an invocation, and those that failed. */
export const startsQuery = (streams: string | null): string =>
  query(
    streams,
    String.raw`filter @message like /^REPORT RequestId: .*\s(Init|Restore) Duration: |^INIT_REPORT .*Status: |"type":\s*"platform\.report".*"(init|restore)DurationMs"|"type":\s*"platform\.initReport".*"status":\s*"(error|timeout|failure)"/`,
    String.raw`parse @message /(?:^|"type":\s*"platform\.)(?<kind>INIT_REPORT|REPORT|initReport|report)/`,
    initMs,
    restoreMs,
    memoryMb,
    'display @timestamp, kind, initMs, restoreMs, memoryMb',
  )

export function startFrom(row: Row): EnvironmentStart | null {
  const atMs = instantIn(row, '@timestamp')
  if (atMs === null) return null
  const failed = row.kind === 'INIT_REPORT' || row.kind === 'initReport'
  const [init, restore] = [numberIn(row, 'initMs'), numberIn(row, 'restoreMs')]
  return {
    atMs,
    kind: failed ? 'failed' : restore !== null ? 'restore' : 'init',
    durationMs: restore ?? init,
    memoryMb: numberIn(row, 'memoryMb'),
  }
}

/** Counts and percentiles of the REPORT lines, a row for each period of so many minutes. */
export const reportsQuery = (streams: string | null, periodMinutes: number): string =>
  query(
    streams,
    `filter ${isReport}`,
    String.raw`parse @message /(?:^REPORT RequestId: \S+\s+Duration: |"durationMs":\s*)(?<durationMs>[\d.]+)/`,
    String.raw`parse @message /(?:Max Memory Used: |"maxMemoryUsedMB":\s*)(?<usedMb>\d+)/`,
    initMs,
    restoreMs,
    memoryMb,
    status,
    `stats count(*) as reports, count(initMs) as inits, count(restoreMs) as restores, count(status) as failures,
  pct(initMs, 50) as initP50, pct(initMs, 95) as initP95, sum(initMs) as initSum,
  pct(durationMs, 50) as durationP50, pct(durationMs, 95) as durationP95, pct(durationMs, 99) as durationP99,
  max(usedMb) as usedMax, max(memoryMb) as memory by bin(${periodMinutes}m) as period`,
  )

export function reportStatisticsFrom(row: Row): ReportStatistics | null {
  const atMs = instantIn(row, 'period')
  if (atMs === null) return null
  return {
    atMs,
    reports: numberIn(row, 'reports') ?? 0,
    inits: numberIn(row, 'inits') ?? 0,
    restores: numberIn(row, 'restores') ?? 0,
    failures: numberIn(row, 'failures') ?? 0,
    initP50Ms: numberIn(row, 'initP50'),
    initP95Ms: numberIn(row, 'initP95'),
    initSumMs: numberIn(row, 'initSum'),
    durationP50Ms: numberIn(row, 'durationP50'),
    durationP95Ms: numberIn(row, 'durationP95'),
    durationP99Ms: numberIn(row, 'durationP99'),
    usedMb: numberIn(row, 'usedMax'),
    memoryMb: numberIn(row, 'memory'),
  }
}
