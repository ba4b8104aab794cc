import {insightsActions, runInsightsQuery} from '../../aws/logs.ts'
import {orNull} from '../../aws/not-found.ts'
import type {LoggedError} from '../../model/evidence.ts'
import {defineAsked} from './asked.ts'
import {classify} from './classify-error.ts'
import {errorQuery} from './error-query.ts'
import {type InsightsRow, instantIn, numberIn} from './insights-row.ts'
import {newestHour, onlyOf, stopAtCost} from './log-window.ts'
import {redact} from './redact.ts'

/** Kinds of lines that are told apart; more than a few are noise. */
const mostKinds = 50

/** The errors that the function logged in the newest hour; null when nothing was ever logged. */
export const logErrors = defineAsked({
  key: 'logErrors',
  scope: 'function',
  needs: ['function'],
  actions: insightsActions,
  collect: async (aws, given, where) => {
    if (given.function === null) return null
    const {logGroup} = given.function
    const {fromMs, toMs} = newestHour(where)
    const asked = {logGroup, query: errorQuery(onlyOf(given.function)), startMs: fromMs, endMs: toMs, limit: mostKinds}
    const answer = await orNull(runInsightsQuery(aws, asked, {onProgress: stopAtCost}))
    return answer && {logGroup, fromMs, toMs, errors: errorsFrom(answer.rows), bytesScanned: answer.statistics.bytesScanned}
  },
})

/** The rows of the query; those that say the same in other words are one error. */
export function errorsFrom(rows: readonly InsightsRow[]): LoggedError[] {
  const errors = new Map<string, LoggedError>()
  for (const error of rows.map(errorFrom)) {
    const name = JSON.stringify([error.kind, error.type, error.host, error.deniedAction])
    const same = errors.get(name)
    errors.set(name, same === undefined ? error : together(same, error))
  }
  return [...errors.values()]
}

/** One request may have logged both: there are at least as many as one of them says. */
const together = (a: LoggedError, b: LoggedError): LoggedError => ({
  ...a,
  count: a.count + b.count,
  requests: Math.max(a.requests, b.requests),
  firstMs: Math.min(a.firstMs, b.firstMs),
  lastMs: Math.max(a.lastMs, b.lastMs),
  sequenceNumbers: [...new Set([...a.sequenceNumbers, ...b.sequenceNumbers])].slice(0, 10),
})

/** One row of the query. Its newest line stands for all of them. */
function errorFrom(row: InsightsRow): LoggedError {
  const {newest = '', oldest = ''} = row
  return {
    ...classify(newest),
    count: numberIn(row, 'lines') ?? 0,
    requests: numberIn(row, 'requests') ?? 0,
    firstMs: instantIn(row, 'first'),
    lastMs: instantIn(row, 'last'),
    sample: redact(newest),
    sequenceNumbers: sequenceNumbersIn(`${newest} ${oldest}`),
  }
}

/** Sequence numbers of stream records have 21 to 40 digits (DynamoDB Streams API reference). */
const sequenceNumbersIn = (text: string): string[] => [...new Set(text.match(/\b\d{21,40}\b/g))].slice(0, 10)
