import {type InsightsResult, insightsActions, runInsightsQuery} from '../../aws/logs.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import {toUserError} from '../../aws/transport/user-error.ts'
import {prices} from '../../aws-facts/prices.ts'
import {maybe} from '../../model/derived/derived.ts'
import {UserError} from '../../model/user-error.ts'
import {count, dollars, number} from '../../text/units.ts'
import {bytesLogged} from './function-logs.ts'
import {withColumns} from './insights-row.ts'

/** A query over a log group, and how much it may scan. */
export interface LogScan {
  logGroup: string
  query: string
  /** Epoch milliseconds. */
  startMs: number
  endMs: number
  /** The most rows. */
  limit: number
  /** The scanned bytes are billed. */
  mostBytes: number
  signal?: AbortSignal | undefined
  onProgress?: ((scannedBytes: number) => void) | undefined
}

/** In the greatest unit that does not round to nothing. */
function size(bytes: number): string {
  if (bytes >= 1e8) return `${number(bytes / 1e9)} GB`
  if (bytes >= 1e5) return `${number(bytes / 1e6)} MB`
  return bytes >= 100 ? `${number(bytes / 1e3)} kB` : count(Math.ceil(bytes), 'byte')
}

const priced = (bytes: number): string => `${size(bytes)} (${dollars((bytes / 1e9) * prices.perGbScanned)})`

const tooMuch = (words: string, mostBytes: number): UserError =>
  new UserError('E_SCAN_LIMIT', `${words}, and --max-scan-gb allows ${size(mostBytes)}.`, [
    'Use a shorter window with --since, or allow more with --max-scan-gb.',
  ])

/** How much came into the log is asked before it is scanned. */
export const scanLogActions: readonly string[] = ['cloudwatch:GetMetricData', ...insightsActions]

/**
 * Runs the query; refuses, or stops, a query that would scan more than it may. Each failure is a UserError, and so is a row without one of the
 * columns that were asked for.
 */
export async function scanLog(
  aws: Aws,
  {mostBytes, signal, onProgress, ...query}: LogScan,
  columns: readonly string[] = ['@timestamp'],
): Promise<InsightsResult> {
  const expected = maybe(await bytesLogged(aws, query.logGroup, {startMs: query.startMs, endMs: query.endMs}))
  if (expected && expected > mostBytes) throw tooMuch(`The query would scan about ${priced(expected)}`, mostBytes)
  try {
    const result = await runInsightsQuery(aws, query, {
      signal,
      onProgress: ({bytesScanned}) => {
        onProgress?.(bytesScanned)
        if (bytesScanned > mostBytes) throw tooMuch(`The query was stopped after ${priced(bytesScanned)}`, mostBytes)
      },
    })
    withColumns(result.rows, columns)
    return result
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    if (error.kind === 'denied')
      throw new UserError('E_DENIED', `The log ${query.logGroup} could not be queried: ${error.detail}`, [`Allow ${error.action}.`])
    if (error.kind === 'not-found') throw new UserError('E_NO_LOG', `The log group ${query.logGroup} does not exist.`, [])
    throw toUserError(error, aws.options)
  }
}
