import type {InsightsStatistics} from '../../aws/logs.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import {maybe, type Wanted} from '../../model/derived/derived.ts'
import type {LambdaFunction} from '../../model/evidence/evidence.ts'
import {type Reading, whyEmpty} from '../logs/empty-log.ts'
import {onlyOf} from './log-window.ts'

interface Answer extends Pick<Reading, 'rows' | 'startMs' | 'endMs' | 'looksFor' | 'ask'> {
  statistics: InsightsStatistics
}

/** Refuses a log that holds nothing of the function's invocations: nothing was learned from it. */
export async function refuseEmpty(
  target: LambdaFunction,
  wanted: Wanted<'functionMetrics'>,
  {statistics, ...answer}: Answer,
): Promise<void> {
  const {logGroup, systemLogLevel} = target
  const invocations = maybe(wanted.functionMetrics)?.['Invocations.Sum']
  const scanned = statistics.recordsScanned
  const why = await whyEmpty({logGroup, streams: onlyOf(target), systemLogLevel, scanned, invocations, ...answer})
  if (why !== null) throw new AwsError('logs:StartQuery', 'other', why)
}
