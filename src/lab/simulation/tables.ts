import {
  closeShard,
  createPartition,
  openShard,
  type Partition,
  type PartitionSetup,
  type PartitionShard,
  retentionMs,
} from './partitions.ts'
import {nextPoll} from './polls.ts'
import {randomOf} from './random.ts'
import {ttlDeletesIn} from './records.ts'
import {type Simulation, schedule, type TableRun} from './simulation.ts'
import type {LabShard, LabStream, LabTable} from './world.ts'

export interface TableSetup {
  /** Without streams. */
  lab: Omit<LabTable, 'streams'>
  viewType: LabStream['viewType']
  /** Before the start of the simulation. */
  streamAgeSeconds: number
  partitions: readonly PartitionSetup[]
  /** Shards are closed and continued after about four hours (observed in public issues; not in AWS's documents). */
  shardLifeSeconds: number
}

const minuteMs = 60_000

/** The label is the time of enabling, as AWS writes it. */
const labelOf = (createdMs: number): string => new Date(createdMs).toISOString().slice(0, -1)

function createStream(table: Pick<LabTable, 'name' | 'arn'>, viewType: LabStream['viewType'], createdMs: number): LabStream {
  const label = labelOf(createdMs)
  return {arn: `${table.arn}/stream/${label}`, label, tableName: table.name, status: 'ENABLED', viewType, createdMs, shards: []}
}

export function createTable(simulation: Omit<Simulation, 'tables'> & {tables: Map<string, TableRun>}, setup: TableSetup): TableRun {
  const {seed, startMs, world} = simulation
  const createdMs = startMs - setup.streamAgeSeconds * 1000
  const stream = createStream(setup.lab, setup.viewType, createdMs)
  const random = randomOf(seed, 'shards', setup.lab.name)
  const lab: LabTable = {...setup.lab, streams: [stream]}
  const lifeMs = setup.shardLifeSeconds * 1000
  const run: TableRun = {
    lab,
    partitions: setup.partitions.map(one => createPartition(seed, lab.name, startMs, one)),
    shardLifeMs: () => Math.round(lifeMs * random.between(0.95, 1.05)),
  }
  world.tables.set(lab.name, lab)
  simulation.tables.set(lab.name, run)
  for (const partition of run.partitions) {
    const openedMs = Math.max(createdMs, startMs - Math.round(lifeMs * random.between(0.02, 0.94)))
    const parentShardId = addPastShards(partition, stream, openedMs, lifeMs)
    const shard = openShard(partition, stream, openedMs, parentShardId, () => world.nowMs)
    planRollover(simulation, run, shard, openedMs + run.shardLifeMs(partition))
  }
  return run
}

/** Shards that closed before the start and are still listed. The lab keeps no records from before its start: they are empty. */
function addPastShards(partition: Partition, stream: LabStream, beforeMs: number, lifeMs: number): string | null {
  const oldest = Math.max(stream.createdMs, partition.startMs - retentionMs)
  const count = Math.max(0, Math.floor((beforeMs - oldest) / lifeMs))
  const base = BigInt(partition.sequence.before(0))
  let parentShardId: string | null = null
  for (let back = count; back > 0; back--) {
    const openedMs: number = beforeMs - back * lifeMs
    const startingSequenceNumber = (base - BigInt(back) * 10_000_000n).toString()
    const past: LabShard = {
      shardId: `shardId-${String(openedMs).padStart(20, '0')}-${(partition.number * 4096 + back).toString(16).padStart(8, '0')}`,
      parentShardId,
      openedMs,
      closedMs: openedMs + lifeMs,
      startingSequenceNumber,
      endingSequenceNumber: (BigInt(startingSequenceNumber) + 9_000_000n).toString(),
      read: () => [],
      bounds: () => ({first: 0, next: 0}),
      indexOf: () => 0,
    }
    stream.shards.push(past)
    parentShardId = past.shardId
  }
  return parentShardId
}

/** Lanes that wait on this shard look again at their next poll: its end tells them that it is closed. */
function wakeReaders({mappings, schedule: heap}: Simulation, shard: PartitionShard, nowMs: number): void {
  for (const mapping of mappings.values()) {
    for (const reader of mapping.readers) {
      if (reader.shard !== shard || !mapping.polling) continue
      for (const lane of reader.lanes) {
        if (lane.phase !== 'polling') continue
        lane.at = Math.min(lane.at, Math.max(nextPoll(reader, nowMs), lane.pollingSinceMs))
        heap.moved(lane)
      }
    }
  }
}

function planRollover(simulation: Simulation, table: TableRun, shard: PartitionShard, atMs: number): void {
  schedule(simulation, Math.max(atMs, simulation.startMs + 1000), nowMs => {
    if (shard.lab.closedMs !== null) return
    closeShard(shard, nowMs)
    const {partition, stream} = shard
    const child = openShard(partition, stream, nowMs, shard.lab.shardId, () => simulation.world.nowMs)
    planRollover(simulation, table, child, nowMs + table.shardLifeMs(partition))
    wakeReaders(simulation, shard, nowMs)
    // A closed shard is listed until all that was in it is trimmed; it may linger longer on AWS.
    stream.shards = stream.shards.filter(one => one.closedMs === null || one.closedMs > nowMs - retentionMs - 3_600_000)
  })
}

/** Disables the table's stream: what it holds stays readable for 24 hours. */
export function disableStream(simulation: Simulation, tableName: string): void {
  const table = simulation.tables.get(tableName)
  const stream = table?.lab.streams.at(-1)
  if (table === undefined || stream === undefined) return
  const {nowMs} = simulation.world
  stream.status = 'DISABLED'
  for (const shard of table.partitions.flatMap(one => one.shards)) {
    if (shard.stream !== stream || shard.lab.closedMs !== null) continue
    closeShard(shard, nowMs)
    wakeReaders(simulation, shard, nowMs)
  }
}

/** Enables a stream on the table: a new one, with a new label and ARN. Mappings of the former one do not follow. */
export function enableStream(simulation: Simulation, tableName: string): LabStream | null {
  const table = simulation.tables.get(tableName)
  const former = table?.lab.streams.at(-1)
  if (table === undefined || former === undefined || former.status !== 'DISABLED') return null
  const {nowMs} = simulation.world
  const stream = createStream(table.lab, former.viewType, nowMs)
  table.lab.streams.push(stream)
  for (const partition of table.partitions) {
    const shard = openShard(partition, stream, nowMs, null, () => simulation.world.nowMs)
    planRollover(simulation, table, shard, nowMs + table.shardLifeMs(partition))
  }
  return stream
}

/** Emits the table's own metrics, once a minute: a table without writes shows 0, not nothing. */
export function meterTable(simulation: Simulation, table: TableRun): void {
  const {metrics, startMs, world} = simulation
  const where = [{TableName: table.lab.name}]
  const units = metrics.series('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', where)
  const ttl = table.lab.timeToLiveAttribute === null ? null : metrics.series('AWS/DynamoDB', 'TimeToLiveDeletedItemCount', where)
  const throttles = metrics.series('AWS/DynamoDB', 'WriteKeyRangeThroughputThrottleEvents', where)
  const emit = (nowMs: number) => {
    const fromMs = nowMs - minuteMs - startMs
    let written = 0
    let deletedByTtl = 0
    let refused = 0
    for (const {arrivals, shape} of table.partitions) {
      const from = arrivals.countBy(fromMs - 1)
      const to = arrivals.countBy(fromMs + minuteMs - 1)
      written += to - from
      deletedByTtl += ttlDeletesIn(shape.ttlEvery, from, to)
      refused += arrivals.throttledIn(fromMs / 1000, (fromMs + minuteMs) / 1000)
    }
    // Deletes by Time to Live use no write capacity; an item here is under one kilobyte, so a write is one unit.
    const writes = written - deletedByTtl
    metrics.add(units, nowMs - 1, world.nowMs, writes > 0 ? 1 : 0, Math.max(1, writes))
    if (ttl !== null && deletedByTtl > 0) metrics.add(ttl, nowMs - 1, world.nowMs, deletedByTtl)
    if (refused > 0) metrics.add(throttles, nowMs - 1, world.nowMs, 1, refused)
    schedule(simulation, nowMs + minuteMs, emit)
  }
  schedule(simulation, startMs + minuteMs, emit)
}
