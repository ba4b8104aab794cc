import {longestTimeoutSeconds} from '../../aws-facts/limits.ts'
import type {Filtering} from '../../model/derived/filtering.ts'
import type {MappedStream, Polling} from '../../model/derived/polling.ts'
import {filteredSince, filtersAll} from '../../model/evidence/event-counts.ts'
import type {FunctionMetrics, LambdaFunction, Mapping, MappingMetrics, Stream, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, points, total} from '../../model/evidence/series.ts'
import {streamMadeMs} from '../../model/evidence/stream-label.ts'
import {hasProblem} from '../../signs/last-attempt.ts'
import {streamIsRefused} from '../../signs/stream-refused.ts'
import {minuteMs} from '../../text/minutes.ts'
import {type OwnReads, ownReads} from '../stream/own-reads.ts'
import {firstWriteAfter, recordsRead} from './arrivals.ts'
import {leftOut} from './left-out.ts'

/** The known facts besides the function's metrics; undefined where they could not be read. */
export interface Surroundings {
  mapping: Mapping | undefined
  polling: Polling | undefined
  mappedStream: MappedStream | undefined
  filtering: Filtering | undefined
  function: LambdaFunction | null | undefined
  stream: Stream | null | undefined
  /** Undefined also when CloudWatch has no datapoint of the writes: an idle table counts zeros, so none means that nothing is known. */
  tableMetrics: TableMetrics | undefined
  mappingMetrics: MappingMetrics | undefined
  /** Other mappings that read the same stream; undefined when they could not be listed. */
  otherReaders: number | undefined
  /** Other mappings whose batches are in the metrics of the function. */
  sharedBy: number
}

/** No batch was started since `sinceMs`. */
export interface NotDelivered {
  state: 'stopped' | 'idle' | 'unknown'
  /** When the first record that waits was written (epoch milliseconds), or null. */
  waitingSinceMs: number | null
  /** Whether `waitingSinceMs` is the first one for sure, and not the first one in the window. */
  exact: boolean
  sinceMs: number
  because: string[]
}

interface Times {
  startMs: number
  nowMs: number
  /** Below this age (seconds) a record may wait by configuration. */
  floorSeconds: number
}

/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * minuteMs
/** Writes without any delivery for this long are a stop and not a gap: all that is older is published. */
const patienceMs = 2 * minuteMs
/** Writes so lately speak for now, although the newest minutes are not published. */
const latelyMs = 15 * minuteMs

/** Nothing is seen of an invocation before its minute is published, and a batch can take as long as the function's timeout. */
const longestInvocationMs = ({function: target}: Surroundings): number =>
  Math.max(patienceMs, (target?.timeoutSeconds ?? longestTimeoutSeconds(target)) * 1000 + minuteMs)

/** One statistic of a minute may be missing while another is there. */
const statistics = ['IteratorAge.Maximum', 'IteratorAge.Minimum', 'IteratorAge.p50', 'IteratorAge.SampleCount'] as const

/** The start of the newest minute in which a batch was started, or null when there is none in the window. */
function lastDelivery(metrics: FunctionMetrics): number | null {
  const newest = statistics.flatMap(name => points(metrics[name]).at(-1)?.atMs ?? [])
  return newest.length ? Math.max(...newest) : null
}

/** Longer than this CloudWatch is not late: its minutes are missing. */
const longestDelayMs = 15 * minuteMs

/**
 * How far CloudWatch is behind. The writes of a table have a datapoint in every minute, zeros among them, so that their newest minute
 * shows how far it has published. AWS documents no longest delay.
 */
function delayMs({tableMetrics: table}: Surroundings, nowMs: number): number {
  const newest = table ? points(table['ConsumedWriteCapacityUnits.Sum']).at(-1) : undefined
  const seenMs = newest ? nowMs - newest.atMs : publicationMs
  return seenMs > longestDelayMs ? publicationMs : Math.max(publicationMs, seenMs)
}

/** AWS's own statement, which no metric must confirm: nothing can be delivered. `sinceMs`: since when, where AWS dates it. */
function switchedOff({polling, mapping, function: target}: Surroundings): {why: string; sinceMs: number | null} | null {
  if (polling?.kind === 'off') return {why: polling.why, sinceMs: mapping?.lastModifiedMs ?? null}
  if (target === null) return {why: 'the function does not exist', sinceMs: null}
  if (target?.reservedConcurrency === 0) return {why: 'the reserved concurrency of the function is 0, which stops it', sinceMs: null}
  return null
}

const writesUnread = "whether records arrive could not be read from the table's writes"

function judgeOff(why: string, sinceMs: number, {tableMetrics: table}: Surroundings, {startMs, nowMs}: Times): NotDelivered {
  const stopped = {state: 'stopped', exact: true, sinceMs} as const
  if (!table) return {...stopped, waitingSinceMs: null, because: [why, writesUnread]}
  const first = firstWriteAfter(table, Math.max(sinceMs, startMs), nowMs)
  if (first !== null) return {...stopped, waitingSinceMs: sinceMs < startMs ? sinceMs : first, because: [why]}
  if (sinceMs < startMs)
    return {...stopped, waitingSinceMs: null, because: [why, 'nothing was written in this window; earlier writes are not known']}
  const lately = firstWriteAfter(table, nowMs - latelyMs, nowMs) !== null && nowMs - sinceMs < publicationMs
  return lately
    ? {...stopped, waitingSinceMs: null, because: [why]}
    : {...stopped, state: 'idle', waitingSinceMs: null, because: [why, 'nothing was written since']}
}

const dropsAll = 'the mapping polls, but its filters drop every record'

/** Why nothing arrives at the function although the mapping polls, as far as the metrics tell. */
function whyRefused({polling, function: target, mappingMetrics}: Surroundings, metrics: FunctionMetrics, fromMs: number): string[] {
  const since = (series: FunctionMetrics['Throttles.Sum']) => total(between(series, fromMs, Number.POSITIVE_INFINITY))
  const throttles = since(metrics['Throttles.Sum'])
  const counts = filteredSince(mappingMetrics, fromMs)
  return [
    ...(polling?.kind === 'unknown' ? [polling.why] : []),
    ...(throttles > 0 ? [`invocations are throttled: ${Math.round(throttles)} throttled`] : []),
    ...(target?.state && target.state !== 'Active' ? [`the function is ${target.state}`] : []),
    ...(counts && filtersAll(counts) ? [dropsAll] : []),
  ]
}

/** Whether a mapping that was changed lately polls again: its own count says so, or records are returned and nobody else is seen to read. */
function readsAlready({mapping, mappingMetrics, tableMetrics: table, otherReaders}: Surroundings, sinceMs: number): boolean {
  const fromMs = Math.max(sinceMs, mapping?.lastModifiedMs ?? sinceMs)
  const polled = mappingMetrics ? total(between(mappingMetrics['PolledEventCount.Sum'], fromMs, Number.POSITIVE_INFINITY)) : 0
  return polled > 0 || (otherReaders === 0 && table !== undefined && (recordsRead(table, fromMs, Number.POSITIVE_INFINITY) ?? 0) > 0)
}

/** Records wait, or not, behind a mapping that should read. */
function judgeQuiet(last: number | null, around: Surroundings, metrics: FunctionMetrics, times: Times): NotDelivered | null {
  const {startMs, nowMs, floorSeconds} = times
  const sinceMs = last === null ? startMs : last + minuteMs
  const found = {exact: last !== null, sinceMs, waitingSinceMs: null}
  const {tableMetrics: table, polling} = around
  if (polling?.kind === 'starting' && !readsAlready(around, sinceMs)) return {...found, state: 'unknown', because: [polling.why]}
  if (!table && streamIsRefused(around.mapping))
    return {...found, state: 'stopped', because: ['AWS reports that Lambda cannot access the stream', writesUnread]}
  if (!table) return {...found, state: 'unknown', because: ["no batch was started recently, and the table's writes could not be read"]}
  // A record written before this instant should have been delivered, and its minute published, by now.
  const dueMs = nowMs - delayMs(around, nowMs) - floorSeconds * 1000
  const waitingSinceMs = firstWriteAfter(table, sinceMs, dueMs)
  if (waitingSinceMs === null && between(table['ConsumedWriteCapacityUnits.Sum'], sinceMs, nowMs).length === 0)
    return {...found, state: 'unknown', because: ['CloudWatch has published no minute since the last batch']}
  if (waitingSinceMs === null) return {...found, state: 'idle', because: ['nothing was written to the table since the last batch']}
  const because = whyRefused(around, metrics, sinceMs)
  const filtered = because.some(why => why !== dropsAll) ? null : leftOut(around, sinceMs)
  if (filtered?.sure) return {...found, state: filtered.state, because: filtered.because}
  if (dueMs - waitingSinceMs < (because.length ? patienceMs : longestInvocationMs(around)))
    return {
      ...found,
      state: 'unknown',
      waitingSinceMs,
      because: ['records were written some minutes ago and no batch is started yet; it may still be running'],
    }
  if (filtered !== null) return {...found, state: filtered.state, because: filtered.because}
  // "Nothing was returned" is not "there is nothing" where AWS names a problem, or nobody reads.
  const reads = ownReads(around, startMs, nowMs)
  const isUnread = reads.kind === 'none' && reads.sure && points(table['GetRecords.SampleCount']).length > 0
  if (because.length === 0 && recordsRead(table, waitingSinceMs, dueMs) === 0 && !isUnread && !hasProblem(around.mapping))
    return {
      ...found,
      state: 'idle',
      because: ['the table is written to, but the stream has no new record (writes that change nothing create none)'],
    }
  const before = last === null ? ['in the whole window no batch was started: it may have stopped before'] : []
  return {...found, state: 'stopped', waitingSinceMs, because: [...(because.length ? because : unexplained(around, reads)), ...before]}
}

/** AWS's word, where it has one, and whether the stream is read. */
function unexplained({mapping}: Surroundings, reads: OwnReads): string[] {
  const problem = hasProblem(mapping) ? [`AWS reports for the mapping: "${mapping?.lastProcessingResult}"`] : []
  const unread = reads.kind === 'none' ? [`the stream is not read: ${reads.why}`] : []
  return problem.length + unread.length > 0
    ? ['records are written and no batch is started', ...unread, ...problem]
    : ['records are written but the function is not invoked; the event source mapping reports no error']
}

/**
 * Law 6: the mapping's own evidence beats the shared one. The batches of the function may all be another mapping's: where this one's
 * own stream is not read although records are written, or AWS names a problem that no failed invocation explains, they are not taken
 * for its own. Null where they are.
 */
function judgeShared(around: Surroundings, metrics: FunctionMetrics, {startMs, nowMs, floorSeconds}: Times): NotDelivered | null {
  const {tableMetrics: table, mapping, polling, sharedBy} = around
  if (sharedBy === 0 || !table) return null
  const reads = ownReads(around, startMs, nowMs)
  const sinceMs = reads.kind === 'none' ? reads.sinceMs : nowMs - latelyMs
  const waitingSinceMs = firstWriteAfter(table, sinceMs, nowMs - publicationMs - floorSeconds * 1000 - patienceMs)
  if (waitingSinceMs === null) return null
  const problem = hasProblem(mapping) ? [`AWS reports for the mapping: "${mapping?.lastProcessingResult}"`] : []
  const others = `the batches of the function may be those of its other ${sharedBy === 1 ? 'mapping' : `${sharedBy} mappings`}`
  if (reads.kind === 'none') {
    const because = [`records are written and the stream is not read: ${reads.why}`, ...problem, others]
    if (polling?.kind === 'starting') return {state: 'unknown', exact: false, sinceMs, waitingSinceMs: null, because: [polling.why, others]}
    return {state: reads.sure ? 'stopped' : 'unknown', exact: reads.exact, sinceMs, waitingSinceMs, because}
  }
  if (problem.length === 0 || !isUnfailing(around, metrics, nowMs)) return null
  return {
    state: 'unknown',
    exact: false,
    sinceMs,
    waitingSinceMs: null,
    because: [...problem, 'no invocation of the function failed recently', others],
  }
}

/** Whether nothing that the metrics show explains a problem of the mapping: no error, no throttle, and no record by its own count. */
function isUnfailing({mapping, mappingMetrics}: Surroundings, metrics: FunctionMetrics, nowMs: number): boolean {
  const lately = (series: FunctionMetrics['Errors.Sum']) => between(series, nowMs - latelyMs, nowMs)
  const failed = [...lately(metrics['Errors.Sum']), ...lately(metrics['Throttles.Sum'])]
  const polled = mappingMetrics ? total(lately(mappingMetrics['PolledEventCount.Sum'])) : 0
  const isHidden = mapping?.functionResponseTypes.includes('ReportBatchItemFailures') ?? true
  return failed.length > 0 && total(failed) === 0 && polled === 0 && !isHidden
}

/**
 * Another mapping delivers the present writes, and this one reads the rest of an old stream: a table's writes show nothing of it. Null
 * where that is not so, or where the old stream is still read.
 */
function judgeSucceeded(off: string | null, last: number | null, around: Surroundings, {startMs, nowMs}: Times): NotDelivered | null {
  const {mappedStream, mapping} = around
  if (mappedStream?.kind !== 'stale' || mappedStream.successor === null) return null
  const reads = ownReads(around, startMs, nowMs)
  if (off === null && reads.kind !== 'none') return null
  const found = {
    exact: false,
    sinceMs: reads.kind === 'none' ? reads.sinceMs : last === null ? startMs : last + minuteMs,
    waitingSinceMs: null,
  }
  const successor = `the mapping ${mappedStream.successor} reads the table's latest stream`
  return off === null && hasProblem(mapping)
    ? {...found, state: 'unknown', because: [`AWS reports for the mapping: "${mapping?.lastProcessingResult}"`, successor]}
    : {...found, state: 'idle', because: [off ?? 'the old stream is no longer read', successor]}
}

/**
 * Rule 1. Missing data is a state: tells whether records arrive and nothing is delivered (`stopped`), nothing arrives (`idle`), or null when
 * batches are being delivered. IteratorAge has no datapoint without an invocation, so a stopped consumer looks like a quiet one;
 * AWS's state of mapping, function and stream, and the table's writes, distinguish them. Gaps on a quiet table are not stops.
 */
export function notDelivered(around: Surroundings, metrics: FunctionMetrics, times: Times): NotDelivered | null {
  const last = lastDelivery(metrics)
  const off = switchedOff(around)
  const drains = judgeSucceeded(off?.why ?? null, last, around, times)
  if (drains !== null) return drains
  if (off)
    return judgeOff(
      off.why,
      Math.max(last === null ? 0 : last + minuteMs, off.sinceMs ?? (last === null ? times.startMs : 0)),
      around,
      times,
    )
  const quietMs = times.nowMs - (last === null ? times.startMs : last + minuteMs)
  if (quietMs <= delayMs(around, times.nowMs) + times.floorSeconds * 1000) return judgeShared(around, metrics, times)
  // A stale stream is still read until it is empty.
  if (around.mappedStream?.kind === 'stale') {
    const sinceMs = last === null ? (streamMadeMs(around.mappedStream.latestStreamArn) ?? times.startMs) : last + minuteMs
    return judgeOff(`the mapping reads an old stream: ${around.mappedStream.why}`, sinceMs, around, times)
  }
  return judgeQuiet(last, around, metrics, times)
}
