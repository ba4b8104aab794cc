import {type Simulation, schedule, type TableRun} from '../engine/simulation.ts'
import {nextPoll} from '../poller/polls.ts'
import {childOf, closeShard, openShard, type Partition, type PartitionShard, retentionMs} from './partitions.ts'
import type {LabShard, LabStream} from './table-shapes.ts'

/** Shards that closed before the start and are still listed. The lab keeps no records from before its start: they are empty. */
export function addPastShards(partition: Partition, stream: LabStream, beforeMs: number, lifeMs: number): string | null {
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
export function wakeReaders({mappings, schedule: heap}: Simulation, shard: PartitionShard, nowMs: number): void {
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

/** The shard of a partition that takes the present writes, in the table's latest stream. */
export const openShardOf = (partition: Partition): PartitionShard | undefined => partition.shards.find(shard => shard.end === null)

/** Closes the open shard of a partition and continues it by another, as happens every few hours. */
export function rollOver(simulation: Simulation, table: TableRun, shard: PartitionShard): void {
  const {partition, stream} = shard
  const {nowMs} = simulation.world
  if (shard.lab.closedMs !== null || childOf(shard) !== undefined) return
  closeShard(shard, nowMs)
  const child = openShard(partition, stream, nowMs, shard.lab.shardId, () => simulation.world.nowMs)
  planRollover(simulation, table, child, nowMs + table.shardLifeMs(partition))
  wakeReaders(simulation, shard, nowMs)
  forgetTrimmedShards(stream, nowMs)
}

/** A closed shard is listed until all that was in it is trimmed; it may linger longer on AWS. */
function forgetTrimmedShards(stream: LabStream, nowMs: number): void {
  stream.shards = stream.shards.filter(one => one.closedMs === null || one.closedMs > nowMs - retentionMs - 3_600_000)
}

export function planRollover(simulation: Simulation, table: TableRun, shard: PartitionShard, atMs: number): void {
  schedule(simulation, Math.max(atMs, simulation.startMs + 1000), () => rollOver(simulation, table, shard))
}
