import type {LabLogGroup, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {bytesOf} from './events.ts'
import {printRows, type ResultField} from './insights/print-rows.ts'
import {type Row, rowOf} from './insights/rows.ts'
import {runQuery} from './insights/run-query.ts'
import type {Command} from './insights/syntax.ts'

export type QueryStatus = 'Scheduled' | 'Running' | 'Complete' | 'Cancelled'

/** A query that was started. It sees what was ingested when it started, whenever it is asked for. */
export interface Query {
  id: string
  text: string
  commands: readonly Command[]
  groups: readonly LabLogGroup[]
  /** Epoch milliseconds, both included. */
  startMs: number
  endMs: number
  /** The most rows it returns. */
  limit: number
  createdMs: number
  finished: Results
  /** Numbers of the events that its filters leave: what it has found while it runs is of these. */
  left: ReadonlySet<number>
  stoppedMs: number | null
}

export interface Results {
  rows: ResultField[][]
  statistics: {recordsMatched: number; recordsScanned: number; bytesScanned: number; logGroupsScanned: number}
}

/** AWS documents no times; a query of little data takes about a second, and one of gigabytes some seconds more. */
const scheduledMs = 300
const leastRunningMs = 700
const bytesPerMs = 250_000
/** CloudWatch Logs quotas: results of queries are kept for 7 days. */
const keptMs = 7 * 86_400_000

/** The queries of each world, oldest first. */
const registry = new WeakMap<World, Map<string, Query>>()

export function queriesOf(world: World): Map<string, Query> {
  const known = registry.get(world) ?? new Map<string, Query>()
  registry.set(world, known)
  for (const {id, createdMs} of known.values()) if (world.nowMs - createdMs > keptMs) known.delete(id)
  return known
}

export function queryOf(world: World, id: string): Query {
  const query = queriesOf(world).get(id)
  if (query === undefined) throw new AwsError('ResourceNotFoundException', `Query with id ${id} does not exist`)
  return query
}

/** How long the query runs in all, in milliseconds of virtual time. */
export const durationMs = ({finished}: Query): number => scheduledMs + leastRunningMs + finished.statistics.bytesScanned / bytesPerMs

export function statusOf(query: Query, nowMs: number): QueryStatus {
  if (query.stoppedMs !== null) return 'Cancelled'
  const ranMs = nowMs - query.createdMs
  if (ranMs < scheduledMs) return 'Scheduled'
  return ranMs < durationMs(query) ? 'Running' : 'Complete'
}

/** What the query has found: all of it when it is complete, else the results over the part of the events that it has read. */
export function resultsOf(world: World, query: Query): Results {
  const status = statusOf(query, world.nowMs)
  if (status === 'Complete') return query.finished
  const share = ((query.stoppedMs ?? world.nowMs) - query.createdMs - scheduledMs) / (durationMs(query) - scheduledMs)
  return scan(world, query, Math.floor(Math.max(0, share) * query.finished.statistics.recordsScanned), query.left).finished
}

/** A query before it has run. */
type OnDemand = Omit<Query, 'finished' | 'left'>

/**
 * Runs the query over its first events, at most so many.
 * @param among numbers of events, from 1: its filters leave no other, so that the others need not be looked at; null where nobody knows yet.
 */
export function scan(world: World, query: OnDemand, mostRecords: number, among: Query['left'] | null): Pick<Query, 'finished' | 'left'> {
  const scanned = {records: 0, bytes: 0}
  const left = new Set<number>()
  const events = rowsOf(world, query, mostRecords, scanned, among)
  const {rows, columns, matched} = runQuery(query.text, query.commands, events, query.createdMs, () => left.add(scanned.records))
  const finished = {
    rows: printRows({rows: rows.slice(0, query.limit), columns}),
    statistics: {
      recordsMatched: matched,
      recordsScanned: scanned.records,
      bytesScanned: scanned.bytes,
      logGroupsScanned: query.groups.length,
    },
  }
  return {finished, left}
}

function* rowsOf(
  world: World,
  query: OnDemand,
  mostRecords: number,
  scanned: {records: number; bytes: number},
  among: Query['left'] | null,
): Generator<Row> {
  for (const group of query.groups) {
    const source = {log: `${world.accountId}:${group.name}`, discovers: group.class === 'STANDARD'}
    for (const event of world.logs.read(group.name, query.startMs, query.endMs)) {
      if (event.ingestedMs > query.createdMs) continue
      if (scanned.records >= mostRecords) return
      scanned.records += 1
      scanned.bytes += bytesOf(event)
      if (among?.has(scanned.records) !== false) yield rowOf(event, source)
    }
  }
}
