import type {InsightsStatistics} from '../../aws/logs.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {LambdaFunction} from '../../model/evidence/evidence.ts'
import {streamFilter} from '../logs/insights-query.ts'
import type {Where} from './on-demand.ts'

const hourMs = 3_600_000

/** The newest hour of the run's window: the bytes that Logs Insights scans are billed. */
export const newestHour = ({window, nowMs}: Where): {fromMs: number; toMs: number} => ({
  fromMs: Math.max(window.startMs, nowMs - hourMs),
  toMs: nowMs,
})

/** Scanned at the most, in bytes: about 0.03 USD a query. */
const mostBytesScanned = 5e9

/** Gives up on a query that scans too much; it is stopped at AWS then. */
export function stopAtCost({bytesScanned}: InsightsStatistics): void {
  if (bytesScanned <= mostBytesScanned) return
  throw new AwsError('logs:StartQuery', 'other', `the log is too large: stopped after ${mostBytesScanned / 1e9} GB`)
}

/** The filter that limits a query to one function, where the log group is not the function's own but may be shared; else null. */
export const onlyOf = ({logGroup, functionName}: LambdaFunction): string | null => streamFilter(functionName, logGroup, null)
