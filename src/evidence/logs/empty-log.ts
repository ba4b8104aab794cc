import {between, type Series, total} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'
import {count} from '../../text/units.ts'
import {insightsQuery} from './insights-query.ts'

/** Lines can be read some seconds after they were written (CloudWatch Logs names no limit: our choice). */
const ingestionMs = 3 * minuteMs

/** The platform's lines about each invocation; a system log level above INFO leaves them out. */
export const invokedQuery = (streams: string | null): string =>
  insightsQuery(
    streams,
    'filter @message like /^(?:START|REPORT) RequestId|"type":\\s*"platform\\.(?:start|report)"/',
    'fields @timestamp',
    'limit 1',
  )

/** A log that was read, and the function's own count of its invocations. */
export interface Reading {
  logGroup: string
  /** The filter on the streams of the function; null where all lines of the group are its own. */
  streams: string | null
  systemLogLevel: string | null
  /** Rows of the answer, and lines of the group that the query read, those of other functions among them. */
  rows: number
  scanned: number
  /** The metric Invocations; undefined where it could not be read. */
  invocations: Series | null | undefined
  /** The time that was read, epoch milliseconds. */
  startMs: number
  endMs: number
  /** Whether an answer without rows is usual, so that the platform's own lines have to be looked for. */
  looksFor: 'any-line' | 'invocations'
  /** Answers how many rows this query finds in this time. */
  ask: (query: string, startMs: number, endMs: number) => Promise<number>
}

const leavesOut = (level: string | null): boolean => level !== null && level !== 'DEBUG' && level !== 'INFO'

/**
 * Why a log without rows tells nothing, in words: the function was invoked, and the log holds no line of it. Null where it holds some, and where no
 * invocation is known that the log must hold by now.
 */
export async function whyEmpty(reading: Reading): Promise<string | null> {
  const {logGroup, streams, systemLogLevel, rows, scanned, invocations, startMs, endMs, looksFor, ask} = reading
  const settled = invocations ? between(invocations, startMs, endMs - ingestionMs) : []
  const newest = settled.findLast(({value}) => value > 0)
  if (rows > 0 || newest === undefined) return null
  const words = emptyWords(logGroup, total(settled), systemLogLevel)
  if (scanned === 0) return words
  if (leavesOut(systemLogLevel) || (streams === null && looksFor === 'any-line')) return null
  // An invocation begins with a line, so a short time is enough, and costs little.
  const found = await ask(invokedQuery(streams), newest.atMs, Math.min(newest.atMs + 2 * minuteMs, endMs))
  return found === 0 ? words : null
}

const emptyWords = (logGroup: string, invocations: number, level: string | null): string =>
  [
    `the log group ${logGroup} holds no line of ${count(invocations, 'invocation')}.`,
    'The execution role may lack logs:CreateLogStream or logs:PutLogEvents on it.',
    ...(leavesOut(level) ? [`SystemLogLevel ${level} leaves out the lines of invocations that succeed, too.`] : []),
  ].join(' ')
