import {mix} from '../engine/random.ts'
import {type Simulation, simulationOf} from '../engine/simulation.ts'
import type {World} from '../engine/world.ts'
import type {Partition, PartitionShard} from '../table/partitions.ts'
import type {LabStream} from '../table/table-shapes.ts'
import type {MappingRun, Reader} from './mapping-run.ts'

/** Two processes may read a shard at the same time; more are throttled (DynamoDB Developer Guide, "Streams"). */
const readersPerShard = 2

/** A process counts as a reader of a shard for so long after a GetRecords call (assumed). */
const readsForMs = 5000

/** Who reads a stream. */
export interface StreamReaders {
  mappings: MappingRun[]
  /** Pipes of EventBridge that read every shard now. */
  pipes: () => number
  /** Processes that are in no list of AWS, each of which reads every shard, by second since the start. */
  others: (second: number) => number
  /** When somebody last called GetRecords by hand, by shard id. */
  byHand: Map<string, number>
}

const known = new WeakMap<LabStream, StreamReaders>()

export function readersOf(stream: LabStream): StreamReaders {
  const found = known.get(stream)
  if (found !== undefined) return found
  const made: StreamReaders = {mappings: [], pipes: () => 0, others: () => 0, byHand: new Map()}
  known.set(stream, made)
  return made
}

const isReading = ({polling, mayRead}: MappingRun): boolean => polling && mayRead

/** Processes that read this shard now. */
function countOf({mappings, pipes, others, byHand}: StreamReaders, shardId: string, second: number, nowMs: number): number {
  const polling = mappings.filter(isReading).length
  const readMs = byHand.get(shardId)
  return polling + pipes() + others(second) + (readMs !== undefined && nowMs - readMs < readsForMs ? 1 : 0)
}

/** How many readers of this shard are throttled at this instant. */
export function throttledReaders(simulation: Simulation, shard: PartitionShard, nowMs: number): number {
  const second = Math.floor((nowMs - simulation.startMs) / 1000)
  return Math.max(0, countOf(readersOf(shard.stream), shard.lab.shardId, second, nowMs) - readersPerShard)
}

/** While too many read, two get through for one turn, then perhaps others (assumed; AWS documents no pattern). */
const turnAt = ({laws}: Simulation, {shape}: Partition, sinceStartMs: number) => laws.readerTurn(shape.key, sinceStartMs)

/** Whether the reader with this number is one of the two that get through in this turn. */
function getsThrough(key: number, turn: number, number: number, count: number): boolean {
  const lotOf = (reader: number) => mix(mix(key, turn), reader)
  const mine = lotOf(number)
  let before = 0
  for (let other = 0; other < count; other++) if (other !== number && lotOf(other) < mine) before++
  return before < readersPerShard
}

/** How long a poll of this reader is throttled from now on: the end (epoch ms), or now when it gets through. */
export function throttledUntil({mapping, partition, shard}: Reader, nowMs: number): number {
  const readers = readersOf(shard.stream)
  const sinceStart = nowMs - partition.startMs
  const count = countOf(readers, shard.lab.shardId, Math.floor(sinceStart / 1000), nowMs)
  if (count <= readersPerShard) return nowMs
  const {turn, endMs} = turnAt(mapping.simulation, partition, sinceStart)
  const number = readers.mappings.filter(isReading).indexOf(mapping)
  return getsThrough(partition.shape.key, turn, number, count) ? nowMs : partition.startMs + endMs
}

/**
 * Somebody calls GetRecords by hand and so becomes a reader of the shard.
 * @returns false when too many read it: the call is to be answered with LimitExceededException.
 */
export function noteRead(world: World, streamArn: string, shardId: string): boolean {
  const simulation = simulationOf(world)
  const {tables, startMs} = simulation
  for (const {lab, partitions} of tables.values()) {
    const stream = lab.streams.find(one => one.arn === streamArn)
    if (stream === undefined) continue
    const shard = partitions.flatMap(one => one.shards).find(one => one.lab.shardId === shardId && one.stream === stream)
    // Nobody is at the shards that closed before the start.
    if (shard === undefined) return true
    const readers = readersOf(stream)
    readers.byHand.set(shardId, world.nowMs)
    const sinceStart = world.nowMs - startMs
    const count = countOf(readers, shardId, Math.floor(sinceStart / 1000), world.nowMs)
    if (count <= readersPerShard) return true
    const {partition} = shard
    return getsThrough(partition.shape.key, turnAt(simulation, partition, sinceStart).turn, count - 1, count)
  }
  return true
}
