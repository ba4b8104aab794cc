import {functionName, tableName} from './incidents/index.ts'
import {type InvokedInAll, invokedIn} from './invoked-in-all.ts'
import {findKey, mayUseKey} from './simulation/access/kms-keys.ts'
import type {LabNetwork} from './simulation/access/network.ts'
import {allowed} from './simulation/access/permissions.ts'
import {simulationOf} from './simulation/engine/simulation.ts'
import type {LabFunction, LabMapping, World} from './simulation/engine/world.ts'
import type {Counts, Lane} from './simulation/poller/mapping-run.ts'
import {pendingOf} from './simulation/poller/progress.ts'
import {readersOf} from './simulation/poller/stream-readers.ts'
import {writtenAt, writtenBy} from './simulation/table/partitions.ts'
import type {LabTable} from './simulation/table/table-shapes.ts'
import {topKeys} from './simulation/table/top-keys.ts'

/** One of the concurrent batches of a shard, as it stands. */
export interface LaneTruth {
  shardId: string
  /** Records that wait. */
  pending: number
  /** Since when the oldest of them waits, epoch ms; null where none does. */
  oldestWrittenMs: number | null
  /** When the last record of its present batch was written, epoch ms; null without a batch. */
  batchEndWrittenMs: number | null
  /** Tries of the present batch that failed. */
  attempts: number
}

/** The pipeline that matters, from inside of the simulation: nothing of it went through CloudWatch. Reading it changes nothing. */
export interface LabTruth {
  nowMs: number
  startMs: number
  mapping: Readonly<LabMapping>
  function: Readonly<LabFunction> | null
  table: Readonly<LabTable>
  /** Processes that read each shard now. */
  readers: number
  lanes: LaneTruth[]
  accountLimit: number
  /** Whether the execution role lets the poller read the stream. */
  mayRead: boolean
  /** Where the records of the mapping went, from its start on. */
  counts: Readonly<Counts>
  /** ARNs of the queues, topics and buckets that exist. */
  destinations: string[]
  /** EventBridge Pipes of the account, by name. */
  pipes: string[]
  network: Readonly<LabNetwork>
  /** Over [fromMs, toMs), by the start of the invocations; with `records`, of those alone that got so many at least and at most. */
  invocations(fromMs: number, toMs: number, records?: readonly [least: number, most: number]): InvokedInAll
  /** Invocations of the function that were throttled in the whole minutes of [fromMs, toMs). */
  throttles(fromMs: number, toMs: number): number
  /** Records that GetRecords returned, to whichever reader, in the published minutes of [fromMs, toMs): nothing else keeps them. */
  returned(fromMs: number, toMs: number): number
  /** Records that were written to the table in [fromMs, toMs). */
  written(fromMs: number, toMs: number): number
  /** Writes that a partition at its limit refused in [fromMs, toMs). */
  refusedWrites(fromMs: number, toMs: number): number
  /** Write units of the partition keys that are written most, most first, in [fromMs, toMs). */
  busiestKeys(fromMs: number, toMs: number): number[]
  /** Whether the policies of the execution role allow this. */
  roleAllows(action: string, resource: string): boolean
  /** Whether the execution role may use a key; undefined where there is no such key. */
  mayUseKey(action: string, key: string): boolean | undefined
  /** A version of the function writes to the table that it reads. */
  writesBack: boolean
}

function laneTruth(lane: Lane, nowMs: number): LaneTruth {
  const {partition, shard} = lane.reader
  const pending = pendingOf(lane, nowMs)
  const {batch} = lane
  return {
    shardId: shard.lab.shardId,
    pending,
    oldestWrittenMs: pending === 0 || lane.cursor >= writtenBy(partition, nowMs) ? null : writtenAt(partition, lane.cursor),
    batchEndWrittenMs: batch.count === 0 || batch.to > writtenBy(partition, nowMs) ? null : writtenAt(partition, batch.to - 1),
    attempts: batch.attempts,
  }
}

/** The truth of this world at its virtual now; null where its main mapping is gone. */
export function truthOf(world: World): LabTruth | null {
  const simulation = simulationOf(world)
  const table = world.tables.get(tableName)
  const mapping = [...simulation.mappings.values()].find(({lab}) => lab.functionArn.split(':')[6] === functionName)
  if (mapping === undefined || table === undefined) return null
  const run = simulation.functions.get(functionName)
  const lanes = mapping.readers.flatMap(reader => reader.lanes)
  const second = Math.floor((world.nowMs - simulation.startMs) / 1000)
  const {mappings, pipes, others} = readersOf(mapping.stream)
  const partitions = simulation.tables.get(tableName)?.partitions ?? []
  return {
    nowMs: world.nowMs,
    startMs: simulation.startMs,
    mapping: mapping.lab,
    function: run?.lab ?? null,
    table,
    readers: mappings.filter(({polling, mayRead}) => polling && mayRead).length + pipes() + others(second),
    lanes: lanes.map(lane => laneTruth(lane, world.nowMs)),
    accountLimit: world.concurrencyLimit,
    mayRead: mapping.mayRead,
    counts: mapping.counts,
    destinations: [world.queues, world.topics, world.buckets].flatMap(kind => [...kind.values()].map(({arn}) => arn)),
    pipes: [...world.pipes.keys()],
    network: world.network,
    invocations: (fromMs, toMs, records) => invokedIn(run?.log, {fromMs, toMs, records, lanes: lanes.length}),
    throttles: (fromMs, toMs) => {
      const minuteOf = (ms: number) => Math.floor((ms - simulation.startMs) / 60_000)
      const bins = [...(run?.metrics.values() ?? [])].flatMap(({throttles}) =>
        throttles.bins.slice(Math.max(0, minuteOf(fromMs)), minuteOf(toMs)),
      )
      return bins.reduce((sum, bin) => sum + (bin?.sum ?? 0), 0)
    },
    returned: (startMs, endMs) =>
      world.metrics
        .query({
          namespace: 'AWS/DynamoDB',
          metricName: 'ReturnedRecordsCount',
          dimensions: {TableName: table.name, StreamLabel: mapping.stream.label, Operation: 'GetRecords'},
          statistic: 'Sum',
          periodSeconds: 60,
          startMs,
          endMs,
        })
        .reduce((sum, {value}) => sum + value, 0),
    written: (fromMs, toMs) =>
      partitions.reduce(
        (sum, one) => sum + one.arrivals.countBy(toMs - simulation.startMs) - one.arrivals.countBy(fromMs - simulation.startMs),
        0,
      ),
    refusedWrites: (fromMs, toMs) => {
      const secondOf = (ms: number) => Math.max(0, Math.floor((ms - simulation.startMs) / 1000))
      return partitions.reduce((sum, one) => sum + one.arrivals.throttledIn(secondOf(fromMs), secondOf(toMs)), 0)
    },
    busiestKeys: (fromMs, toMs) => topKeys(world, table.name, fromMs, toMs).partitionKeys.map(({units}) => units),
    roleAllows: (action, resource) => allowed(world, run?.lab.role ?? '', action, resource) === 'allowed',
    mayUseKey: (action, key) => (findKey(world, key) === undefined ? undefined : mayUseKey(world, run?.lab.role ?? '', action, key)),
    writesBack: [...(run?.behaviours.values() ?? [])].some(({writesBack}) => writesBack > 0),
  }
}
