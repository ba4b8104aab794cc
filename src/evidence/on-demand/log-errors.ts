import {insightsActions, runInsightsQuery} from '../../aws/logs.ts'
import {orNull} from '../../aws/not-found.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {LoggedError} from '../../model/evidence/evidence.ts'
import type {Occurrence, RawLine} from '../../model/evidence/log-lines.ts'
import {between} from '../../model/evidence/series.ts'
import {errorLineFrom} from '../logs/error-lines.ts'
import {errorColumns, errorsQuery, mostRows, newestQuery} from '../logs/error-query.ts'
import {withColumns} from '../logs/insights-row.ts'
import {countedErrors, occurrencesOf} from '../logs/occurrences.ts'
import {isUnexplained, newestFailure, rawLinesFrom} from '../logs/raw-lines.ts'
import {redact} from '../logs/redact.ts'
import {refuseEmpty} from './empty.ts'
import {newestHour, onlyOf, stopAtCost} from './log-window.ts'
import {defineOnDemand} from './on-demand.ts'

/** Kinds that are told apart; more are noise. */
const mostKinds = 50
const mostSequenceNumbers = 10

/**
 * The errors that the function logged in the newest hour; null when nothing was ever logged. A second query, over the newest minute that
 * fails, is made only where the first one does not explain the failures.
 */
export const logErrors = defineOnDemand({
  key: 'logErrors',
  scope: 'function',
  needs: ['function'],
  wants: ['functionMetrics'],
  actions: insightsActions,
  collect: async (aws, given, where, wanted) => {
    if (given.function === null) return null
    const {logGroup} = given.function
    const {fromMs, toMs} = newestHour(where)
    const streams = onlyOf(given.function)
    const run = (query: string, startMs: number, endMs: number, limit: number) =>
      runInsightsQuery(aws, {logGroup, query, startMs, endMs, limit}, {onProgress: stopAtCost})
    const answer = await orNull(run(errorsQuery(streams), fromMs, toMs, mostRows.errors))
    if (answer === null) return null
    await refuseEmpty(given.function, wanted, {
      rows: answer.rows.length,
      statistics: answer.statistics,
      startMs: fromMs,
      endMs: toMs,
      looksFor: 'any-line',
      ask: async (query, startMs, endMs) => (await run(query, startMs, endMs, 1)).rows.length,
    })
    const metric = maybe(wanted.functionMetrics)?.['Errors.Sum']
    const counted = metric ? between(metric, fromMs, toMs) : []
    const failures = countedErrors(counted)
    const found = occurrencesOf(
      withColumns(answer.rows, errorColumns).flatMap(row => errorLineFrom(row) ?? []),
      failures,
    )
    const complete = answer.rows.length < mostRows.errors
    const at = complete && isUnexplained(found, failures?.errors ?? null) ? newestFailure(counted) : null
    const raw = at === null ? null : await run(newestQuery(streams), at.startMs, at.endMs, mostRows.newest)
    return {
      logGroup,
      fromMs,
      toMs,
      errors: [...errorsFrom(found), ...(raw === null ? [] : rawLinesFrom(withColumns(raw.rows, errorColumns)).map(rawError))].slice(
        0,
        mostKinds,
      ),
      complete,
      scanned: answer.statistics.recordsScanned,
      bytesScanned: answer.statistics.bytesScanned + (raw?.statistics.bytesScanned ?? 0),
    }
  },
})

/** One for each kind, type, host and denied action; the most frequent first. */
export function errorsFrom(found: readonly Occurrence[]): LoggedError[] {
  const groups = new Map<string, Occurrence[]>()
  for (const one of found) {
    const name = JSON.stringify([one.kind, one.type, one.host, one.deniedAction, one.deniedBy, one.deniedExplicitly])
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups.values()].map(errorFrom).sort((a, b) => b.count - a.count)
}

function errorFrom(group: readonly Occurrence[]): LoggedError {
  // The newest words of the code, else those of a report, else those of a start.
  const told =
    [group.filter(({byPlatform}) => !byPlatform), group.filter(({isStart}) => !isStart), group].find(({length}) => length > 0) ?? group
  const newest = told.reduce((a, b) => (b.lastMs > a.lastMs ? b : a))
  const {kind, type, host, deniedAction, deniedResource, deniedBy, deniedExplicitly, message, byPlatform} = newest
  const starts = group.filter(({isStart}) => isStart)
  const unknown = group.every(({failed, outside}) => failed === null && !outside)
  return {
    kind,
    type,
    count: group.reduce((sum, {lines}) => sum + lines, 0),
    requests: new Set(group.flatMap(({requestId}) => requestId ?? [])).size,
    swallowed: unknown ? null : group.filter(({failed, triesAgain, outside}) => failed === false && !triesAgain && !outside).length,
    starts: starts.length,
    phase: starts.at(-1)?.phase ?? null,
    ...(kind === 'unknown' && type === null && group.every(one => one.byPlatform) && {wordless: true}),
    firstMs: Math.min(...group.map(({firstMs}) => firstMs)),
    lastMs: Math.max(...group.map(({lastMs}) => lastMs)),
    sample: redact(type === null || message.includes(type) ? message : `${type}: ${message}`, {keepNumbers: byPlatform}),
    host,
    deniedAction,
    deniedResource,
    deniedBy,
    deniedExplicitly,
    sequenceNumbers: [...new Set(group.flatMap(({sequenceNumbers}) => sequenceNumbers))].slice(0, mostSequenceNumbers),
  }
}

const rawError = ({sample, count, firstMs, lastMs}: RawLine): LoggedError => ({
  kind: 'unknown',
  type: null,
  count,
  requests: 0,
  swallowed: null,
  raw: true,
  firstMs,
  lastMs,
  sample,
  host: null,
  deniedAction: null,
  deniedResource: null,
  sequenceNumbers: [],
})
