import {readersPerShard} from '../../aws-facts/limits.ts'
import {defineDerived, maybe} from '../../model/derived/derived.ts'
import {takesPlace} from '../../model/derived/polling.ts'
import type {Readers} from '../../model/derived/readers.ts'
import type {TableMetrics} from '../../model/evidence/evidence.ts'
import {between, total} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {arrivals} from '../lag/arrivals.ts'

const windowMs = 15 * 60_000
/** Lambda polls a shard four times a second (Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB"). */
const pollsPerMinute = 240
/** A number of readers that follows from a metric is this much less sure than a list: delays of the metrics, and minutes that are cut. */
const tolerance = 0.3
/** Fewer minutes tell no rate. */
const leastMinutes = 5

/**
 * How often each record was handed out; each write makes one record at most. Since reads are refused, where they are: without the
 * minute in which that began. A reader that catches up reads more than is written, but not evenly: so half of the minutes must show it.
 */
function timesRead(metrics: TableMetrics, nowMs: number): number | null {
  const lately = (name: keyof TableMetrics) => between(metrics[name], nowMs - windowMs, nowMs)
  const refusedMs = lately('GetRecords.ThrottledRequests.Sum').find(p => p.value > 0)?.atMs
  const written = new Map(between(arrivals(metrics), nowMs - windowMs, nowMs).map(p => [p.atMs, p.value]))
  const minutes = lately('ReturnedRecordsCount.Sum').filter(
    ({atMs}) => (refusedMs === undefined || atMs > refusedMs) && (written.get(atMs) ?? 0) > 0,
  )
  if (minutes.length < (refusedMs === undefined ? leastMinutes : 1)) return null
  const all = total(minutes) / minutes.reduce((sum, {atMs}) => sum + (written.get(atMs) ?? 0), 0)
  return Math.min(all, median(minutes.map(({atMs, value}) => value / (written.get(atMs) ?? 1))))
}

function pollersOf(metrics: TableMetrics, openShards: number | undefined, nowMs: number): number | null {
  const calls = between(metrics['GetRecords.SampleCount'], nowMs - windowMs, nowMs)
  return !openShards || calls.length < leastMinutes ? null : median(calls.map(p => p.value)) / (openShards * pollsPerMinute)
}

/** More than two only: a shard is made for one or two readers, and a metric need not count them. */
const inferred = (many: number | null): number =>
  many !== null && many >= readersPerShard.regional + tolerance ? Math.floor(many + 1 - tolerance) : 0

const nameOf = (functionArn: string): string => functionArn.split(':function:')[1] ?? functionArn

/** Stopped and failed pipes do not read (EventBridge API reference, Pipe). */
const reads = (state: string | null): boolean => state === null || /^(RUNNING|STARTING|UPDATING)$/.test(state)

export const readers = defineDerived({
  key: 'readers',
  needs: ['mapping'],
  wants: ['siblings', 'pipes', 'tableMetrics', 'stream'],
  compute: ({mapping}, wanted, {nowMs}): Readers => {
    const siblings = maybe(wanted.siblings)
    const same = siblings?.filter(other => other.eventSourceArn === mapping.eventSourceArn)
    const mappings = same ? [mapping, ...same].filter(takesPlace).map(one => nameOf(one.functionArn)) : null
    const pipes =
      maybe(wanted.pipes)
        ?.filter(({state}) => reads(state))
        .map(({name}) => name) ?? null
    const metrics = maybe(wanted.tableMetrics)
    const times = metrics ? timesRead(metrics, nowMs) : null
    const openShards = maybe(wanted.stream)?.shards.filter(shard => shard.open).length
    const pollers = metrics ? pollersOf(metrics, openShards, nowMs) : null
    const listed = (mappings?.length ?? 1) + (pipes?.length ?? 0)
    // Each listed reader is handed each record: where the writes say less, a record is more than one write unit, and the calls count.
    const byCalls = times === null || times < listed - tolerance ? inferred(pollers) : 0
    return {
      mappings,
      pipes,
      timesRead: times,
      pollers,
      least: Math.max(listed, inferred(times), byCalls),
    }
  },
})
