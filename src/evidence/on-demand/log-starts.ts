import {insightsActions, runInsightsQuery} from '../../aws/logs.ts'
import {orNull} from '../../aws/not-found.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {LogStarts} from '../../model/evidence/evidence.ts'
import {insightsQuery} from '../logs/insights-query.ts'
import {type InsightsRow, numberIn, requiredInstant, withColumns} from '../logs/insights-row.ts'
import {refuseEmpty} from './empty.ts'
import {newestHour, onlyOf, stopAtCost} from './log-window.ts'
import {defineOnDemand} from './on-demand.ts'

/** The lines at the begin of an environment, and the version of the runtime in it (Lambda Developer Guide, "runtime-management-identify"). */
const startsQuery = (streams: string | null): string =>
  insightsQuery(
    streams,
    String.raw`filter @message like /^(?:INIT|RESTORE)_START |"type":\s*"platform\.(?:init|restore)Start"/`,
    String.raw`parse @message /(?:Runtime Version: |"runtimeVersion":\s*")(?<runtime>[\w.:-]+)/`,
    String.raw`parse @message /(?:Runtime Version ARN: |"runtimeVersionArn":\s*")(?<runtimeArn>[\w.:-]+)/`,
    String.raw`parse @logStream /\[(?<version>[^\]]+)\]/`,
    'stats count(*) as starts, min(@timestamp) as first, max(@timestamp) as last by version, runtime, runtimeArn',
  )

/** More versions of the function and its runtime than these in one hour do not occur. */
const mostRows = 1000

type Start = LogStarts['starts'][number]

/** An environment lives for hours at most: those that ran before an update started within this time before it. Our choice. */
const earlierMs = 6 * 3_600_000

/** Environments started, and all with one version of the runtime: the one before is not in these lines. */
function lacksFormer(starts: readonly Start[]): boolean {
  const runtimes = new Set(starts.map(({runtimeVersionArn, runtimeVersion}) => runtimeVersionArn ?? runtimeVersion))
  return starts.length > 0 && runtimes.size === 1
}

/** The starts of two spans of time, each version of the function and its runtime once. */
function together(starts: readonly Start[]): Start[] {
  const merged = new Map<string, Start>()
  for (const one of starts) {
    const key = JSON.stringify([one.version, one.runtimeVersion, one.runtimeVersionArn])
    const same = merged.get(key) ?? {...one, count: 0}
    merged.set(key, {
      ...same,
      count: same.count + one.count,
      firstMs: Math.min(same.firstMs, one.firstMs),
      lastMs: Math.max(same.lastMs, one.lastMs),
    })
  }
  return [...merged.values()]
}

/**
 * With which versions of the runtime environments started in the newest hour, and in the hours before it where that shows one version
 * alone; null when nothing was ever logged.
 */
export const logStarts = defineOnDemand({
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
    const starts = withColumns(rows, ['starts', 'first', 'last']).map(startFrom)
    const newest = {logGroup, fromMs, toMs, starts, bytesScanned: statistics.bytesScanned}
    if (!lacksFormer(starts)) return newest
    const before = await ask(startsQuery(onlyOf(given.function)), fromMs - earlierMs, fromMs).catch(unlessStopped)
    if (before === null) return newest
    const earlier = withColumns(before.rows, ['starts', 'first', 'last']).map(startFrom)
    return {
      ...newest,
      fromMs: fromMs - earlierMs,
      starts: together([...starts, ...earlier]),
      bytesScanned: newest.bytesScanned + before.statistics.bytesScanned,
    }
  },
})

/** The newest hour was read, and counts without the hours before. */
function unlessStopped(error: unknown): null {
  if (error instanceof AwsError) return null
  throw error
}

const startFrom = (row: InsightsRow): Start => ({
  version: row.version ?? null,
  runtimeVersion: row.runtime ?? null,
  runtimeVersionArn: row.runtimeArn ?? null,
  count: numberIn(row, 'starts') ?? 0,
  firstMs: requiredInstant(row, 'first'),
  lastMs: requiredInstant(row, 'last'),
})
