import type {Mapping, MappingMetrics, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, points, total} from '../../model/evidence/series.ts'
import {hasProblem} from '../../signs/last-attempt.ts'
import {minuteMs} from '../../text/minutes.ts'

/** The evidence of one mapping, whatever else its function does. */
export interface Own {
  mapping: Mapping | undefined
  mappingMetrics: MappingMetrics | undefined
  /** Of the table and of the stream that the mapping reads. */
  tableMetrics: TableMetrics | undefined
}

/** Whether the mapping's stream is read: by its own count, or by the reads of the stream, of whichever reader. */
export type OwnReads =
  | {kind: 'seen' | 'unknown'}
  /** No read since (epoch milliseconds). `exact`: a read was seen before. `sure`: something else than the lack of points says so. */
  | {kind: 'none'; sinceMs: number; exact: boolean; sure: boolean; why: string}

/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * minuteMs
/** A stream that is polled is read several times a second (four times a second and shard is Lambda's rate): so many minutes without a read are no gap. */
const quietMs = 10 * minuteMs
/** Fewer counts are holes in the metric. */
const leastCounts = 3

/**
 * The reads of the mapping's own stream. GetRecords counts Lambda's reads among all (DynamoDB Developer Guide, "Streams usage"), so
 * that a stream without any is not read by the mapping either; one that is read may be read by somebody else. Where no read was
 * published in the whole window, that alone is not sure.
 */
export function ownReads({mapping, mappingMetrics, tableMetrics}: Own, startMs: number, nowMs: number): OwnReads {
  const fromMs = nowMs - publicationMs - quietMs
  const toMs = nowMs - publicationMs + minuteMs
  const counts = mappingMetrics ? between(mappingMetrics['PolledEventCount.Sum'], fromMs, toMs) : []
  if (total(counts) > 0) return {kind: 'seen'}
  if (counts.length >= leastCounts) {
    const last = points((mappingMetrics as MappingMetrics)['PolledEventCount.Sum']).findLast(p => p.value > 0)
    const sinceMs = last ? last.atMs + minuteMs : startMs
    return {kind: 'none', sinceMs, exact: last !== undefined, sure: true, why: 'PolledEventCount of the mapping is 0'}
  }
  if (!tableMetrics) return {kind: 'unknown'}
  const reads = [...points(tableMetrics['GetRecords.SampleCount']), ...points(tableMetrics['ReturnedRecordsCount.Sum'])]
  const newestMs = Math.max(Number.NEGATIVE_INFINITY, ...reads.filter(p => p.value > 0).map(p => p.atMs))
  if (newestMs >= fromMs) return {kind: 'seen'}
  const why = 'no GetRecords call on its stream succeeds'
  if (newestMs > Number.NEGATIVE_INFINITY) return {kind: 'none', sinceMs: newestMs + minuteMs, exact: true, sure: true, why}
  return {kind: 'none', sinceMs: startMs, exact: false, sure: hasProblem(mapping), why}
}
