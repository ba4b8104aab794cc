import {longestTimeoutSeconds} from '../../aws-facts/limits.ts'
import {defineDerived, maybe, type Wanted} from '../../model/derived/derived.ts'
import type {OldStream} from '../../model/derived/polling.ts'
import type {FunctionMetrics, LambdaFunction, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, points, total} from '../../model/evidence/series.ts'
import {streamMadeMs} from '../../model/evidence/stream-label.ts'
import {hasProblem} from '../../signs/last-attempt.ts'
import {minuteMs} from '../../text/minutes.ts'
import {count, duration, iso} from '../../text/units.ts'

/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * minuteMs
/** A batch that fails is sent again within minutes: AWS documents no back-off, the longest seen is about one minute. */
const quietMs = 15 * minuteMs
/** A batch that runs is seen at its end. */
const marginMs = 5 * minuteMs

type Wants = 'mapping' | 'polling' | 'stream' | 'function' | 'functionMetrics' | 'tableMetrics' | 'failures'

/** Why the old stream may still be read, or cannot be seen to be at its end; null where nothing speaks for that. */
function stillReads(wanted: Wanted<Wants>): string | null {
  const [mapping, polling, stream] = [maybe(wanted.mapping), maybe(wanted.polling), maybe(wanted.stream)]
  if (!stream) return 'The old stream could not be read (dynamodb:DescribeStream).'
  if (stream.streamStatus !== 'DISABLED') return `The old stream is ${stream.streamStatus ?? 'in an unknown state'}.`
  if (stream.shards.some(({open}) => open)) return 'The old stream has open shards.'
  if (polling?.kind !== 'polling') return `The mapping may not read it: ${polling?.why ?? 'its state is not known'}.`
  if (hasProblem(mapping)) return `AWS reports for the mapping: "${mapping?.lastProcessingResult}".`
  return cannotInvoke(maybe(wanted.function))
}

function cannotInvoke(target: LambdaFunction | null | undefined): string | null {
  if (target === undefined) return 'The function could not be read (lambda:GetFunction).'
  if (target === null) return 'The function does not exist.'
  if (target.state !== null && target.state !== 'Active') return `The function is ${target.state}.`
  return target.reservedConcurrency === 0 ? 'The reserved concurrency of the function is 0.' : null
}

/** The same, by CloudWatch since `fromMs`. */
function stillDelivers(fromMs: number, nowMs: number, writes: TableMetrics, metrics: FunctionMetrics): string | null {
  const since = (series: TableMetrics['ReturnedRecordsCount.Sum']) => between(series, fromMs, nowMs)
  const newest = points(writes['ConsumedWriteCapacityUnits.Sum']).at(-1)
  if (newest === undefined || newest.atMs < nowMs - quietMs) return 'CloudWatch does not show the newest minutes of the table.'
  const read = since(writes['ReturnedRecordsCount.Sum']).findLast(({value}) => value > 0)
  if (read !== undefined) return `Records were read from the old stream at ${iso(read.atMs).slice(0, 16)}Z.`
  const failed = total(since(metrics['Errors.Sum'])) + total(since(metrics['Throttles.Sum']))
  return failed > 0
    ? `${count(failed, 'invocation')} failed or ${failed === 1 ? 'was' : 'were'} throttled in the last ${duration((nowMs - fromMs) / 1000)}: a batch of the old stream may wait for its retry.`
    : null
}

/**
 * Whether anything is left to read of a stream that is no longer the table's. AWS names no position of a mapping. A stream that is disabled
 * gets no record; the rest has been read where no read returned a record, and no batch failed, for longer than a batch can wait. Null
 * for a stream that is the table's.
 */
export const oldStream = defineDerived({
  key: 'oldStream',
  needs: ['mappedStream'],
  wants: ['mapping', 'polling', 'stream', 'function', 'functionMetrics', 'tableMetrics', 'failures'],
  compute: ({mappedStream}, wanted, {nowMs}): OldStream | null => {
    if (mappedStream.kind !== 'stale') return null
    if (maybe(wanted.stream) === null) return {kind: 'gone'}
    const why = stillReads(wanted)
    if (why !== null) return {kind: 'unproven', why}
    const target = maybe(wanted.function)
    const longestMs = Math.max(quietMs, (target?.timeoutSeconds ?? longestTimeoutSeconds(target)) * 1000 + marginMs)
    const fromMs = nowMs - publicationMs - longestMs
    const replacedMs = streamMadeMs(mappedStream.latestStreamArn)
    if (replacedMs === null) return {kind: 'unproven', why: 'The time of the last record of the old stream is unknown.'}
    if (replacedMs > fromMs) {
      const thenMs = replacedMs + nowMs - fromMs
      return {
        kind: 'unproven',
        why: `The latest stream was created at ${iso(replacedMs).slice(0, 16)}Z: CloudWatch can show it after ${iso(thenMs).slice(0, 16)}Z.`,
      }
    }
    const [writes, metrics, failures] = [maybe(wanted.tableMetrics), maybe(wanted.functionMetrics), maybe(wanted.failures)]
    if (!writes || !metrics || !failures)
      return {kind: 'unproven', why: 'The metrics of the function or the table could not be read (cloudwatch:GetMetricData).'}
    if (failures.hidden && failures.scope !== 'none')
      return {kind: 'unproven', why: 'Batches fail: one of the old stream may wait for its retry.'}
    const busy = stillDelivers(fromMs, nowMs, writes, metrics)
    return busy === null
      ? {
          kind: 'drained',
          because: `The old stream has no open shard. Since ${iso(fromMs).slice(0, 16)}Z no read of it returned a record, and no invocation failed.`,
        }
      : {kind: 'unproven', why: busy}
  },
})
