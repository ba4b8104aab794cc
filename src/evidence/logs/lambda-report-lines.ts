import type {EnvironmentStart} from '../../model/evidence/log-lines.ts'
import {insightsQuery} from './insights-query.ts'
import {type InsightsRow, instantIn, numberIn} from './insights-row.ts'

/**
 * Logs Insights queries over Lambda's REPORT lines, and the content of their rows. Text and JSON lines alike, and groups of the Infrequent
 * Access class, where nothing is discovered: so the fields are parsed, and `@duration` and its like are not used. With SnapStart a
 * line has a restore instead of an init (Lambda Developer Guide, "snapstart-monitoring", "telemetry-schema-reference").
 */

const initMs = String.raw`parse @message /(?:Init Duration: |"initDurationMs":\s*)(?<initMs>[\d.]+)/`
const restoreMs = String.raw`parse @message /(?:\sRestore Duration: |"restoreDurationMs":\s*)(?<restoreMs>[\d.]+)/`
const memoryMb = String.raw`parse @message /(?:Memory Size: |"memorySizeMB":\s*)(?<memoryMb>\d+)/`

/** Starts of an environment, one row each: those within an invocation, and those that failed. */
export const startsQuery = (streams: string | null): string =>
  insightsQuery(
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

export function startFrom(row: InsightsRow): EnvironmentStart | null {
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
