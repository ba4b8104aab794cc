import {insightsQuery} from './insights-query.ts'

/** A value of a REPORT line as text, and of a report as JSON; read by pattern, because JSON and cheaper log classes have no fields of their own. */
const value = (text: string, json: string, name: string): string =>
  `parse @message /(?:${text}: |"metrics": ?\\{[^}]*?"${json}": ?)(?<${name}>[\\d.]+)/`

const reportLines = 'filter @message like /^REPORT |"type": ?"platform\\.report"/'

/** Invocations that ended, minute by minute, and how long they took in all. */
export const endedByMinuteQuery = (onlyOf: string | null): string =>
  insightsQuery(
    onlyOf,
    reportLines,
    value('Duration', 'durationMs', 'durationMs'),
    'stats count(*) as invocations, sum(durationMs) as durationSum by bin(1m) as at',
  )

/**
 * The Logs Insights query over REPORT lines, in all, or in periods of five minutes. A start is the initialisation of an
 * environment, or its restoration from a snapshot. Milliseconds, and MB of 1,000,000 bytes.
 */
export const reportQuery = (onlyOf: string | null, inPeriods: boolean): string =>
  insightsQuery(
    onlyOf,
    reportLines,
    // The first duration of the line is that of the invocation itself.
    value('Duration', 'durationMs', 'durationMs'),
    value('Billed Duration', 'billedDurationMs', 'billedMs'),
    value('Init Duration', 'initDurationMs', 'initMs'),
    value('Restore Duration', 'restoreDurationMs', 'restoreMs'),
    value('Memory Size', 'memorySizeMB', 'sizeMb'),
    value('Max Memory Used', 'maxMemoryUsedMB', 'usedMb'),
    'fields coalesce(initMs, restoreMs) as startMs',
    `stats ${aggregates.join(', ')}${inPeriods ? ' by bin(5m) as at' : ''}`,
  )

const aggregates = [
  ...['count(*) as invocations', 'count(startMs) as starts', 'count(restoreMs) as restores', 'sum(startMs) as startSum'],
  ...['pct(startMs, 50) as start50', 'pct(startMs, 95) as start95', 'max(startMs) as startMaximum'],
  ...[
    'sum(durationMs) as durationSum',
    'sum(billedMs) as billedSum',
    'min(sizeMb) as leastSize',
    'max(sizeMb) as size',
    'max(usedMb) as used',
  ],
]
