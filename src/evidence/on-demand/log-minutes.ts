import {insightsActions, runInsightsQuery} from '../../aws/logs.ts'
import {orNull} from '../../aws/not-found.ts'
import type {LogMinutes} from '../../model/evidence/evidence.ts'
import type {Occurrence} from '../../model/evidence/log-lines.ts'
import {minuteFloor, minuteMs} from '../../text/minutes.ts'
import {errorLineFrom} from '../logs/error-lines.ts'
import {errorColumns, errorsQuery, mostRows} from '../logs/error-query.ts'
import {type InsightsRow, numberIn, requiredInstant, withColumns} from '../logs/insights-row.ts'
import {occurrencesOf} from '../logs/occurrences.ts'
import {endedByMinuteQuery} from '../logs/report-query.ts'
import {onlyOf, stopAtCost} from './log-window.ts'
import {defineOnDemand} from './on-demand.ts'

/** CloudWatch has published all that is older: see docs/architecture.md ("Lag"). */
const windowMs = 10 * minuteMs

/** Invocations, durations and failures of the newest ten minutes: the log has them sooner than CloudWatch's metrics. Null when nothing was ever logged. */
export const logMinutes = defineOnDemand({
  key: 'logMinutes',
  scope: 'function',
  needs: ['function'],
  actions: insightsActions,
  collect: async (aws, given, {nowMs}) => {
    if (given.function === null) return null
    const {logGroup} = given.function
    const fromMs = minuteFloor(nowMs - windowMs)
    const only = onlyOf(given.function)
    const run = (query: string, limit: number) =>
      runInsightsQuery(aws, {logGroup, query, startMs: fromMs, endMs: nowMs, limit}, {onProgress: stopAtCost})
    const answers = await orNull(Promise.all([run(endedByMinuteQuery(only), 100), run(errorsQuery(only), mostRows.errors)]))
    if (answers === null) return null
    const [ended, logged] = answers
    const lines = withColumns(logged.rows, errorColumns).flatMap(row => errorLineFrom(row) ?? [])
    // Rows beyond the most are the oldest: the minute of the last one that was read lacks some.
    const readFromMs = logged.rows.length < mostRows.errors ? fromMs : minuteFloor(Math.min(...lines.map(({atMs}) => atMs))) + minuteMs
    const bytesScanned = ended.statistics.bytesScanned + logged.statistics.bytesScanned
    return {logGroup, fromMs, toMs: nowMs, minutes: minutesFrom(ended.rows, occurrencesOf(lines, null), readFromMs), bytesScanned}
  },
})

/** One minute for each that has an invocation. Lines without a request id count as one failure each, and never as more than there were invocations. */
function minutesFrom(ended: readonly InsightsRow[], found: readonly Occurrence[], readFromMs: number): LogMinutes['minutes'] {
  const failures = new Map<number, number>()
  for (const {failed, isStart, lastMs} of found)
    if (failed !== false && !isStart) failures.set(minuteFloor(lastMs), (failures.get(minuteFloor(lastMs)) ?? 0) + 1)
  return ended
    .map(row => {
      const atMs = requiredInstant(row, 'at')
      const invocations = numberIn(row, 'invocations') ?? 0
      return {atMs, invocations, failed: Math.min(invocations, failures.get(atMs) ?? 0), durationSumMs: numberIn(row, 'durationSum')}
    })
    .filter(({atMs}) => atMs >= readFromMs)
    .sort((a, b) => a.atMs - b.atMs)
}
