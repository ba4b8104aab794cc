import type {MetricEmitter} from '../engine/metric-store.ts'
import {mix} from '../engine/random.ts'
import type {LabStream} from '../table/table-shapes.ts'
import {countsEvents, type EventMetrics, type MappingRun, type Reader, type ReadMetrics} from './mapping-run.ts'

/** Lambda polls each shard four times a second (Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB"). */
export const pollEveryMs = 250

const minuteMs = 60_000

const pollsUntil = (reader: Reader, atMs: number): number => Math.floor((atMs - reader.phaseMs) / pollEveryMs)

/** The first poll of the reader's shard later than this instant. */
export const nextPoll = (reader: Reader, afterMs: number): number => (pollsUntil(reader, afterMs) + 1) * pollEveryMs + reader.phaseMs

/** The time when the records of the first poll from this instant on are at hand: reading takes some milliseconds, now more, now less. */
export const readFrom = (reader: Reader, fromMs: number): number =>
  nextPoll(reader, fromMs - 1) + 10 + Math.floor(reader.mapping.random.next() * 90)

/** Reading a shard takes 4–12 ms (assumed); drawn by shard and minute, so that it does not matter in which portions polls are counted. */
const latencyMs = ({partition}: Reader, atMs: number): number =>
  4 + (mix(partition.shape.key, Math.floor((atMs - partition.startMs) / minuteMs)) % 9)

function addCalls(reader: Reader, atMs: number, nowMs: number, calls: number, records: number, bytes: number): void {
  const {mapping} = reader
  const {metrics} = mapping.simulation
  const {readMetrics} = mapping
  metrics.add(readMetrics.records, atMs, nowMs, records, calls)
  metrics.add(readMetrics.bytes, atMs, nowMs, bytes, calls)
  metrics.add(readMetrics.latency, atMs, nowMs, latencyMs(reader, atMs), calls)
  if (countsEvents(mapping)) {
    const {polled, filteredOut} = eventMetricsOf(mapping)
    metrics.add(polled, atMs, nowMs, records, calls)
    metrics.add(filteredOut, atMs, nowMs, 0, calls)
  }
}

/** Counts the polls after `sinceMs`, or after the last that was counted, that found nothing. */
export function countEmptyPolls(reader: Reader, sinceMs: number, untilMs: number): void {
  for (let from = Math.max(sinceMs, reader.polledUntilMs); from < untilMs; ) {
    const until = Math.min(untilMs, (Math.floor(from / minuteMs) + 1) * minuteMs)
    const calls = pollsUntil(reader, until) - pollsUntil(reader, from)
    if (calls > 0) addCalls(reader, until - 1, until, calls, 0, 0)
    from = until
  }
  reader.polledUntilMs = Math.max(reader.polledUntilMs, untilMs)
}

/**
 * Counts the polls of a reader that waited since `sinceMs`: empty ones, and one that read `records`. Lanes that share a poll,
 * and batches that follow each other within a quarter of a second, live on the records of one poll: it is counted with the next.
 */
export function countPolls(reader: Reader, sinceMs: number, nowMs: number, records: number, filtered = 0): void {
  const {mapping} = reader
  reader.unreported += records
  reader.unreportedFiltered += filtered
  const lastMs = pollsUntil(reader, nowMs) * pollEveryMs + reader.phaseMs
  countEmptyPolls(reader, sinceMs, reader.unreported === 0 ? nowMs : lastMs - 1)
  if (reader.unreported === 0 || lastMs <= reader.polledUntilMs) return
  addCalls(reader, nowMs, nowMs, 1, reader.unreported, reader.unreported * reader.maker.averageBytes)
  if (reader.unreportedFiltered > 0) countEvents(mapping, 'filteredOut', nowMs, reader.unreportedFiltered)
  reader.unreported = 0
  reader.unreportedFiltered = 0
  reader.polledUntilMs = lastMs
}

/** The opt-in metrics of a mapping, made when it first needs them. */
export function eventMetricsOf(mapping: MappingRun): EventMetrics {
  if (mapping.eventMetrics !== null) return mapping.eventMetrics
  const {metrics} = mapping.simulation
  const series = (name: string) => metrics.series('AWS/Lambda', name, [{EventSourceMappingUUID: mapping.lab.uuid}])
  mapping.eventMetrics = {
    polled: series('PolledEventCount'),
    filteredOut: series('FilteredOutEventCount'),
    invoked: series('InvokedEventCount'),
    failedInvoke: series('FailedInvokeEventCount'),
    dropped: series('DroppedEventCount'),
    delivered: series('OnFailureDestinationDeliveredEventCount'),
  }
  return mapping.eventMetrics
}

export function countEvents(mapping: MappingRun, name: keyof EventMetrics, nowMs: number, records: number): void {
  if (countsEvents(mapping)) mapping.simulation.metrics.add(eventMetricsOf(mapping)[name], nowMs, nowMs, records)
}

export function createReadMetrics(metrics: MetricEmitter, stream: LabStream): ReadMetrics {
  const where = [{TableName: stream.tableName, StreamLabel: stream.label, Operation: 'GetRecords'}]
  return {
    records: metrics.series('AWS/DynamoDB', 'ReturnedRecordsCount', where),
    bytes: metrics.series('AWS/DynamoDB', 'ReturnedBytes', where),
    latency: metrics.series('AWS/DynamoDB', 'SuccessfulRequestLatency', where, {percentiles: true}),
  }
}
