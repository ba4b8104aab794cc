import {insightsActions, runInsightsQuery} from '../../aws/logs.ts'
import {orNull} from '../../aws/not-found.ts'
import type {LogStarts} from '../../model/evidence.ts'
import {withColumns} from '../log/columns.ts'
import {defineAsked} from './asked.ts'
import {refuseEmpty} from './empty.ts'
import {type InsightsRow, instantIn, numberIn} from './insights-row.ts'
import {newestHour, onlyOf, stopAtCost} from './log-window.ts'

/** What begins an environment, and the version of the runtime in it (Lambda Developer Guide, "runtime-management-identify"). */
const startsQuery = (streams: string | null): string =>
  [
    ...(streams === null ? [] : [streams]),
    String.raw`filter @message like /^(?:INIT|RESTORE)_START |"type":\s*"platform\.(?:init|restore)Start"/`,
    String.raw`parse @message /(?:Runtime Version: |"runtimeVersion":\s*")(?<runtime>[\w.:-]+)/`,
    String.raw`parse @message /(?:Runtime Version ARN: |"runtimeVersionArn":\s*")(?<runtimeArn>[\w.:-]+)/`,
    String.raw`parse @logStream /\[(?<version>[^\]]+)\]/`,
    'stats count(*) as starts, min(@timestamp) as first, max(@timestamp) as last by version, runtime, runtimeArn',
  ].join('\n| ')

/** More versions of the function and its runtime than these in one hour do not occur. */
const mostRows = 1000

/** With which versions of the runtime environments started in the newest hour; null when nothing was ever logged. */
export const logStarts = defineAsked({
  key: 'logStarts',
  scope: 'function',
  needs: ['function'],
  wants: ['functionMetrics'],
  actions: insightsActions,
  collect: async (aws, given, where, wanted) => {
    if (given.function === null) return null
    const {logGroup} = given.function
    const {fromMs, toMs} = newestHour(where)
    const ask = (query: string, startMs: number, endMs: number) =>
      runInsightsQuery(aws, {logGroup, query, startMs, endMs, limit: mostRows}, {onProgress: stopAtCost})
    const answer = await orNull(ask(startsQuery(onlyOf(given.function)), fromMs, toMs))
    if (answer === null) return null
    const {rows, statistics} = answer
    await refuseEmpty(given.function, wanted, {
      rows: rows.length,
      statistics,
      startMs: fromMs,
      endMs: toMs,
      looksFor: 'any-line',
      ask: async (...asked) => (await ask(...asked)).rows.length,
    })
    return {
      logGroup,
      fromMs,
      toMs,
      starts: withColumns(rows, ['starts', 'first', 'last']).map(startFrom),
      bytesScanned: statistics.bytesScanned,
    }
  },
})

const startFrom = (row: InsightsRow): LogStarts['starts'][number] => ({
  version: row.version ?? null,
  runtimeVersion: row.runtime ?? null,
  runtimeVersionArn: row.runtimeArn ?? null,
  count: numberIn(row, 'starts') ?? 0,
  firstMs: instantIn(row, 'first'),
  lastMs: instantIn(row, 'last'),
})
