import {readMetrics} from '../aws/metrics.ts'
import {AwsError} from '../aws/transport/aws-error.ts'
import {type Aws, nowMs} from '../aws/transport/connection.ts'
import {functionMetric} from '../evidence/first-round/function-metrics.ts'
import {named} from '../evidence/first-round/named-metrics.ts'
import {tableMetric} from '../evidence/first-round/table-metrics.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {between, total, valueAt} from '../model/evidence/series.ts'
import {patiently, stopwatch, unlessStopped} from './retry.ts'

/**
 * Whether records flow through a mapping: a batch succeeded; none did although records are written; nothing is written; nobody could tell.
 * `atMs` is the minute of the success, epoch milliseconds.
 */
export type Flow = {kind: 'seen'; atMs: number} | {kind: 'not-seen'} | {kind: 'nothing-written'} | {kind: 'unknown'; why: string}

export const flowActions: readonly string[] = ['cloudwatch:GetMetricData']

const minuteMs = 60_000
/** Polling may take minutes to start, a minute has to end, and CloudWatch publishes it up to three minutes later. */
const longestMs = 10 * minuteMs

/**
 * Waits until CloudWatch shows a batch that succeeded after `sinceMs` (epoch milliseconds), by the metrics of this target. `ownStream`: other
 * mappings invoke it as well, so that a batch counts from the minute on in which the stream of this mapping was read.
 */
export async function watchFlow(
  aws: Aws,
  mapping: Mapping,
  sinceMs: number,
  stop: AbortSignal,
  tell: (seconds: number) => void,
  ownStream = false,
): Promise<Flow> {
  const {pause, elapsedMs} = stopwatch(aws)
  const startMs = Math.ceil(sinceMs / minuteMs) * minuteMs
  for (;;) {
    try {
      const {successMs, writes} = await look(aws, mapping, startMs, ownStream)
      if (successMs !== null) return {kind: 'seen', atMs: successMs}
      if (elapsedMs() > longestMs || stop.aborted) return writes > 0 ? {kind: 'not-seen'} : {kind: 'nothing-written'}
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return {kind: 'unknown', why: `${error.action}: ${error.detail}`}
    }
    tell(elapsedMs() / 1000)
    await unlessStopped(pause(20_000), stop)
  }
}

async function look(
  aws: Aws,
  {functionName, qualifier, tableName, streamLabel}: Mapping,
  startMs: number,
  ownStream: boolean,
): Promise<{successMs: number | null; writes: number}> {
  const endMs = Math.max(startMs + minuteMs, Math.floor((nowMs(aws) ?? startMs) / minuteMs) * minuteMs)
  const queries = [
    functionMetric('Invocations.Sum', functionName, qualifier),
    functionMetric('Errors.Sum', functionName, qualifier),
    named('AWS/DynamoDB', 'ConsumedWriteCapacityUnits.Sum', {TableName: tableName ?? ''}),
    ...(ownStream ? [tableMetric('ReturnedRecordsCount.Sum', {tableName: tableName ?? '', streamLabel: streamLabel ?? ''})] : []),
  ]
  const [invocations, errors, writes, reads] = await patiently(aws, () => readMetrics(aws, queries, {startMs, endMs}))
  if (!invocations || !errors || !writes) return {successMs: null, writes: 0}
  const readMs = reads === undefined ? startMs : between(reads, startMs, endMs).find(({value}) => value > 0)?.atMs
  const fromMs = readMs ?? endMs
  const success = between(invocations, fromMs, endMs).find(({atMs, value}) => value > (valueAt(errors, atMs) ?? 0))
  return {successMs: success?.atMs ?? null, writes: total(between(writes, startMs, endMs))}
}
