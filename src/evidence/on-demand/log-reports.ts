import {insightsActions, runInsightsQuery} from '../../aws/logs.ts'
import {orNull} from '../../aws/not-found.ts'
import type {LogReports} from '../../model/evidence/evidence.ts'
import {type InsightsRow, numberIn, requiredInstant} from '../logs/insights-row.ts'
import {reportQuery} from '../logs/report-query.ts'
import {refuseEmpty} from './empty.ts'
import {newestHour, onlyOf, stopAtCost} from './log-window.ts'
import {defineOnDemand} from './on-demand.ts'

/**
 * Starts, durations and memory by the REPORT lines of the newest hour; null when nothing was ever logged. Two queries:
 * percentiles over an hour do not follow from those over five minutes.
 */
export const logReports = defineOnDemand({
  key: 'logReports',
  scope: 'function',
  needs: ['function'],
  wants: ['functionMetrics'],
  actions: insightsActions,
  collect: async (aws, given, where, wanted) => {
    if (given.function === null) return null
    const {logGroup} = given.function
    const {fromMs, toMs} = newestHour(where)
    const only = onlyOf(given.function)
    const ask = (query: string, startMs: number, endMs: number) =>
      runInsightsQuery(aws, {logGroup, query, startMs, endMs, limit: 1000}, {onProgress: stopAtCost})
    const run = (inPeriods: boolean) => ask(reportQuery(only, inPeriods), fromMs, toMs)
    const answers = await orNull(Promise.all([run(false), run(true)]))
    if (answers === null) return null
    const [all, periods] = answers
    const totals = totalsFrom(all.rows[0] ?? {})
    await refuseEmpty(given.function, wanted, {
      rows: totals.invocations,
      statistics: all.statistics,
      startMs: fromMs,
      endMs: toMs,
      looksFor: 'invocations',
      ask: async (...asked) => (await ask(...asked)).rows.length,
    })
    const bytesScanned = all.statistics.bytesScanned + periods.statistics.bytesScanned
    return {
      logGroup,
      fromMs,
      toMs,
      ...totals,
      ...memoryFrom(periods.rows),
      periods: periods.rows.map(periodFrom),
      bytesScanned,
    }
  },
})

/** The row over the whole hour; no REPORT line gives no row. */
const totalsFrom = (row: InsightsRow) => ({
  ...startsFrom(row),
  durationSumMs: numberIn(row, 'durationSum'),
  billedSumMs: numberIn(row, 'billedSum'),
})

/**
 * The present memory, and the most that was used of it. The use while the function had more or less, as before somebody changed
 * it, is left out, and so are periods in which it changed.
 */
export function memoryFrom(periods: readonly InsightsRow[]): Pick<LogReports, 'memorySizeMb' | 'usedMemoryMaximumMb'> {
  const unchanged = periods
    .filter(row => row.size !== undefined && row.size === row.leastSize)
    .sort((a, b) => requiredInstant(b, 'at') - requiredInstant(a, 'at'))
  const [newest = {}] = unchanged
  const used = unchanged.flatMap(row => (row.size === newest.size ? (numberIn(row, 'used') ?? []) : []))
  return {memorySizeMb: numberIn(newest, 'size'), usedMemoryMaximumMb: used.length === 0 ? null : Math.max(...used)}
}

const periodFrom = (row: InsightsRow): LogReports['periods'][number] => ({atMs: requiredInstant(row, 'at'), ...startsFrom(row)})

const startsFrom = (row: InsightsRow) => ({
  invocations: numberIn(row, 'invocations') ?? 0,
  coldStarts: numberIn(row, 'starts') ?? 0,
  restores: numberIn(row, 'restores') ?? 0,
  initP50Ms: numberIn(row, 'start50'),
  initP95Ms: numberIn(row, 'start95'),
  initMaximumMs: numberIn(row, 'startMaximum'),
  initSumMs: numberIn(row, 'startSum'),
})
