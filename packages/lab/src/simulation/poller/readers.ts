import {makerOf, type PartitionShard, trimmedBy, writtenBy} from '../table/partitions.ts'
import {availableAt, ownedIn} from './batches.ts'
import {createLane} from './lane.ts'
import type {Lane, MappingRun, Reader} from './mapping-run.ts'
import {countEmptyPolls, pollEveryMs} from './polls.ts'
import {startPolling, stop} from './progress.ts'

/** @param startIndex the first record that the mapping has to deliver. */
function createReader(mapping: MappingRun, shard: PartitionShard, startIndex: number, waitsFor: Reader | null, nowMs: number): Reader {
  const reader: Reader = {
    mapping,
    partition: shard.partition,
    shard,
    maker: makerOf(shard.partition, shard.stream),
    lanes: [],
    former: [],
    startIndex,
    polledUntilMs: nowMs,
    unreported: 0,
    unreportedFiltered: 0,
    phaseMs: mapping.random.whole(0, pollEveryMs - 1),
    hasCheckpoint: false,
    judged: {by: null, verdicts: new Map()},
    waitsFor,
  }
  makeLanes(reader, startIndex, nowMs)
  mapping.readers.push(reader)
  return reader
}

function makeLanes(reader: Reader, cursor: number, nowMs: number): void {
  const {schedule: heap} = reader.mapping.simulation
  for (const lane of reader.lanes) heap.remove(lane)
  const count = reader.mapping.lab.settings.ParallelizationFactor
  reader.lanes = Array.from({length: count}, (_, number) => createLane(reader, number, cursor, nowMs))
  for (const lane of reader.lanes) {
    if (!reader.mapping.polling || reader.waitsFor !== null) stop(lane)
    heap.add(lane)
  }
}

const shardsOf = ({simulation, stream}: MappingRun): PartitionShard[] =>
  [...simulation.tables.values()].flatMap(table => table.partitions.flatMap(one => one.shards)).filter(shard => shard.stream === stream)

/** Reads the stream's open shards, from their first record or, at LATEST, from the records that are written from now on. */
export function readOpenShards(mapping: MappingRun, nowMs: number): void {
  for (const shard of shardsOf(mapping)) {
    if (shard.end !== null) continue
    const {first, partition} = shard
    createReader(
      mapping,
      shard,
      mapping.lab.startingPosition === 'LATEST' ? Math.max(first, writtenBy(partition, nowMs)) : first,
      null,
      nowMs,
    )
  }
}

/** Reads all that the stream still holds: each partition from its oldest shard with records on, parents first. */
export function readFromTrimHorizon(mapping: MappingRun, nowMs: number): void {
  const readers = new Map<string, Reader>()
  const partitions = new Set(shardsOf(mapping).map(shard => shard.partition))
  for (const partition of partitions) {
    const horizon = trimmedBy(partition, nowMs)
    const shards = partition.shards.filter(shard => shard.stream === mapping.stream)
    const oldest = shards.find(shard => shard.end === null || shard.end > horizon)
    if (oldest === undefined) continue
    const parent = readers.get(oldest.lab.parentShardId ?? '') ?? null
    const reader = createReader(mapping, oldest, Math.max(oldest.first, horizon), parent, nowMs)
    for (const shard of shards) readers.set(shard.lab.shardId, reader)
  }
}

/** A shard was split: its children are read once it is read to its end. */
export function readSplit(mapping: MappingRun, parent: PartitionShard, children: readonly PartitionShard[], nowMs: number): void {
  const reader = mapping.readers.find(one => one.partition === parent.partition)
  if (reader === undefined || mapping.stream !== parent.stream) return
  for (const child of children) createReader(mapping, child, child.first, reader, nowMs)
}

/** Other lanes from now on. The progress of the former ones, past the point that all had reached, is remembered. */
export function changeLanes(reader: Reader, nowMs: number): void {
  const cursors = reader.lanes.map(lane => lane.cursor)
  const least = Math.min(...cursors)
  reader.former = reader.former.filter(({upTo}) => upTo > least)
  const upTo = Math.max(...cursors)
  if (upTo > least) reader.former.push({count: cursors.length, cursors, upTo})
  makeLanes(reader, least, nowMs)
}

/** Polls again from the checkpoint; without one, from the starting position: on LATEST the records written meanwhile are skipped. */
export function resume(reader: Reader, nowMs: number): void {
  const {mapping} = reader
  reader.polledUntilMs = Math.max(reader.polledUntilMs, nowMs)
  if (mapping.lab.startingPosition === 'LATEST' && !reader.hasCheckpoint) {
    const newest = availableAt(reader, nowMs)
    for (const lane of reader.lanes) {
      mapping.counts.skipped += ownedIn(lane, lane.cursor, newest)
      lane.cursor = Math.max(lane.cursor, newest)
    }
  }
  if (reader.waitsFor !== null) return
  for (const lane of reader.lanes) resumeLane(lane, nowMs)
}

function resumeLane(lane: Lane, nowMs: number): void {
  lane.batch = {from: lane.cursor, to: lane.cursor, count: 0, attempts: 0}
  startPolling(lane, nowMs, nowMs + 1 + lane.reader.phaseMs)
  lane.reader.mapping.simulation.schedule.moved(lane)
}

/** Counts the empty polls so far, so that metrics are right at any instant. */
export function settlePolls(mapping: MappingRun, untilMs: number): void {
  if (!mapping.polling || !mapping.mayRead) return
  for (const reader of mapping.readers) {
    const polling = reader.lanes.filter(lane => lane.phase === 'polling')
    if (polling.length > 0) countEmptyPolls(reader, Math.min(...polling.map(lane => lane.pollingSinceMs)), untilMs)
  }
}
