import {insightsActions, runInsightsQuery} from '../../aws/logs.ts'
import {orNull} from '../../aws/not-found.ts'
import type {LogMinutes} from '../../model/evidence.ts'
import {defineAsked} from './asked.ts'
import {failedByMinuteQuery} from './error-query.ts'
import {type InsightsRow, instantIn, numberIn} from './insights-row.ts'
import {onlyOf, stopAtCost} from './log-window.ts'
import {endedByMinuteQuery} from './report-query.ts'

const minuteMs = 60_000
/** CloudWatch has published all that is older: see docs/architecture.md ("Lag"). */
const windowMs = 10 * minuteMs

/** Invocations and failures of the newest ten minutes, which the log tells sooner than CloudWatch's metrics; null when nothing was ever logged. */
export const logMinutes = defineAsked({
  key: 'logMinutes',
  scope: 'function',
  needs: ['function'],
  actions: insightsActions,
  collect: async (aws, given, {nowMs}) => {
    if (given.function === null) return null
    const {logGroup} = given.function
    const fromMs = Math.floor((nowMs - windowMs) / minuteMs) * minuteMs
    const only = onlyOf(given.function)
    const run = (query: string) =>
      runInsightsQuery(aws, {logGroup, query, startMs: fromMs, endMs: nowMs, limit: 100}, {onProgress: stopAtCost})
    const answers = await orNull(Promise.all([run(endedByMinuteQuery(only)), run(failedByMinuteQuery(only))]))
    if (answers === null) return null
    const [ended, failed] = answers
    const bytesScanned = ended.statistics.bytesScanned + failed.statistics.bytesScanned
    return {logGroup, fromMs, toMs: nowMs, minutes: minutesFrom(ended.rows, failed.rows), bytesScanned}
  },
})

/** One minute for each that has an invocation. Lines without a request id count as one failure each, and never as more than there were invocations. */
function minutesFrom(ended: readonly InsightsRow[], failed: readonly InsightsRow[]): LogMinutes['minutes'] {
  const failures = new Map(failed.map(row => [instantIn(row, 'at'), numberIn(row, 'requests') || numberIn(row, 'lines') || 0]))
  return ended
    .map(row => {
      const atMs = instantIn(row, 'at')
      const invocations = numberIn(row, 'invocations') ?? 0
      return {atMs, invocations, failed: Math.min(invocations, failures.get(atMs) ?? 0)}
    })
    .sort((a, b) => a.atMs - b.atMs)
}
