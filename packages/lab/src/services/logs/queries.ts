import type {LabLogGroup, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {bytesOf} from './events.ts'
import {printRows, type ResultField} from './insights/print-rows.ts'
import {type Row, rowOf} from './insights/rows.ts'
import {type Outcome, runQuery} from './insights/run-query.ts'
import type {Command} from './insights/syntax.ts'

export type QueryStatus = 'Scheduled' | 'Running' | 'Complete' | 'Cancelled'

/** A query that was started. It sees the events that were ingested when it started, whenever its results are read. */
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
  /** The events that it has read: its results while it runs come from them. null once they are complete, because it can be large. */
  read: Read | null
  stoppedMs: number | null
}

/** The events that a query has read, in the order in which it read them. */
interface Read {
  /** The events that its filters leave; `number`: which of all events, from 1. */
  left: {row: Row; number: number}[]
  /** Bytes of the first so many events; of none at 0. */
  bytesOfFirst: number[]
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
  for (const query of known.values()) {
    if (world.nowMs - query.createdMs > keptMs) known.delete(query.id)
    else if (query.read !== null && statusOf(query, world.nowMs) === 'Complete') query.read = null
  }
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

/** The results of the query: all of them when it is complete, else those of the events that it has read. */
export function resultsOf(world: World, query: Query): Results {
  const status = statusOf(query, world.nowMs)
  if (status === 'Complete' || query.read === null) return query.finished
  const share = ((query.stoppedMs ?? world.nowMs) - query.createdMs - scheduledMs) / (durationMs(query) - scheduledMs)
  return resultsOfFirst(query, query.read, Math.floor(Math.max(0, share) * query.finished.statistics.recordsScanned))
}

/** A query before it has run. */
type PlannedQuery = Omit<Query, 'finished' | 'read'>

/** Runs the query over all its events. */
export function scan(world: World, query: PlannedQuery): {finished: Results; read: Read} {
  const read: Read = {left: [], bytesOfFirst: [0]}
  const outcome = runQuery(query.text, query.commands, rowsOf(world, query, read), query.createdMs, row =>
    // Without the fields that the query made.
    read.left.push({row: {...row, made: null}, number: read.bytesOfFirst.length - 1}),
  )
  return {finished: printed(query, outcome, read, read.bytesOfFirst.length - 1), read}
}

/** The results over so many of the first events. Events that its filters have left out are not filtered again. */
function resultsOfFirst(query: Query, read: Read, records: number): Results {
  const rows = read.left.filter(({number}) => number <= records).map(({row}) => ({...row}))
  return printed(query, runQuery(query.text, query.commands, rows, query.createdMs), read, records)
}

function printed({limit, groups}: PlannedQuery, {rows, columns, matched}: Outcome, {bytesOfFirst}: Read, records: number): Results {
  return {
    rows: printRows({rows: rows.slice(0, limit), columns}),
    statistics: {
      recordsMatched: matched,
      recordsScanned: records,
      bytesScanned: bytesOfFirst[records] ?? 0,
      logGroupsScanned: groups.length,
    },
  }
}

function* rowsOf(world: World, query: PlannedQuery, {bytesOfFirst}: Read): Generator<Row> {
  let bytes = 0
  for (const group of query.groups) {
    const source = {log: `${world.accountId}:${group.name}`, discovers: group.class === 'STANDARD'}
    for (const event of world.logs.read(group.name, query.startMs, query.endMs)) {
      if (event.ingestedMs > query.createdMs) continue
      bytes += bytesOf(event)
      bytesOfFirst.push(bytes)
      yield rowOf(event, source)
    }
  }
}
