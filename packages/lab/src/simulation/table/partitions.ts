import {hashOf, randomOf} from '../engine/random.ts'
import {createSequenceNumbers, type SequenceNumbers} from '../engine/sequence.ts'
import type {Simulation} from '../engine/simulation.ts'
import {type Arrivals, createArrivals, partitionWriteUnits} from './arrivals.ts'
import {type Customers, evenCustomers} from './keys.ts'
import {createRecordMaker, hotCustomerOf, type RecordMaker, type RecordShape, type TtlEvery} from './records.ts'
import type {LabRecord, LabShard, LabStream} from './table-shapes.ts'

/** A stream keeps its records for 24 hours (DynamoDB Developer Guide, "Streams"). */
export const retentionMs = 24 * 3_600_000

/** A partition of a table: its records are numbered from the start of the simulation, whatever shard they lie in. */
export interface Partition {
  number: number
  startMs: number
  arrivals: Arrivals
  /** How far ahead its writes are known, ms. */
  foreseenMs: number
  sequence: SequenceNumbers
  /** Indexes of records that no handler of a certain kind can read. */
  poisoned: number[]
  /** By view type; made when first needed. */
  makers: Map<LabStream['viewType'], RecordMaker>
  shape: Omit<RecordShape, 'viewType'>
  /** Write units that one write takes. */
  unitsPerWrite: number
  /** Whether the table's provisioned capacity, and not the partition, refuses writes. */
  isProvisioned: boolean
  /** The shards of this partition, oldest first, over all streams of the table. */
  shards: PartitionShard[]
  /** Whether others took its place. */
  isSplit: boolean
}

/** A shard holds the records of one partition from `first` on, up to (not with) `end`. */
export interface PartitionShard {
  lab: LabShard
  stream: LabStream
  partition: Partition
  first: number
  /** null while the shard is open. */
  end: number | null
}

export interface PartitionSetup {
  number: number
  /** Records per second that writers want to write, by second since the start. */
  rateAt: (second: number) => number
  ttlEvery: TtlEvery
  /** The first record written from these seconds on is one that breaks the handler. */
  poisonAtSeconds: readonly number[]
  /** Without this all customers of the partition order alike. */
  customers?: Customers
  /** From this second on a share of the writes (0–1) goes to one customer, or to one order alone. */
  hot?: {fromSecond: number; share: number; items: 'many' | 'one'}
  /** Items that expire all at once, but for every n-th write. */
  ttlSweep?: {fromSecond: number; toSecond: number; exceptEvery: number}
  /** Bytes that each item carries beside the order itself; none, if it is left out. */
  attachmentBytes?: number
  /** Write units a second that the table's provisioned capacity leaves to the partition. */
  provisionedUnits?: number
  /** The function writes to the partition, too: its writes can then not be known ahead. */
  isWrittenBack?: boolean
}

/** Writes are looked up so far ahead where they can be known. */
const foreseenMs = 60_000

function shapeOf(key: number, arrivals: Arrivals, poisoned: number[], setup: PartitionSetup): Partition['shape'] {
  const indexAt = (second: number) => arrivals.countBy(second * 1000)
  const {number, ttlEvery, hot, ttlSweep: sweep, customers = evenCustomers(number), attachmentBytes = 0} = setup
  return {
    key,
    customers,
    attachmentBytes,
    ttlEvery,
    poisoned: new Set(poisoned),
    hot: hot === undefined ? null : {items: hot.items, share: hot.share, fromIndex: indexAt(hot.fromSecond)},
    ttlSweep:
      sweep === undefined ? null : {fromIndex: indexAt(sweep.fromSecond), toIndex: indexAt(sweep.toSecond), exceptEvery: sweep.exceptEvery},
  }
}

/** A write takes a unit for each kilobyte, rounded up (DynamoDB Developer Guide, "Read and write capacity"); an order is less than half of one. */
const unitsOf = ({attachmentBytes = 0}: PartitionSetup): number => Math.ceil((attachmentBytes + 400) / 1024)

/** @param after sequence number that the partition's own are greater than, where it was split off another. */
export function createPartition(
  {seed, laws}: Pick<Simulation, 'seed' | 'laws'>,
  table: string,
  startMs: number,
  setup: PartitionSetup,
  after?: string,
): Partition {
  const key = hashOf(seed, 'partition', table, setup.number)
  const foreseen = setup.isWrittenBack !== true
  const unitsPerWrite = unitsOf(setup)
  const units = Math.min(partitionWriteUnits, setup.provisionedUnits ?? partitionWriteUnits)
  const most = Math.max(1, Math.floor(units / unitsPerWrite))
  const random = randomOf(seed, 'arrivals', table, setup.number)
  const arrivals = createArrivals(key, mean => laws.writesIn(mean, random), setup.rateAt, foreseen, most)
  const poisoned = setup.poisonAtSeconds.map(second => arrivals.countBy(second * 1000))
  return {
    number: setup.number,
    startMs,
    arrivals,
    foreseenMs: foreseen ? foreseenMs : 1000,
    sequence: createSequenceNumbers(key, after),
    poisoned,
    makers: new Map(),
    shape: shapeOf(key, arrivals, poisoned, setup),
    unitsPerWrite,
    isProvisioned: units < partitionWriteUnits,
    shards: [],
    isSplit: false,
  }
}

/** The partition key that writes gather at, null where none does. */
export const hotKeyOf = ({shape}: Partition): string | null => (shape.hot === null ? null : hotCustomerOf(shape))

/** Records of the partition that are written at this instant. */
export const writtenBy = (partition: Partition, atMs: number): number => partition.arrivals.countBy(atMs - partition.startMs)

/** When the record is written (epoch ms), searching its second from `hint` on. */
export function writtenAt(partition: Partition, index: number, hint = 0): number {
  const second = partition.arrivals.secondOf(index, hint, Number.MAX_SAFE_INTEGER)
  return partition.startMs + partition.arrivals.offsetIn(index, second)
}

/** Index of the first record that is not trimmed at this instant. */
export const trimmedBy = (partition: Partition, nowMs: number): number =>
  nowMs - retentionMs <= partition.startMs ? 0 : writtenBy(partition, nowMs - retentionMs)

export function makerOf({makers, shape}: Partition, {viewType}: LabStream): RecordMaker {
  const known = makers.get(viewType)
  if (known !== undefined) return known
  const made = createRecordMaker({...shape, viewType})
  makers.set(viewType, made)
  return made
}

function readShard(shard: PartitionShard, nowMs: number, from: number, limit: number): LabRecord[] {
  const {partition, first} = shard
  const {first: oldest, next} = boundsOf(shard, nowMs)
  const maker = makerOf(partition, shard.stream)
  const result: LabRecord[] = []
  let second = 0
  const start = Math.max(from, oldest)
  for (let index = start; index < Math.min(next, start + limit); index++) {
    const inPartition = first + index
    second = partition.arrivals.secondOf(inPartition, second, Number.MAX_SAFE_INTEGER)
    const writtenMs = partition.startMs + partition.arrivals.offsetIn(inPartition, second)
    result.push({...maker.make(inPartition, writtenMs, partition.sequence.of(inPartition)), index})
  }
  return result
}

/** In the shard's own numbers, which begin with 0. */
function boundsOf({partition, first, end}: PartitionShard, nowMs: number): {first: number; next: number} {
  const next = (end ?? writtenBy(partition, nowMs)) - first
  return {first: Math.min(next, Math.max(0, trimmedBy(partition, nowMs) - first)), next}
}

/** Shard ids seem to carry the time of opening: 20 digits and 8 hexadecimal ones (as in the samples of the Streams API reference). */
const shardIdOf = (openedMs: number, key: number): string =>
  `shardId-${String(openedMs).padStart(20, '0')}-${key.toString(16).padStart(8, '0')}`

/**
 * Opens a shard of the partition in the stream. Earlier shards of the same stream are its parents.
 * @param key varies the id.
 */
export function openShard(
  partition: Partition,
  stream: LabStream,
  openedMs: number,
  parentShardId: string | null,
  nowMs: () => number,
): PartitionShard {
  const first = writtenBy(partition, openedMs)
  const {sequence} = partition
  const lab: LabShard = {
    shardId: shardIdOf(openedMs, hashOf(partition.number, stream.label.length, partition.shards.length, sequence.before(0))),
    parentShardId,
    openedMs,
    closedMs: null,
    startingSequenceNumber: sequence.before(first),
    endingSequenceNumber: null,
    read: (from, limit) => readShard(shard, nowMs(), from, limit),
    bounds: () => boundsOf(shard, nowMs()),
    indexOf: sequenceNumber => Math.max(0, sequence.indexOf(sequenceNumber) - first),
  }
  const shard: PartitionShard = {lab, stream, partition, first, end: null}
  partition.shards.push(shard)
  stream.shards.push(lab)
  return shard
}

export function closeShard(shard: PartitionShard, closedMs: number): void {
  const {partition, lab} = shard
  shard.end = writtenBy(partition, closedMs)
  lab.closedMs = closedMs
  lab.endingSequenceNumber = shard.end === shard.first ? lab.startingSequenceNumber : partition.sequence.of(shard.end - 1)
}

/** The shard that continues this one in the same partition and stream, if there is one. */
export const childOf = (shard: PartitionShard): PartitionShard | undefined =>
  shard.partition.shards.find(other => other.lab.parentShardId === shard.lab.shardId)
