import type {FunctionMetrics, LambdaFunction, Mapping, MappingMetrics, Stream, Table, TableMetrics} from '../model/evidence.ts'
import {maximumTimeoutSeconds} from '../model/limits.ts'
import {mappedStream} from '../model/mapped-stream.ts'
import {whyNotPolling} from '../model/mapping-state.ts'
import {between, points, total} from '../model/series.ts'
import {firstWriteAfter, recordsRead} from './arrivals.ts'

/** Nothing is seen of an invocation before its minute is published, and a batch can take as long as the function's timeout. */
const longestInvocationMs = ({function: target}: Surroundings): number =>
  Math.max(patienceMs, ((target?.timeoutSeconds ?? maximumTimeoutSeconds) + 60) * 1000)

/** What is known besides the function's metrics; undefined where it could not be read. */
export interface Surroundings {
  mapping: Mapping | undefined
  function: LambdaFunction | null | undefined
  stream: Stream | null | undefined
  table: Table | null | undefined
  tableMetrics: TableMetrics | undefined
  mappingMetrics: MappingMetrics | undefined
}

/** No batch was started since `sinceMs`. */
export interface NotDelivered {
  state: 'stopped' | 'idle' | 'unknown'
  /** When the first record that waits was written (epoch milliseconds), or null. */
  waitingSinceMs: number | null
  sinceMs: number
  because: string[]
}

/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * 60_000
/** Writes without any delivery for this long are a stop and not a gap. */
const patienceMs = 5 * 60_000

/** Whether the mapping does not read the stream, told by AWS itself and not by a metric. */
function notPolling({mapping, stream, table}: Surroundings, nowMs: number): string | null {
  if (!mapping) return null
  const off = whyNotPolling(mapping, nowMs)
  if (off) return off
  const mapped = mappedStream(mapping, stream, table)
  return mapped.is === 'stale' ? `it reads a stream that is not live: ${mapped.why}` : null
}

/** Why nothing arrives at the function although the mapping polls, as far as the metrics tell. */
function whyRefused(around: Surroundings, metrics: FunctionMetrics, fromMs: number): string[] {
  const because: string[] = []
  const throttles = total(between(metrics['Throttles.Sum'], fromMs, Number.POSITIVE_INFINITY))
  if (throttles > 0) because.push(`invocations are refused: ${Math.round(throttles)} throttled`)
  if (around.function === null) because.push('the function does not exist')
  if (around.function?.state && around.function.state !== 'Active') because.push(`the function is ${around.function.state}`)
  const polled = around.mappingMetrics ? total(between(around.mappingMetrics['PolledEventCount.Sum'], fromMs, Number.POSITIVE_INFINITY)) : 0
  const filtered = around.mappingMetrics
    ? total(between(around.mappingMetrics['FilteredOutEventCount.Sum'], fromMs, Number.POSITIVE_INFINITY))
    : 0
  if (polled > 0 && filtered >= 0.99 * polled) because.push('the mapping polls, but its filters drop every record')
  return because
}

/** The start of the newest minute in which a batch was started, or null when there is none in the window. */
export const lastDelivery = (metrics: FunctionMetrics): number | null => points(metrics['IteratorAge.Maximum']).at(-1)?.atMs ?? null

/**
 * Missing data is a state: tells whether records arrive and nothing is delivered (`stopped`), nothing arrives (`idle`), or null when
 * batches are being delivered. IteratorAge has no datapoint without an invocation, so a stopped consumer looks like a quiet one;
 * the table's writes, the mapping's state and the stream tell them apart. Gaps on a quiet table are not stops.
 */
export function notDelivered(
  around: Surroundings,
  metrics: FunctionMetrics,
  floorSeconds: number,
  startMs: number,
  nowMs: number,
): NotDelivered | null {
  const last = lastDelivery(metrics)
  const stopped = notPolling(around, nowMs)
  const sinceMs = (last ?? startMs - 60_000) + 60_000
  const quietMs = nowMs - sinceMs
  if (quietMs <= publicationMs + floorSeconds * 1000) return null
  // A record written before this instant should have been delivered, and its minute published, by now.
  const dueMs = nowMs - publicationMs - floorSeconds * 1000
  const table = around.tableMetrics
  const waitingSinceMs = table ? firstWriteAfter(table, sinceMs, dueMs) : null
  if (stopped) return judgeStopped(stopped, table !== undefined, waitingSinceMs, sinceMs)
  if (!table)
    return {
      state: 'unknown',
      waitingSinceMs: null,
      sinceMs,
      because: ["no batch was started lately, and the table's writes could not be read"],
    }
  if (waitingSinceMs === null)
    return {state: 'idle', waitingSinceMs, sinceMs, because: ['nothing was written to the table since the last batch']}
  const because = whyRefused(around, metrics, sinceMs)
  if (dueMs - waitingSinceMs < (because.length ? patienceMs : longestInvocationMs(around)))
    return {
      state: 'unknown',
      waitingSinceMs,
      sinceMs,
      because: ['records were written some minutes ago and no batch is started yet; it may still be running'],
    }
  if (because.length === 0 && recordsRead(table, waitingSinceMs, dueMs) === 0)
    return {
      state: 'idle',
      waitingSinceMs: null,
      sinceMs,
      because: ['the table is written to, but the stream holds no new record (writes that change nothing make none)'],
    }
  return {
    state: 'stopped',
    waitingSinceMs,
    sinceMs,
    because: because.length ? because : ['records are written and no batch is started; the mapping does not say why'],
  }
}

function judgeStopped(why: string, writesKnown: boolean, waitingSinceMs: number | null, sinceMs: number): NotDelivered {
  if (waitingSinceMs !== null) return {state: 'stopped', waitingSinceMs, sinceMs, because: [why]}
  if (writesKnown) return {state: 'idle', waitingSinceMs: null, sinceMs, because: [why, 'nothing was written since']}
  return {
    state: 'stopped',
    waitingSinceMs: null,
    sinceMs,
    because: [why, "whether records arrive could not be read from the table's writes"],
  }
}
