import type {EnvironmentStart} from '../../model/evidence/log-lines.ts'

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

const initMs = String.raw`parse @message /(?:Init Duration: |"initDurationMs":\s*)(?<initMs>[\d.]+)/`
const restoreMs = String.raw`parse @message /(?:\sRestore Duration: |"restoreDurationMs":\s*)(?<restoreMs>[\d.]+)/`
const memoryMb = String.raw`parse @message /(?:Memory Size: |"memorySizeMB":\s*)(?<memoryMb>\d+)/`

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

/** Without these a row tells nothing. */
export const startColumns = ['@timestamp', 'kind'] as const

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
